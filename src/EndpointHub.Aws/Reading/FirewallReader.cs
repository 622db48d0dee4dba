using Amazon.Route53Resolver;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;
using Resolver = Amazon.Route53Resolver.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// The DNS Firewall rule groups of VPCs and of their Profiles, with the lists that their rules name. An account whose VPCs have none costs one call,
/// which <see cref="AssociationsAsync"/> makes.
/// </summary>
internal sealed class FirewallReader(ApisAt apis)
{
    // Resolver API reference, ListFirewallDomains: the most on a page, where other lists have a hundred.
    private const int DomainsOnPage = 5000;

    /// <summary>The rule groups that VPCs are associated with: in one list, by VPC where it is one.</summary>
    public static async Task<IReadOnlyList<Resolver.FirewallRuleGroupAssociation>> AssociationsAsync(Apis here, IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken)
    {
        var associations = await here.Resolver.Paginators.ListFirewallRuleGroupAssociations(new() { VpcId = vpcIds.Count == 1 ? vpcIds.First() : null })
            .FirewallRuleGroupAssociations.ToListAsync(cancellationToken);
        return associations.FindAll(association => vpcIds.Contains(association.VpcId!));
    }

    /// <summary>Adds rule groups and lists to what was read.</summary>
    /// <param name="network">The network with its Profiles.</param>
    /// <param name="associations">The associations of the VPCs, by the account that sees them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The same with them.</returns>
    public async Task<NetworkSnapshot> AddToAsync(
        NetworkSnapshot network, IReadOnlyDictionary<Location, IReadOnlyList<Resolver.FirewallRuleGroupAssociation>> associations, CancellationToken cancellationToken)
    {
        var places = network.Vpcs.Select(vpc => vpc.Location).Distinct().ToList();
        var wanted = Wanted(network, associations).ToLookup(one => one.GroupId, one => one.SeenFrom, StringComparer.Ordinal);
        var all = associations.Values.SelectMany(some => some).ToList();
        var groups = await Task.WhenAll(wanted.Select(async group =>
            Map(group.Key, all, await RulesAsync(group.Key, InReach(places, group), cancellationToken))).ToArray());
        var listIds = groups.SelectMany(group => group.Rules ?? ValueList<FirewallRule>.Empty).Select(rule => rule.DomainListId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return network with
        {
            FirewallRuleGroups = ResourceTable<FirewallRuleGroup>.From(groups),
            FirewallDomainLists = ResourceTable<FirewallDomainList>.From(
                await ListsAsync(listIds, InReach(places, wanted.SelectMany(group => group)), cancellationToken)),
        };
    }

    internal static FirewallRuleGroup Map(
        string groupId, IEnumerable<Resolver.FirewallRuleGroupAssociation> associations, IEnumerable<Resolver.FirewallRule>? rules) => new()
        {
            Id = groupId,
            Vpcs = associations.Where(association => association.FirewallRuleGroupId == groupId)
            .Select(association => new FirewallRuleGroupVpc(association.VpcId!, association.Status?.Value ?? ResolverState.Updating, association.Priority ?? 0))
            .Distinct().OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList(),
            Rules = rules?.Select(Map).OrderBy(rule => rule.Priority).ToValueList(),
        };

    private static FirewallRule Map(Resolver.FirewallRule rule) => new(
        rule.Name ?? rule.FirewallDomainListId ?? rule.FirewallThreatProtectionId ?? "",
        rule.Priority ?? 0,
        rule.Action == Amazon.Route53Resolver.Action.ALLOW ? FirewallAction.Allow : rule.Action == Amazon.Route53Resolver.Action.ALERT ? FirewallAction.Alert : FirewallAction.Block,
        rule.DnsThreatProtection is null ? rule.FirewallDomainListId : null)
    {
        QueryType = rule.Qtype,
        TrustsRedirection = rule.FirewallDomainRedirectionAction == FirewallDomainRedirectionAction.TRUST_REDIRECTION_DOMAIN,
    };

    private static IEnumerable<(string GroupId, Location SeenFrom)> Wanted(
        NetworkSnapshot network, IReadOnlyDictionary<Location, IReadOnlyList<Resolver.FirewallRuleGroupAssociation>> associations) =>
        (from place in associations from association in place.Value select (association.FirewallRuleGroupId!, place.Key))
        .Concat(
            from profile in network.Profiles
            from vpc in profile.Vpcs
            from resource in profile.Resources ?? ValueList<ProfileResource>.Empty
            where resource.Kind == ProfileResourceKind.FirewallRuleGroup && network.Vpcs.Find(vpc.VpcId) is not null
            select (resource.ResourceId, network.Vpcs[vpc.VpcId].Location))
        .Distinct();

    /// <summary>The accounts that may be able to read something of a Region: those that see it, then the others, one of which may own it.</summary>
    private static IEnumerable<Location> InReach(IEnumerable<Location> places, IEnumerable<Location> seenFrom)
    {
        var seeing = seenFrom.Distinct().ToList();
        return seeing.Concat(places.Where(place => seeing.Exists(one => one.Region == place.Region))).Distinct();
    }

    private async Task<List<Resolver.FirewallRule>?> RulesAsync(string groupId, IEnumerable<Location> places, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            var rules = await Permitted.VisibleOrNullAsync(() => apis(place).Resolver.Paginators.ListFirewallRules(new() { FirewallRuleGroupId = groupId })
                .FirewallRules.ToListAsync(cancellationToken));
            if (rules is not null)
                return rules;
        }

        return null;
    }

    /// <summary>Lists by what the accounts have: which of them are AWS's is said there alone. Those that no account has are missing.</summary>
    private async Task<IEnumerable<FirewallDomainList>> ListsAsync(List<string> listIds, IEnumerable<Location> places, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, FirewallDomainList>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            if (found.Count == listIds.Count)
                break;
            var here = apis(place).Resolver;
            var known = await Permitted.OrNullAsync(() => here.Paginators.ListFirewallDomainLists(new()).FirewallDomainLists.ToListAsync(cancellationToken)) ?? [];
            var lists = await Task.WhenAll(known.Where(list => listIds.Contains(list.Id!) && !found.ContainsKey(list.Id!))
                .Select(list => ReadAsync(here, list, cancellationToken)).ToArray());
            foreach (var list in lists.OfType<FirewallDomainList>())
                found.Add(list.Id, list);
        }

        return found.Values;
    }

    private static async Task<FirewallDomainList?> ReadAsync(IAmazonRoute53Resolver here, Resolver.FirewallDomainListMetadata list, CancellationToken cancellationToken)
    {
        if (list.ManagedOwnerName is { Length: > 0 })
            return new FirewallDomainList { Id = list.Id! };

        var domains = await Permitted.VisibleOrNullAsync(() => here.Paginators.ListFirewallDomains(new() { FirewallDomainListId = list.Id!, MaxResults = DomainsOnPage })
            .Domains.ToListAsync(cancellationToken));
        return domains is null ? null : new FirewallDomainList { Id = list.Id!, Domains = domains.Select(DnsName.Normalize).ToValueList() };
    }
}
