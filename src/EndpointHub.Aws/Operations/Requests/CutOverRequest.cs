using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A spoke's names shall lead to its hub, or an endpoint's names shall answer no longer (Disable-EndpointPrivateDns).</summary>
public sealed record CutOverRequest : OperationRequest
{
    /// <summary>The spoke to cut over; null when a bare endpoint is given.</summary>
    public SpokeReference? Spoke { get; init; }

    /// <summary>The hub, when the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The endpoint whose private DNS is only switched off; null when a spoke is given.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether neither a path that is not proven nor ports that are not known shall stop it.</summary>
    public bool Force { get; init; }

    /// <inheritdoc/>
    public override bool IsProjected => Spoke is { IsProjected: true } || Hub is { IsProjected: true };

    private protected override OperationRequest Asked() => this with { Record = null, Hub = null, Spoke = null };
}
