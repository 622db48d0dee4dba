using EndpointHub.Paths.Policies;

namespace EndpointHub.Paths.Verdicts;

/// <summary>An endpoint's policy.</summary>
/// <param name="Resource">The endpoint.</param>
/// <param name="Call">The evaluated call: action and resource.</param>
/// <param name="Decision">The decision of the policy.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record PolicyHop(string Resource, string Call, PolicyDecision Decision, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => $"{Resource}'s policy: {Decision}, {Call}";
}
