using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to create zones for a hub's services (Add-EndpointPrivateZone, Add-EcrPrivateZone).</summary>
public sealed record AddPrivateZoneRequest : OperationRequest
{
    /// <summary>The hub.</summary>
    public required HubReference Hub { get; init; }

    /// <summary>The spoke whose names get zones too, and which is returned; null to return the hub.</summary>
    public SpokeReference? Spoke { get; init; }

    /// <summary>The services, by their short or full names; empty means all services of the hub.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>True to warn if the spoke cannot read image layers, which come from S3.</summary>
    public bool WarnsAboutImageLayers { get; init; }

    /// <summary>The tags of everything that is created, and of what exists and belongs to EndpointHub.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Spoke is { IsProjected: true } || Hub.IsProjected;

    private protected override OperationRequest Normalized() =>
        this with
        {
            Record = null,
            Hub = HubReference.Named(""),
            Spoke = Spoke is null ? null : SpokeReference.To(""),
        };

    internal override IEnumerable<string?> HubNames => [Hub.Name, Spoke?.Hub?.Name];
}
