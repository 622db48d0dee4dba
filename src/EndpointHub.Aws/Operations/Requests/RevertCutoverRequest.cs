using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A spoke's names shall lead to its own endpoints again (Enable-EndpointPrivateDns).</summary>
public sealed record RevertCutoverRequest : OperationRequest
{
    /// <summary>The spoke.</summary>
    public required SpokeReference Spoke { get; init; }

    /// <summary>The services, by their short or full names; empty means all that the spoke was moved for.</summary>
    public ValueList<string> Services { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether names without an endpoint to return to shall answer publicly, and a path that is not proven shall not stop it.</summary>
    public bool Force { get; init; }

    /// <inheritdoc/>
    public override bool IsProjected => Spoke.IsProjected;

    private protected override OperationRequest Asked() => this with { Record = null, Spoke = SpokeReference.To("") };
}
