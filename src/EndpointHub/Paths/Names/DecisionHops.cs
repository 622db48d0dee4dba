using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Names;

/// <summary>The hops of a name in a VPC before a zone answers: rules, Profiles, and unread resources.</summary>
internal static class DecisionHops
{
    /// <summary>
    /// The hops before the deciding candidate: unread resources of Profiles, and a system rule that excludes the name from forwarding.
    /// </summary>
    public static IEnumerable<PathHop> Before(Decision decision, DomainIndex domains, Vpc vpc, TestedName tested)
    {
        if (!vpc.ResolverIsRead)
            yield return new UnreadHop(vpc.Id, ResourceId: null, NameFindings.NotRead(vpc, tested.Name));
        foreach (var unread in domains.UnreadOf(vpc.Id).Where(unread => MayDecide(unread.Resource, decision, tested)))
            yield return new UnreadHop(unread.ProfileId, unread.Resource?.ResourceId, NameFindings.ContentUnknown(unread, vpc.Id, tested.Name));
        if (decision.Spared is { } spared)
            yield return new RuleHop(spared.Resource, spared.Rule.DomainName, ValueList<string>.Empty, Finding: null);
    }

    /// <summary>The hop at which name resolution ends without a known answer; null when a zone or an endpoint answers.</summary>
    public static PathHop? Open(Decision decision, DomainIndex domains, Vpc vpc, TestedName tested) =>
        decision.Claims[0] switch
        {
            { Resource: var one } when decision.Claims.Count > 1 => new ZoneHop(
                one,
                decision.Domain,
                NameFindings.Conflicting(vpc, decision.Domain!, decision.Claims[0], decision.Claims[1])
            ),
            RuleClaim { Rule.Kind: ResolverRuleKind.Unknown } unknown => new ZoneHop(
                unknown.Resource,
                decision.Domain,
                NameFindings.UnknownKind(unknown, vpc.Id, tested.Name)
            ),
            { IsSettled: false } claim => new ZoneHop(claim.Resource, decision.Domain, NameFindings.Pending(claim, vpc.Id, tested.Name)),
            RuleClaim { Rule: var rule } forward => new RuleHop(
                rule.Id,
                rule.DomainName,
                rule.TargetAddresses,
                NameFindings.Forwarded(forward, vpc.Id, tested, domains.IsAnsweredWithoutRules(vpc.Id, tested.Name))
            ),
            _ => null,
        };

    // A rule always may, and an unknown resource may be a rule. A zone may not when the VPC has a zone of exactly this name: no domain is more
    // specific, and a direct association takes precedence.
    private static bool MayDecide(ProfileResource? unread, Decision decision, TestedName tested) =>
        unread is null or { Kind: ProfileResourceKind.ResolverRule or ProfileResourceKind.Unknown }
        || decision.Domain != tested.Name
        || decision.Claims[0].Through is not null;
}
