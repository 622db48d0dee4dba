using Amazon.Route53Resolver.Model;
using EndpointHub.Topology;
using EndpointHub.Values;
using ResolverRule = EndpointHub.Topology.ResolverRule;

namespace EndpointHub.Aws.Reading;

/// <summary>What overrules private zones: Resolver rules, DNS Firewall and Profiles. What may not be read is told of the VPCs that it may concern.</summary>
internal sealed class ResolverReader(ApisAt apis, IReadOnlyCollection<ScopedVpc> vpcs)
{
    /// <summary>The same network without them.</summary>
    public static NetworkSnapshot Unread(NetworkSnapshot network) =>
        network with { Vpcs = ResourceTable<Vpc>.From(network.Vpcs.Select(vpc => vpc with { ResolverIsRead = false })) };

    /// <summary>Adds rules, rule groups and Profiles to what was read, and the endpoints that the VPCs' Profiles bring.</summary>
    /// <param name="network">The VPCs with their endpoints.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The same with them; the zones of Profiles are not among it.</returns>
    public async Task<NetworkSnapshot> AddToAsync(NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var places = await Task.WhenAll(vpcs.Where(vpc => network.Vpcs.Find(vpc.VpcId) is not null).GroupBy(vpc => vpc.Location)
            .Select(place => ReadLocationAsync(place.Key, [.. place.Select(vpc => vpc.VpcId)], cancellationToken)).ToArray());
        var unread = new HashSet<string>(places.Where(place => !place.IsWhole).SelectMany(place => place.VpcIds), StringComparer.Ordinal);
        var seen = network with
        {
            Vpcs = ResourceTable<Vpc>.From(network.Vpcs.Select(vpc => vpc with { ResolverIsRead = !unread.Contains(vpc.Id) })),
            ResolverRules = ResourceTable<ResolverRule>.From(
                places.SelectMany(place => place.Rules ?? []).GroupBy(rule => rule.Id, StringComparer.Ordinal).Select(Once)),
            Profiles = ResourceTable<DnsProfile>.From(
                places.SelectMany(place => place.Profiles ?? []).GroupBy(profile => profile.Id, StringComparer.Ordinal).Select(Once)),
        };
        var endpoints = Task.WhenAll(places.GroupBy(place => place.Location)
            .Select(place => EndpointsOfAsync(place.Key, seen, cancellationToken)).ToArray());
        var filtered = new FirewallReader(apis).AddToAsync(seen, places.ToDictionary(place => place.Location, place => place.Filters ?? []), cancellationToken);
        await Task.WhenAll(endpoints, filtered);
        return (await filtered) with { EndpointsOfProfiles = ResourceTable<Endpoint>.From((await endpoints).SelectMany(some => some)) };
    }

    // A shared rule or Profile is seen by its owner and by those it is shared with, each with VPCs of their own.
    private static ResolverRule Once(IEnumerable<ResolverRule> same)
    {
        var all = same.ToList();
        return all[0] with { Vpcs = all.SelectMany(rule => rule.Vpcs).Distinct().OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList() };
    }

    private static DnsProfile Once(IEnumerable<DnsProfile> same)
    {
        var all = same.ToList();
        return all[0] with
        {
            Vpcs = all.SelectMany(profile => profile.Vpcs).Distinct().OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList(),
            Resources = all.TrueForAll(profile => profile.Resources is null) ? null : Once(all.SelectMany(profile => profile.Resources ?? ValueList<ProfileResource>.Empty)),
        };
    }

    // Where two see one resource differently it is just changing.
    private static ValueList<ProfileResource> Once(IEnumerable<ProfileResource> resources) => resources.GroupBy(resource => resource.ResourceId, StringComparer.Ordinal)
        .Select(same => same.OrderBy(resource => resource.State == ResolverState.Complete).First()).OrderBy(resource => resource.ResourceId, StringComparer.Ordinal).ToValueList();

    private async Task<LocationRules> ReadLocationAsync(Location location, List<string> vpcIds, CancellationToken cancellationToken)
    {
        var here = apis(location);
        var rules = Permitted.OrNullAsync(() => ResolverRuleReader.ReadAsync(here, vpcIds, cancellationToken));
        var profiles = HasProfiles(location.Region) ? Permitted.OrNullAsync(() => ProfileReader.ReadAsync(here, vpcIds, cancellationToken)) : Task.FromResult<IReadOnlyList<DnsProfile>?>([]);
        var filters = Permitted.OrNullAsync(() => FirewallReader.AssociationsAsync(here, vpcIds, cancellationToken));
        await Task.WhenAll(rules, profiles, filters);
        return new LocationRules(location, vpcIds, await rules, await profiles, await filters);
    }

    // AWS's list of endpoints: every Region has Profiles, but for those of two partitions.
    private static bool HasProfiles(string region) =>
        !region.StartsWith("us-iso-", StringComparison.Ordinal) && !region.StartsWith("us-isob-", StringComparison.Ordinal);

    /// <summary>The endpoints of an account that Profiles bring to the VPCs and that stand in none of them.</summary>
    private async Task<IEnumerable<Endpoint>> EndpointsOfAsync(Location owner, NetworkSnapshot network, CancellationToken cancellationToken)
    {
        var brought = network.Profiles.Where(profile => profile.Vpcs.Count > 0).SelectMany(profile => profile.Resources ?? ValueList<ProfileResource>.Empty)
            .Where(resource => resource.Kind == ProfileResourceKind.Endpoint && resource.OwnerAccountId == owner.AccountId)
            .Select(resource => resource.ResourceId).Where(id => network.Endpoints.Find(id) is null).ToList();
        return await Permitted.OrNullAsync(() => EndpointReader.FindAsync(apis(owner), brought, cancellationToken)) ?? [];
    }

    /// <summary>What one account sees; null where it may not look.</summary>
    private sealed record LocationRules(
        Location Location,
        List<string> VpcIds,
        IReadOnlyList<ResolverRule>? Rules,
        IReadOnlyList<DnsProfile>? Profiles,
        IReadOnlyList<FirewallRuleGroupAssociation>? Filters)
    {
        public bool IsWhole => Rules is not null && Profiles is not null && Filters is not null;
    }
}
