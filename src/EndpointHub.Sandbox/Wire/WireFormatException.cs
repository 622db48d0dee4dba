namespace EndpointHub.Sandbox.Wire;

/// <summary>What is wrong with a request before anybody looks at what it means.</summary>
internal enum WireFault
{
    /// <summary>Not a request of this protocol at all: broken XML, a field twice, too deep.</summary>
    Malformed,

    /// <summary>A required member is absent.</summary>
    Missing,

    /// <summary>A value that its type does not have.</summary>
    InvalidValue,

    /// <summary>A member that the operation does not have.</summary>
    NoSuchParameter,

    /// <summary>An operation that the service does not have.</summary>
    NoSuchOperation,

    /// <summary>A token that stands for another request.</summary>
    TokenOfAnother,
}

/// <summary>A request that cannot be read; <see cref="Parameter"/> names the member as the wire does.</summary>
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
