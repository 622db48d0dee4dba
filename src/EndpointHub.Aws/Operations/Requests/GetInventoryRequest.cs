using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to list endpoints (Get-EndpointInventory).</summary>
public sealed record GetInventoryRequest : OperationRequest
{
    /// <summary>The VPC; null for every VPC of account and region that has an endpoint.</summary>
    public string? VpcId { get; init; }

    /// <summary>True to search the records of all zones for references to the endpoints.</summary>
    public bool IncludesReferences { get; init; }

    /// <summary>The services, by their short or full names; empty means all.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;
}
