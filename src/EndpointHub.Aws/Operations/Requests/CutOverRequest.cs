using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to cut a spoke over, or to switch private DNS off on one endpoint (Disable-EndpointPrivateDns).</summary>
public sealed record CutOverRequest : OperationRequest
{
    /// <summary>The spoke to cut over; null for an endpoint.</summary>
    public SpokeReference? Spoke { get; init; }

    /// <summary>The hub, if the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The endpoint to switch private DNS off on; null for a spoke.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The services, by their short or full names; empty means all services of the hub.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The codes of refusals that the operator allows.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>The owners whose endpoints are changed too although their tags say that a tool manages them.</summary>
    public ValueList<EndpointOwner> IncludedOwners { get; init; } = ValueList<EndpointOwner>.Empty;

    /// <summary>The subnets of the clients whose path has to be proven; empty means every subnet of the spoke.</summary>
    public ValueList<string> ClientSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Spoke is { IsProjected: true } || Hub is { IsProjected: true };

    private protected override OperationRequest Normalized() => this with { Record = null, Hub = null, Spoke = null };

    internal override IEnumerable<string?> HubNames => [Hub?.Name, Spoke?.Hub?.Name];
}
