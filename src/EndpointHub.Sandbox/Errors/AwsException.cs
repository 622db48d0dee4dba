namespace EndpointHub.Sandbox.Errors;

/// <summary>An error response of AWS. Callers match on <see cref="Code"/>; the message is for people.</summary>
/// <param name="code">AWS's error code.</param>
/// <param name="message">The message, in AWS's words where they are known.</param>
/// <param name="status">The HTTP status; null for the status of the code in the service model, or 400.</param>
internal sealed class AwsException(string code, string message, int? status = null) : Exception(message)
{
    public string Code { get; } = code;

    public int? Status { get; } = status;

    /// <summary>The messages of a refused change batch, one for each refused change; empty for every other error.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    public static AwsException Missing(string parameter) => new("MissingParameter", $"The request must contain the parameter {parameter}");

    public static AwsException InvalidValue(string parameter, string? value, string reason = "") =>
        new("InvalidParameterValue", $"Value ({value}) for parameter {parameter} is invalid. {reason}".TrimEnd());

    public static AwsException Combination(string message) => new("InvalidParameterCombination", message);

    public static AwsException Unsupported(string parameter) =>
        new("UnsupportedOperation", $"The parameter {parameter} is not supported by this sandbox (see coverage.md).");
}
