using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>Shrinks a landscape while its disagreement remains.</summary>
internal static class Shrinking
{
    /// <summary>The smallest landscape found by removing one resource at a time.</summary>
    public static async Task<NetworkSnapshot> ShrinkAsync(NetworkSnapshot network, Func<NetworkSnapshot, Task<bool>> disagrees)
    {
        for (var smaller = network; smaller is not null; )
        {
            network = smaller;
            smaller = null;
            foreach (var candidate in Smaller(network))
            {
                if (!await disagrees(candidate))
                    continue;
                smaller = candidate;
                break;
            }
        }

        return network;
    }

    private static IEnumerable<NetworkSnapshot> Smaller(NetworkSnapshot network) =>
        [
            .. network.Zones.Select(zone => Unheld(network, zone.Id) with { Zones = network.Zones.Without(zone.Id) }),
            .. network.Endpoints.Select(endpoint => Unheld(network, endpoint.Id) with { Endpoints = network.Endpoints.Without(endpoint.Id) }),
            .. network.Vpcs.Select(vpc => Without(network, vpc)),
            .. from zone in network.Zones from change in Smaller(zone) select network with { Zones = network.Zones.With(change) },
            .. network.ResolverRules.Select(rule => Unheld(network, rule.Id) with { ResolverRules = network.ResolverRules.Without(rule.Id) }),
            .. network.Profiles.Select(profile => network with { Profiles = network.Profiles.Without(profile.Id) }),
            .. network.FirewallRuleGroups.Select(rules =>
                Unheld(network, rules.Id) with
                {
                    FirewallRuleGroups = network.FirewallRuleGroups.Without(rules.Id),
                }
            ),
            .. from rules in network.FirewallRuleGroups
            from change in Smaller(rules)
            select network with
            {
                FirewallRuleGroups = network.FirewallRuleGroups.With(change),
            },
            .. from list in network.FirewallDomainLists
            from domain in list.Domains
            select network with
            {
                FirewallDomainLists = network.FirewallDomainLists.With(list with { Domains = list.Domains.Without(one => one == domain) }),
            },
            .. from rule in network.ResolverRules
            from vpc in rule.Vpcs
            select network with
            {
                ResolverRules = network.ResolverRules.With(rule with { Vpcs = rule.Vpcs.Without(one => one == vpc) }),
            },
            .. from profile in network.Profiles
            from resource in profile.Resources ?? ValueList<ProfileResource>.Empty
            select network with
            {
                Profiles = network.Profiles.With(profile with { Resources = profile.Resources!.Without(one => one == resource) }),
            },
            .. from endpoint in network.Endpoints
            from name in endpoint.PrivateNames
            select network with
            {
                Endpoints = network.Endpoints.With(endpoint with { PrivateNames = endpoint.PrivateNames.Without(one => one == name) }),
            },
            .. from service in network.Services
            from name in service.PrivateDnsNames
            select network with
            {
                Services = network.Services.With(service with { PrivateDnsNames = service.PrivateDnsNames.Without(one => one == name) }),
            },
        ];

    // A resource that a Profile has and the snapshot lacks counts as unread, which would change the landscape.
    private static NetworkSnapshot Unheld(NetworkSnapshot network, string resourceId) =>
        network with
        {
            Profiles = ResourceTable<DnsProfile>.From(
                network.Profiles.Select(profile => profile with { Resources = profile.Resources?.Without(one => one.ResourceId == resourceId) })
            ),
        };

    private static NetworkSnapshot Without(NetworkSnapshot network, Vpc vpc) =>
        network with
        {
            Vpcs = network.Vpcs.Without(vpc.Id),
            Endpoints = ResourceTable<Endpoint>.From(network.Endpoints.Where(endpoint => endpoint.VpcId != vpc.Id)),
            Zones = ResourceTable<PrivateZone>.From(network.Zones.Select(zone => zone with { Vpcs = zone.Vpcs.Without(one => one.VpcId == vpc.Id) })),
        };

    private static IEnumerable<FirewallRuleGroup> Smaller(FirewallRuleGroup rules) =>
        [
            .. from rule in rules.Rules ?? ValueList<FirewallRule>.Empty select rules with { Rules = rules.Rules!.Without(one => one == rule) },
            .. from vpc in rules.Vpcs select rules with { Vpcs = rules.Vpcs.Without(one => one == vpc) },
        ];

    // An alias is removed with its target: Route 53 allows none without.
    private static IEnumerable<PrivateZone> Smaller(PrivateZone zone) =>
        [
            .. from record in zone.Records ?? ValueList<ZoneRecord>.Empty
            select zone with
            {
                Records = zone.Records!.Without(one => one == record || (one.Alias?.HostedZoneId == zone.Id && one.Alias.DnsName == record.Name)),
            },
            .. from vpc in zone.Vpcs select zone with { Vpcs = zone.Vpcs.Without(one => one == vpc) },
        ];
}
