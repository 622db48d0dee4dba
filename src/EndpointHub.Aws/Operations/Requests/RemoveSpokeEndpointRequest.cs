using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A spoke's idle endpoints shall go (Remove-SpokeEndpoint).</summary>
public sealed record RemoveSpokeEndpointRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The hub, when the spoke's object does not name it.</summary>
    public HubReference? Hub { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the hub has.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The endpoints to look at; empty means all of the spoke's for those services.</summary>
    public ValueList<string> VpcEndpointIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether endpoints shall go although it cannot be read whether they still carry connections.</summary>
    public required bool Force { get; init; }

    /// <summary>What may stay open about a path, as findings say it; empty means nothing.</summary>
    public ValueList<FindingCode> AllowedUnknowns { get; init; } = ValueList<FindingCode>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected || Hub is { IsProjected: true };

    private protected override OperationRequest Asked() => this with { Record = null, Hub = null, Spoke = SpokeReference.To("") };
}
