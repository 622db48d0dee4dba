using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to delete a spoke's idle endpoints (Remove-SpokeEndpoint).</summary>
public sealed record RemoveSpokeEndpointRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub, if the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services, by their short or full names; empty means all services of the hub.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints to delete; empty means all of the spoke's endpoints for those services.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The codes of refusals that the operator allows; <c>TrafficUnknown</c> is needed as long as CloudWatch is not read.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <summary>The owners whose endpoints are changed too although their tags say that a tool manages them.</summary>
    public ValueList<EndpointOwner> IncludedOwners { get; init; } = ValueList<EndpointOwner>.Empty;

    /// <summary>The subnets of the clients whose path has to be proven; empty means every subnet of the spoke.</summary>
    public ValueList<string> ClientSubnetIds { get; init; } = ValueList<string>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected || Hub is { IsProjected: true };

    private protected override OperationRequest Normalized() => this with { Record = null, Hub = null, Spoke = SpokeReference.To("") };

    internal override IEnumerable<string?> HubNames => [Hub?.Name, Spoke.Hub?.Name];
}
