using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to connect a spoke to a hub (Connect-SpokeVpc).</summary>
public sealed record ConnectSpokeRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub.</summary>
    public required HubReference Hub { get; init; }

    /// <summary>The spoke's route tables that get routes to the hub; empty means all that its subnets use.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The spoke's security groups whose members the hub admits; empty means the spoke's CIDR blocks, or the groups of an earlier call.
    /// </summary>
    public ValueList<string> SourceSecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The spoke's CIDR blocks to connect; empty means all, or those of an earlier call.</summary>
    public ValueList<string> SpokeCidrs { get; init; } = ValueList<string>.Empty;

    /// <summary>The tags of everything that is created, and of what exists and belongs to EndpointHub.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Hub.IsProjected;

    /// <inheritdoc/>
    public override Problem? Validate() =>
        SpokeCidrs.FirstOrDefault(text => !Cidr.TryParse(text, out _)) is { } malformed ? Problems.MalformedSpokeCidr(malformed) : null;

    private protected override OperationRequest Normalized() =>
        this with
        {
            Record = null,
            Hub = HubReference.Named(""),
            Spoke = SpokeReference.To(""),
        };

    internal override IEnumerable<string?> HubNames => [Hub.Name];
}
