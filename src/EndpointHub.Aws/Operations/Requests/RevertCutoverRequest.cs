using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to revert the cut-over of a spoke (Enable-EndpointPrivateDns).</summary>
public sealed record RevertCutoverRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The services, by their short or full names; empty means all services that the spoke was cut over for.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>The codes of refusals that the operator allows.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected;

    private protected override OperationRequest Normalized() => this with { Record = null, Spoke = SpokeReference.To("") };

    internal override IEnumerable<string?> HubNames => [Spoke.Hub?.Name];
}
