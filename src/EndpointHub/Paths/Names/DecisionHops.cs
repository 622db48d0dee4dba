using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Names;

/// <summary>What a name meets in a VPC before any zone answers: rules, Profiles, and whatever leaves open who decides.</summary>
internal static class DecisionHops
{
    /// <summary>What stands above the one that decides: what Profiles hold unseen, and a rule that leaves the name to the VPC's resolver.</summary>
    public static IEnumerable<PathHop> Before(Decision decision, DomainIndex domains, Vpc vpc, TestedName tested)
    {
        if (!vpc.ResolverIsRead)
            yield return new UnreadHop(vpc.Id, ResourceId: null, NameFindings.NotRead(vpc, tested.Name));
        foreach (var unread in domains.UnreadOf(vpc.Id).Where(unread => MayDecide(unread.Resource, decision, tested)))
            yield return new UnreadHop(unread.ProfileId, unread.Resource?.ResourceId, NameFindings.ContentUnknown(unread, vpc.Id, tested.Name));
        if (decision.Spared is { } spared)
            yield return new RuleHop(spared.Resource, spared.Rule.DomainName, ValueList<string>.Empty, Finding: null);
    }

    /// <summary>Where the name ends without an answer that could be foretold; null when a zone or an endpoint answers.</summary>
    public static PathHop? Open(Decision decision, Vpc vpc, TestedName tested) => decision.Claims[0] switch
    {
        { Resource: var one } when decision.Claims.Count > 1 =>
            new ZoneHop(one, decision.Domain, NameFindings.Conflicting(vpc, decision.Domain!, decision.Claims[0], decision.Claims[1])),
        RuleClaim { Rule.Kind: ResolverRuleKind.Unknown } strange => new ZoneHop(strange.Resource, decision.Domain, NameFindings.UnknownKind(strange, vpc.Id, tested.Name)),
        { IsSettled: false } claim => new ZoneHop(claim.Resource, decision.Domain, NameFindings.Pending(claim, vpc.Id, tested.Name)),
        RuleClaim { Rule: var rule } forward =>
            new RuleHop(rule.Id, rule.DomainName, rule.TargetAddresses, NameFindings.Forwarded(forward, vpc.Id, tested)),
        _ => null,
    };

    // A rule always may, and what is not known may be one. A zone may not where the VPC has a zone of the very name: no name is more specific, and the VPC's own goes first.
    private static bool MayDecide(ProfileResource? unread, Decision decision, TestedName tested) =>
        unread is null or { Kind: ProfileResourceKind.ResolverRule or ProfileResourceKind.Unknown } || decision.Domain != tested.Name || decision.Claims[0].Through is not null;
}
