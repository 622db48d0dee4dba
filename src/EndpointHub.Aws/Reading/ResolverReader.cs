using Amazon.Route53Resolver.Model;
using EndpointHub.Topology;
using EndpointHub.Values;
using ResolverRule = EndpointHub.Topology.ResolverRule;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads Resolver rules, DNS Firewall and Profiles, which take precedence over private zones. VPCs for which they may not be read are marked.
/// </summary>
internal sealed class ResolverReader(ApisAt apis, IReadOnlyCollection<ScopedVpc> vpcs)
{
    /// <summary>Marks all VPCs of a network as not read.</summary>
    public static NetworkSnapshot MarkUnread(NetworkSnapshot network) =>
        network with
        {
            Vpcs = ResourceTable<Vpc>.From(network.Vpcs.Select(vpc => vpc with { ResolverIsRead = false })),
        };

    /// <summary>Adds Resolver rules, rule groups, Profiles and the endpoints that Profiles share to a network.</summary>
    /// <param name="network">The VPCs with their endpoints.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The extended network, without the zones of Profiles.</returns>
    public async Task<NetworkSnapshot> AddToAsync(NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var locations = await Task.WhenAll(
            vpcs.Where(vpc => network.Vpcs.Find(vpc.VpcId) is not null)
                .GroupBy(vpc => vpc.Location)
                .Select(location => ReadLocationAsync(location.Key, [.. location.Select(vpc => vpc.VpcId)], cancellationToken))
                .ToArray()
        );
        var unread = new HashSet<string>(
            locations.Where(location => !location.IsComplete).SelectMany(location => location.VpcIds),
            StringComparer.Ordinal
        );
        var seen = network with
        {
            Vpcs = ResourceTable<Vpc>.From(network.Vpcs.Select(vpc => vpc with { ResolverIsRead = !unread.Contains(vpc.Id) })),
            ResolverRules = ResourceTable<ResolverRule>.From(
                locations.SelectMany(location => location.Rules ?? []).GroupBy(rule => rule.Id, StringComparer.Ordinal).Select(Merge)
            ),
            Profiles = ResourceTable<DnsProfile>.From(
                locations.SelectMany(location => location.Profiles ?? []).GroupBy(profile => profile.Id, StringComparer.Ordinal).Select(Merge)
            ),
        };
        var endpoints = Task.WhenAll(
            locations.GroupBy(location => location.Location).Select(location => EndpointsOfAsync(location.Key, seen, cancellationToken)).ToArray()
        );
        var filtered = new FirewallReader(apis).AddToAsync(
            seen,
            locations.ToDictionary(location => location.Location, location => location.Filters ?? []),
            cancellationToken
        );
        await Task.WhenAll(endpoints, filtered);
        return (await filtered) with { EndpointsOfProfiles = ResourceTable<Endpoint>.From((await endpoints).SelectMany(some => some)) };
    }

    // The owner of a rule or Profile and the accounts that it is shared with each see the associations of their own VPCs.
    private static ResolverRule Merge(IEnumerable<ResolverRule> same)
    {
        var all = same.ToList();
        return all[0] with { Vpcs = all.SelectMany(rule => rule.Vpcs).Distinct().OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList() };
    }

    private static DnsProfile Merge(IEnumerable<DnsProfile> same)
    {
        var all = same.ToList();
        return all[0] with
        {
            Vpcs = all.SelectMany(profile => profile.Vpcs).Distinct().OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList(),
            Resources = all.TrueForAll(profile => profile.Resources is null)
                ? null
                : Merge(all.SelectMany(profile => profile.Resources ?? ValueList<ProfileResource>.Empty)),
        };
    }

    // Two accounts see a resource differently while it is changing.
    private static ValueList<ProfileResource> Merge(IEnumerable<ProfileResource> resources) =>
        resources
            .GroupBy(resource => resource.ResourceId, StringComparer.Ordinal)
            .Select(same => same.OrderBy(resource => resource.State == ResolverState.Complete).First())
            .OrderBy(resource => resource.ResourceId, StringComparer.Ordinal)
            .ToValueList();

    private async Task<LocationRules> ReadLocationAsync(Location location, List<string> vpcIds, CancellationToken cancellationToken)
    {
        var here = apis(location);
        var rules = Permitted.OrNullAsync(() => ResolverRuleReader.ReadAsync(here, vpcIds, cancellationToken));
        var profiles = HasProfiles(location.Region)
            ? Permitted.OrNullAsync(() => ProfileReader.ReadAsync(here, vpcIds, cancellationToken))
            : Task.FromResult<IReadOnlyList<DnsProfile>?>([]);
        var filters = Permitted.OrNullAsync(() => FirewallReader.AssociationsAsync(here, vpcIds, cancellationToken));
        await Task.WhenAll(rules, profiles, filters);
        return new LocationRules(location, vpcIds, await rules, await profiles, await filters);
    }

    // AWS's list of service endpoints: every Region has Profiles, except those of two partitions.
    private static bool HasProfiles(string region) =>
        !region.StartsWith("us-iso-", StringComparison.Ordinal) && !region.StartsWith("us-isob-", StringComparison.Ordinal);

    /// <summary>Reads the endpoints of an account that Profiles share with the VPCs and that are in none of them.</summary>
    private async Task<IEnumerable<Endpoint>> EndpointsOfAsync(Location owner, NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var shared = network
            .Profiles.Where(profile => profile.Vpcs.Count > 0)
            .SelectMany(profile => profile.Resources ?? ValueList<ProfileResource>.Empty)
            .Where(resource => resource.Kind == ProfileResourceKind.Endpoint && resource.OwnerAccountId == owner.AccountId)
            .Select(resource => resource.ResourceId)
            .Where(id => network.Endpoints.Find(id) is null)
            .ToList();
        return await Permitted.OrNullAsync(() => EndpointReader.FindAsync(apis(owner), shared, cancellationToken)) ?? [];
    }

    /// <summary>The rules of one account; null where they may not be read.</summary>
    private sealed record LocationRules(
        Location Location,
        List<string> VpcIds,
        IReadOnlyList<ResolverRule>? Rules,
        IReadOnlyList<DnsProfile>? Profiles,
        IReadOnlyList<FirewallRuleGroupAssociation>? Filters
    )
    {
        public bool IsComplete => Rules is not null && Profiles is not null && Filters is not null;
    }
}
