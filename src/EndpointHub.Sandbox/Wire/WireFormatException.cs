namespace EndpointHub.Sandbox.Wire;

/// <summary>The reasons why a request cannot be read.</summary>
internal enum WireFault
{
    /// <summary>The request does not follow the protocol: malformed XML, a repeated field, too deep a nesting.</summary>
    Malformed,

    /// <summary>A required member is absent.</summary>
    Missing,

    /// <summary>A value is not valid for its type.</summary>
    InvalidValue,

    /// <summary>The operation has no such member.</summary>
    NoSuchParameter,

    /// <summary>The service has no such operation.</summary>
    NoSuchOperation,

    /// <summary>The client token was used before with other parameters.</summary>
    TokenOfAnother,
}

/// <summary>A request cannot be read; <see cref="Parameter"/> is the member's name as in the request.</summary>
internal sealed class WireFormatException(WireFault fault, string parameter, string message) : Exception(message)
{
    public WireFault Fault { get; } = fault;

    public string Parameter { get; } = parameter;

    internal static WireFormatException Malformed(string reason) => new(WireFault.Malformed, "", reason);

    internal static WireFormatException NoSuchParameter(string parameter) =>
        new(WireFault.NoSuchParameter, parameter, $"The parameter {parameter} is not recognized");

    internal static WireFormatException NoSuchOperation(string action) =>
        new(WireFault.NoSuchOperation, "", $"The action {action} is not valid for this web service.");

    internal static WireFormatException TokenOfAnother() =>
        new(WireFault.TokenOfAnother, "ClientToken", "The client token was used before with other parameters.");

    internal static WireFormatException Missing(string parameter) =>
        new(WireFault.Missing, parameter, $"The request must contain the parameter {parameter}");

    internal static WireFormatException Invalid(string parameter, string value) =>
        new(WireFault.InvalidValue, parameter, $"Value ({value}) for parameter {parameter} is invalid.");
}
