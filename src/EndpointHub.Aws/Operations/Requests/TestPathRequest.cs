namespace EndpointHub.Aws.Operations;

/// <summary>The way from a spoke to a hub's endpoints shall be judged (Test-EndpointPath).</summary>
public sealed record TestPathRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub, when the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;
}
