using Amazon.Route53Resolver;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;
using Resolver = Amazon.Route53Resolver.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads the DNS Firewall rule groups of VPCs and of their Profiles, with their domain lists. An account whose VPCs have none costs one call,
/// which <see cref="AssociationsAsync"/> makes.
/// </summary>
internal sealed class FirewallReader(ApisAt apis)
{
    // Resolver API reference, ListFirewallDomains: the maximum page size. That of other lists is 100.
    private const int DomainsOnPage = 5000;

    /// <summary>Reads the associations of rule groups with VPCs in one list, filtered if there is only one VPC.</summary>
    public static async Task<IReadOnlyList<Resolver.FirewallRuleGroupAssociation>> AssociationsAsync(
        Apis here,
        IReadOnlyCollection<string> vpcIds,
        CancellationToken cancellationToken
    )
    {
        var associations = await here
            .Resolver.Paginators.ListFirewallRuleGroupAssociations(new() { VpcId = vpcIds.Count == 1 ? vpcIds.First() : null })
            .FirewallRuleGroupAssociations.ToListAsync(cancellationToken);
        return associations.FindAll(association => vpcIds.Contains(association.VpcId!));
    }

    /// <summary>Adds rule groups and domain lists to a network.</summary>
    /// <param name="network">The network with its Profiles.</param>
    /// <param name="associations">The associations of the VPCs, by account and region.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The extended network.</returns>
    public async Task<NetworkSnapshot> AddToAsync(
        NetworkSnapshot network,
        IReadOnlyDictionary<Location, IReadOnlyList<Resolver.FirewallRuleGroupAssociation>> associations,
        CancellationToken cancellationToken
    )
    {
        var locations = network.Vpcs.Select(vpc => vpc.Location).Distinct().ToList();
        var wanted = RequiredGroups(network, associations).ToLookup(one => one.GroupId, one => one.VisibleTo, StringComparer.Ordinal);
        var all = associations.Values.SelectMany(some => some).ToList();
        var groups = await Task.WhenAll(
            wanted.Select(async group => Map(group.Key, all, await RulesAsync(group.Key, Candidates(locations, group), cancellationToken))).ToArray()
        );
        var listIds = groups
            .SelectMany(group => group.Rules ?? ValueList<FirewallRule>.Empty)
            .Select(rule => rule.DomainListId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return network with
        {
            FirewallRuleGroups = ResourceTable<FirewallRuleGroup>.From(groups),
            FirewallDomainLists = ResourceTable<FirewallDomainList>.From(
                await ListsAsync(listIds, Candidates(locations, wanted.SelectMany(group => group)), cancellationToken)
            ),
        };
    }

    internal static FirewallRuleGroup Map(
        string groupId,
        IEnumerable<Resolver.FirewallRuleGroupAssociation> associations,
        IEnumerable<Resolver.FirewallRule>? rules
    ) =>
        new()
        {
            Id = groupId,
            Vpcs = associations
                .Where(association => association.FirewallRuleGroupId == groupId)
                .Select(association => new FirewallRuleGroupVpc(
                    association.VpcId!,
                    association.Status?.Value ?? ResolverState.Updating,
                    association.Priority ?? 0
                ))
                .Distinct()
                .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal)
                .ToValueList(),
            Rules = rules?.Select(Map).OrderBy(rule => rule.Priority).ToValueList(),
        };

    private static FirewallRule Map(Resolver.FirewallRule rule) =>
        new(
            rule.Name ?? rule.FirewallDomainListId ?? rule.FirewallThreatProtectionId ?? "",
            rule.Priority ?? 0,
            rule.Action == Amazon.Route53Resolver.Action.ALLOW ? FirewallAction.Allow
                : rule.Action == Amazon.Route53Resolver.Action.ALERT ? FirewallAction.Alert
                : FirewallAction.Block,
            rule.DnsThreatProtection is null ? rule.FirewallDomainListId : null
        )
        {
            QueryType = rule.Qtype,
            TrustsRedirection = rule.FirewallDomainRedirectionAction == FirewallDomainRedirectionAction.TRUST_REDIRECTION_DOMAIN,
        };

    private static IEnumerable<(string GroupId, Location VisibleTo)> RequiredGroups(
        NetworkSnapshot network,
        IReadOnlyDictionary<Location, IReadOnlyList<Resolver.FirewallRuleGroupAssociation>> associations
    ) =>
        (from location in associations from association in location.Value select (association.FirewallRuleGroupId!, location.Key))
            .Concat(
                from profile in network.Profiles
                from vpc in profile.Vpcs
                from resource in profile.Resources ?? ValueList<ProfileResource>.Empty
                where resource.Kind == ProfileResourceKind.FirewallRuleGroup && network.Vpcs.Find(vpc.VpcId) is not null
                select (resource.ResourceId, network.Vpcs[vpc.VpcId].Location)
            )
            .Distinct();

    /// <summary>
    /// Returns the accounts that may be able to read a rule group: those that it is shared with, then the others, one of which may own it.
    /// </summary>
    private static IEnumerable<Location> Candidates(IEnumerable<Location> locations, IEnumerable<Location> visibleTo)
    {
        var seeing = visibleTo.Distinct().ToList();
        return seeing.Concat(locations.Where(location => seeing.Exists(one => one.Region == location.Region))).Distinct();
    }

    private async Task<List<Resolver.FirewallRule>?> RulesAsync(string groupId, IEnumerable<Location> locations, CancellationToken cancellationToken)
    {
        foreach (var location in locations)
        {
            var rules = await Permitted.VisibleOrNullAsync(() =>
                apis(location)
                    .Resolver.Paginators.ListFirewallRules(new() { FirewallRuleGroupId = groupId })
                    .FirewallRules.ToListAsync(cancellationToken)
            );
            if (rules is not null)
                return rules;
        }

        return null;
    }

    /// <summary>
    /// Reads domain lists from the accounts' lists, because only these show which ones AWS manages. Lists that no account has are left out.
    /// </summary>
    private async Task<IEnumerable<FirewallDomainList>> ListsAsync(
        List<string> listIds,
        IEnumerable<Location> locations,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, FirewallDomainList>(StringComparer.Ordinal);
        foreach (var location in locations)
        {
            if (found.Count == listIds.Count)
                break;
            var here = apis(location).Resolver;
            var known =
                await Permitted.OrNullAsync(() => here.Paginators.ListFirewallDomainLists(new()).FirewallDomainLists.ToListAsync(cancellationToken))
                ?? [];
            var lists = await Task.WhenAll(
                known
                    .Where(list => listIds.Contains(list.Id!) && !found.ContainsKey(list.Id!))
                    .Select(list => ReadAsync(here, list, cancellationToken))
                    .ToArray()
            );
            foreach (var list in lists.OfType<FirewallDomainList>())
                found.Add(list.Id, list);
        }

        return found.Values;
    }

    private static async Task<FirewallDomainList?> ReadAsync(
        IAmazonRoute53Resolver here,
        Resolver.FirewallDomainListMetadata list,
        CancellationToken cancellationToken
    )
    {
        if (list.ManagedOwnerName is { Length: > 0 })
            return new FirewallDomainList { Id = list.Id! };

        var domains = await Permitted.VisibleOrNullAsync(() =>
            here
                .Paginators.ListFirewallDomains(new() { FirewallDomainListId = list.Id!, MaxResults = DomainsOnPage })
                .Domains.ToListAsync(cancellationToken)
        );
        return domains is null ? null : new FirewallDomainList { Id = list.Id!, Domains = domains.Select(DnsName.Normalize).ToValueList() };
    }
}
