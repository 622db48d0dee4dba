using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>
/// The DNS Firewall of one VPC, which filters queries before rules and zones apply. It filters names of private hosted zones and of endpoints too
/// (Resolver developer guide, using DNS Firewall to filter outbound DNS traffic).
/// </summary>
internal sealed class VpcFirewall
{
    private readonly List<List<FirewallFilter>> _orders;
    private readonly IReadOnlyDictionary<string, DomainPatterns> _patterns;

    /// <summary>
    /// Rule groups are ordered by their priority among those of the VPC, and among those of a Profile (Resolver API reference,
    /// AssociateFirewallRuleGroup; Route 53 developer guide, associate DNS Firewall rule groups to a Profile). AWS does not document which of these
    /// orders comes first, nor the position of a group without a priority.
    /// </summary>
    public VpcFirewall(IEnumerable<FirewallFilter> filters, IReadOnlyDictionary<string, DomainPatterns> patterns)
    {
        _patterns = patterns;
        _orders =
        [
            .. filters
                .GroupBy(filter => (filter.Through?.ProfileId, Alone: filter.Priority is null ? filter.GroupId : null))
                .Select(order => order.OrderBy(filter => filter.Priority).ToList()),
        ];
    }

    /// <summary>Evaluates the query for a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isRedirected">True if a record of another name redirects to it.</param>
    public FirewallVerdict Evaluate(string name, bool isRedirected)
    {
        var matches = _orders.ConvertAll(order => Matches(order, name, isRedirected).ToList());
        var all = matches.SelectMany(some => some).ToList();
        var mayBeUnmatched = matches.TrueForAll(some => !some.Exists(match => match.IsCertain));
        var passing = all.FindAll(match => match.MayPass);
        var blocking = all.FindAll(match => match.MayBlock);
        return blocking.Count == 0
                ? new(
                    FirewallOutcome.Passes,
                    passing.Find(match => match.IsCertain),
                    passing.Exists(match => match.Rule!.TrustsRedirection),
                    mayBeUnmatched || passing.Exists(match => !match.Rule!.TrustsRedirection)
                )
            : blocking.Find(match => match.IsCertain) is not { } certain ? Open(blocking[0])
            : passing.Count == 0 ? new(FirewallOutcome.Blocks, certain, MayTrust: false, MayInspect: false)
            : Open(passing[0]);

        static FirewallVerdict Open(FirewallMatch match) => new(FirewallOutcome.Open, match, MayTrust: false, MayInspect: false);
    }

    /// <summary>An earlier rule of the group, before a blocking one, that allows the names of a customer's domain list.</summary>
    public static FirewallRule? AllowingBefore(FirewallMatch block) =>
        block.Filter.Rules?.FirstOrDefault(rule =>
            rule is { Action: FirewallAction.Allow, FiltersAddresses: true, DomainListId: not null } && rule.Priority < block.Rule!.Priority
        );

    /// <summary>The rules of an order that may match, up to the first that certainly matches.</summary>
    private IEnumerable<FirewallMatch> Matches(List<FirewallFilter> order, string name, bool isRedirected)
    {
        foreach (var filter in order)
        {
            if (filter.Rules is not { } rules)
            {
                yield return new FirewallMatch(filter, Rule: null, Specification: null, IsCertain: false);
                continue;
            }

            foreach (var rule in rules.Where(rule => rule is { FiltersAddresses: true, DomainListId: not null }).OrderBy(rule => rule.Priority))
            {
                var isRead = _patterns.TryGetValue(rule.DomainListId!, out var patterns);
                var isMatch = false;
                var specification = patterns?.Matching(name, out isMatch);
                if (isRead && specification is null)
                    continue;

                // A rule that trusts redirections inspects the first name only. AWS does not document its effect on a later name of its list.
                var isCertain = isMatch && filter.IsSettled && !(isRedirected && rule.TrustsRedirection);
                yield return new FirewallMatch(filter, rule, specification, isCertain);
                if (isCertain)
                    yield break;
            }
        }
    }
}
