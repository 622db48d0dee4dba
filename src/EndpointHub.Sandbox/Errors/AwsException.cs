namespace EndpointHub.Sandbox.Errors;

/// <summary>An error as AWS answers it: callers match on <see cref="Code"/>, the text is second-hand.</summary>
/// <param name="code">AWS's error code.</param>
/// <param name="message">What AWS would say.</param>
/// <param name="status">Null: what the service's model has for the code, else 400.</param>
internal sealed class AwsException(string code, string message, int? status = null) : Exception(message)
{
    public string Code { get; } = code;

    public int? Status { get; } = status;

    /// <summary>One message for each refused change of a record batch; empty for every other error.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    public static AwsException Missing(string parameter) =>
        new("MissingParameter", $"The request must contain the parameter {parameter}");

    public static AwsException InvalidValue(string parameter, string? value, string reason = "") =>
        new("InvalidParameterValue", $"Value ({value}) for parameter {parameter} is invalid. {reason}".TrimEnd());

    public static AwsException Combination(string message) => new("InvalidParameterCombination", message);

    public static AwsException Unsupported(string parameter) =>
        new("UnsupportedOperation", $"The parameter {parameter} is not honoured by this sandbox (see coverage.md).");
}
