using EndpointHub.Paths.Policies;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Advice;

/// <summary>
/// The condition keys whose value changes when calls go through the hub's endpoint, and the conditions of a policy that are met before or after
/// and not both times (IAM user guide, global condition keys: properties of the network).
/// </summary>
internal sealed class KeyChanges(Vpc spoke, Vpc hub)
{
    /// <summary>The endpoints of the spoke for the service.</summary>
    public IReadOnlyList<string> EndpointIdsBefore { get; init; } = [];

    /// <summary>The endpoint of the hub.</summary>
    public required string EndpointIdAfter { get; init; }

    private bool IsInOtherAccount => hub.Location.AccountId != spoke.Location.AccountId;

    /// <summary>The conditions of a policy that the move changes, one for each key and text.</summary>
    /// <param name="policy">The policy.</param>
    public IEnumerable<KeyChange> In(PolicyDocument policy)
    {
        var changed = policy.Conditions.SelectMany(one => Of(one.Condition, one.Allows, policy.ReadsVariables)).Distinct().ToList();

        // The address stays what it was. Beside a condition that changes, an operator has to know that.
        var address = policy.Conditions.Select(one => one.Condition).FirstOrDefault(condition => condition.IsOn(EndpointContext.VpcSourceIp));
        return changed.Count > 0 && address is not null ? changed.Append(AddressOf(address)) : changed;
    }

    private IEnumerable<KeyChange> Of(PolicyCondition condition, bool allows, bool readsVariables)
    {
        if (condition.IsAboutPresence)
            return [];
        if (IsInOtherAccount && Organization(condition) is { } organization)
            return [organization];

        var after = EndpointContext.Of(EndpointIdAfter, hub.Id, hub);
        if (!after.TryGetValue(condition.Key, out var values))
            return [];

        var named = EndpointIdsBefore
            .DefaultIfEmpty(null)
            .Select(id => EndpointContext.Of(id, spoke.Id, spoke))
            .Where(context => context.TryGetValue(condition.Key, out var own) && !own.Equals(values))
            .Select(context => Names(condition, context, readsVariables))
            .DefaultIfEmpty(Certainty.No)
            .Max();
        var changed = string.Join(", ", values);
        return (named, Names(condition, after, readsVariables)) switch
        {
            (Certainty.No, Certainty.Yes) when allows == condition.IsNegated =>
            [
                Change(condition, changed, $"Take {changed} out of that condition."),
            ],
            (Certainty.No, _) or (Certainty.Yes, Certainty.Yes) => [],
            _ => [Change(condition, changed, Correction(condition, changed))],
        };
    }

    // The organization of an account is not read.
    private KeyChange? Organization(PolicyCondition condition) =>
        condition.IsOn(EndpointContext.VpceOrgId)
            ? new KeyChange(
                EndpointContext.VpceOrgId,
                condition.Values,
                $"the organization of account {hub.Location.AccountId}",
                $"Leave that condition as it is when account {hub.Location.AccountId} is in the same organization as {spoke.Location.AccountId}."
            )
        : condition.IsOn(EndpointContext.VpceOrgPaths)
            ? new KeyChange(
                EndpointContext.VpceOrgPaths,
                condition.Values,
                $"the path of account {hub.Location.AccountId} in its organization",
                $"Add the path of account {hub.Location.AccountId} to that condition before the cut-over, or use {EndpointContext.VpceOrgId}."
            )
        : null;

    private static KeyChange Change(PolicyCondition condition, string after, string advice) =>
        new(KnownName(condition.Key), condition.Values, after, advice);

    private static string Correction(PolicyCondition condition, string after) =>
        condition.HasVariables ? $"Compare {after} with what the variable stands for, before the cut-over."
        : condition.IsOn(EndpointContext.VpceAccount)
            ? $"Add {after} to that condition before the cut-over, or use {EndpointContext.VpceOrgId}, which stays right within one organization."
        : $"Add {after} to that condition before the cut-over, and take {condition.Values} out after the removal.";

    private static KeyChange AddressOf(PolicyCondition condition) =>
        new(
            EndpointContext.VpcSourceIp,
            condition.Values,
            "the clients' own private addresses, as before",
            $"Leave the condition {EndpointContext.VpcSourceIp} as it is."
        );

    private static string KnownName(string key) =>
        new[] { EndpointContext.SourceVpc, EndpointContext.SourceVpcArn, EndpointContext.SourceVpce, EndpointContext.VpceAccount }.First(known =>
            string.Equals(known, key, StringComparison.OrdinalIgnoreCase)
        );

    // Yes when a value of the condition matches, whether it is met then or not.
    private static Certainty Names(PolicyCondition condition, Dictionary<string, ValueList<string>> context, bool readsVariables)
    {
        var holds = condition.Holds(new RequestVariables(new PolicyRequest("*", "*") { Context = context }, readsVariables));
        return condition.IsNegated ? holds.Not() : holds;
    }
}

/// <summary>A condition that the move changes.</summary>
/// <param name="Key">The condition key.</param>
/// <param name="Written">The values in the policy.</param>
/// <param name="ValueAfter">The value of calls through the hub.</param>
/// <param name="Advice">What to do, as a sentence.</param>
internal sealed record KeyChange(string Key, string Written, string ValueAfter, string Advice);
