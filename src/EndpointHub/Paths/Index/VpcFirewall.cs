using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>
/// What questions of one VPC come past before any rule or zone is looked at: DNS Firewall filters names of private zones and of endpoints as well
/// (Resolver developer guide, using DNS Firewall to filter outbound DNS traffic).
/// </summary>
internal sealed class VpcFirewall
{
    private readonly List<List<FirewallFilter>> _orders;
    private readonly IReadOnlyDictionary<string, DomainPatterns> _patterns;

    /// <summary>
    /// Groups go by their number among those of the VPC, and among those of a Profile (Resolver API reference, AssociateFirewallRuleGroup; Route 53
    /// developer guide, associate DNS Firewall rule groups to a Profile). Which of these orders goes first no page says, nor where a group without a number stands.
    /// </summary>
    public VpcFirewall(IEnumerable<FirewallFilter> filters, IReadOnlyDictionary<string, DomainPatterns> patterns)
    {
        _patterns = patterns;
        _orders = [.. filters.GroupBy(filter => (filter.Through?.ProfileId, Alone: filter.Priority is null ? filter.GroupId : null))
            .Select(order => order.OrderBy(filter => filter.Priority).ToList())];
    }

    /// <summary>Judges the question for a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isRedirected">True if another name led on to it.</param>
    public FirewallVerdict Evaluate(string name, bool isRedirected)
    {
        var matches = _orders.ConvertAll(order => Matches(order, name, isRedirected).ToList());
        var all = matches.SelectMany(some => some).ToList();
        var mayBeUnmatched = matches.TrueForAll(some => !some.Exists(match => match.IsCertain));
        var passing = all.FindAll(match => match.MayPass);
        var blocking = all.FindAll(match => match.MayBlock);
        return blocking.Count == 0 ? new(
                FirewallOutcome.Passes,
                passing.Find(match => match.IsCertain),
                passing.Exists(match => match.Rule!.TrustsRedirection),
                mayBeUnmatched || passing.Exists(match => !match.Rule!.TrustsRedirection))
            : blocking.Find(match => match.IsCertain) is not { } sure ? Open(blocking[0])
            : passing.Count == 0 ? new(FirewallOutcome.Blocks, sure, MayTrust: false, MayInspect: false)
            : Open(passing[0]);

        static FirewallVerdict Open(FirewallMatch doubt) => new(FirewallOutcome.Open, doubt, MayTrust: false, MayInspect: false);
    }

    /// <summary>Another rule of the group, before one that blocks, which lets the names of a list of the customer's through.</summary>
    public static FirewallRule? AllowingBefore(FirewallMatch block) => block.Filter.Rules?.FirstOrDefault(rule =>
        rule is { Action: FirewallAction.Allow, FiltersAddresses: true, DomainListId: not null } && rule.Priority < block.Rule!.Priority);

    /// <summary>The rules of an order that may match, as they are gone through; one that is certain to ends it.</summary>
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

                // A rule that trusts redirections looks at the first name only. What that makes of a later name of its list no page says.
                var isCertain = isMatch && filter.IsSettled && !(isRedirected && rule.TrustsRedirection);
                yield return new FirewallMatch(filter, rule, specification, isCertain);
                if (isCertain)
                    yield break;
            }
        }
    }
}
