using EndpointHub.Paths.Policies;

namespace EndpointHub.Paths.Verdicts;

/// <summary>An endpoint's policy.</summary>
/// <param name="Resource">The endpoint.</param>
/// <param name="Call">The call that was judged: action and resource.</param>
/// <param name="Decision">What the policy says.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record PolicyHop(string Resource, string Call, PolicyDecision Decision, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => $"{Resource}'s policy: {Decision}, {Call}";
}
