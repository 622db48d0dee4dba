using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>Zones shall stand for a hub's services (Add-EndpointPrivateZone, Add-EcrPrivateZone).</summary>
public sealed record AddPrivateZoneRequest : OperationRequest
{
    /// <summary>The hub.</summary>
    public required HubReference Hub { get; init; }

    /// <summary>The spoke whose names shall be covered too, and which is given back; null gives back the hub.</summary>
    public SpokeReference? Spoke { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether to say how the spoke reads image layers, which no zone helps with.</summary>
    public bool TellsOfLayers { get; init; }

    /// <inheritdoc/>
    public override bool IsProjected => Spoke is { IsProjected: true } || Hub.IsProjected;

    private protected override OperationRequest Asked() => this with { Record = null, Hub = HubReference.Named(""), Spoke = Spoke is null ? null : SpokeReference.To("") };
}
