using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>
/// Converts a snapshot into BIND views that answer in each VPC like Route 53. The DNS server selects the domain and the record wherever it has
/// the same concept. No code of the path test is used here.
/// </summary>
/// <remarks>
/// Each VPC has two views. The first answers the VPC's clients and forwards the other names to the second, which is the VPC's
/// resolver without forwarding rules, followed by public DNS.
/// </remarks>
internal static class SnapshotViews
{
    /// <summary>The answer for every public name that is not an endpoint's (a documentation address, RFC 5737).</summary>
    public const string PublicAddress = "203.0.113.1";

    private const string EndpointDomain = "vpce.amazonaws.com";

    /// <summary>The source address of a VPC's clients.</summary>
    public static string ClientOf(NetworkSnapshot network, string vpcId) => $"127.0.1.{NumberOf(network, vpcId)}";

    public static IReadOnlyList<DnsView> Of(NetworkSnapshot network) =>
        [.. network.Vpcs.Where(vpc => vpc.EnableDnsSupport).SelectMany(vpc => Of(network, vpc))];

    private static IEnumerable<DnsView> Of(NetworkSnapshot network, Vpc vpc)
    {
        // Private zones need both attributes (Route 53 developer guide, considerations for private hosted zones).
        var zones = vpc.EnableDnsHostnames ? ZonesIn(network, vpc).DistinctBy(zone => zone.Name).ToList() : [];
        var forwards = ForwardsIn(network, vpc, zones).ToList();
        var own = $"127.0.2.{NumberOf(network, vpc.Id)}";
        yield return new DnsView(
            vpc.Id,
            ClientOf(network, vpc.Id),
            QuerySource: own,
            [.. zones.Where(zone => !forwards.Exists(forward => forward.Domain == zone.Name))],
            [.. forwards, .. forwards.Exists(forward => forward.Domain == ".") ? [] : (DnsForward[])[new DnsForward(".", IsOnPremises: false)]]
        )
        {
            Policies = [.. PoliciesIn(network, vpc)],
        };
        yield return new DnsView($"{vpc.Id}-local", Client: own, QuerySource: null, [.. zones, .. Public(network)], []);
    }

    private static int NumberOf(NetworkSnapshot network, string vpcId) => 1 + network.Vpcs.Select(vpc => vpc.Id).ToList().IndexOf(vpcId);

    /// <summary>
    /// The names that a VPC's rules forward. A forwarding rule takes precedence over a zone of its name (Route 53 developer guide, considerations for
    /// private hosted zones). A system rule below a forwarding rule returns the name to the resolver without rules.
    /// </summary>
    private static IEnumerable<DnsForward> ForwardsIn(NetworkSnapshot network, Vpc vpc, IReadOnlyList<DnsZone> zones)
    {
        var own = network.ResolverRules.Where(rule => rule.Vpcs.Any(one => one.VpcId == vpc.Id && one.State == ResolverState.Complete));
        var rules = own.Concat(InProfilesOf(network, vpc).Select(id => network.ResolverRules.Find(id)).OfType<ResolverRule>())
            .Where(rule => rule.Kind != ResolverRuleKind.Delegate)
            .DistinctBy(rule => rule.DomainName)
            .ToList();
        foreach (var rule in rules)
        {
            var domain = rule.DomainName.Length == 0 ? "." : rule.DomainName;
            if (rule.Kind == ResolverRuleKind.Forward)
            {
                yield return new DnsForward(domain, IsOnPremises: true);
            }
            else if (
                zones.All(zone => zone.Name != domain)
                && rules.Exists(wider => wider.Kind == ResolverRuleKind.Forward && IsBelow(domain, wider.DomainName))
            )
            {
                yield return new DnsForward(domain, IsOnPremises: false);
            }
        }
    }

    /// <summary>
    /// The DNS Firewall rules for address queries of a VPC, in order (Resolver developer guide, how DNS Firewall works). If a VPC and its
    /// Profiles have rule groups, AWS documents no order; priorities decide here.
    /// </summary>
    private static IEnumerable<DnsPolicy> PoliciesIn(NetworkSnapshot network, Vpc vpc)
    {
        var own =
            from one in network.FirewallRuleGroups
            from at in one.Vpcs
            where at.VpcId == vpc.Id && at.State == ResolverState.Complete
            select (one.Id, Priority: (int?)at.Priority);
        var shared = HeldInProfilesOf(network, vpc).Select(resource => (Id: resource.ResourceId, resource.Priority));
        return from id in own.Concat(shared).OrderBy(one => one.Priority).Select(one => one.Id).Distinct(StringComparer.Ordinal)
            from rule in network.FirewallRuleGroups.Find(id)?.Rules ?? ValueList<FirewallRule>.Empty
            where rule.QueryType != "AAAA"
            from domain in network.FirewallDomainLists.Find(rule.DomainListId)?.Domains ?? ValueList<string>.Empty
            select new DnsPolicy(rule.Action == FirewallAction.Block, domain);
    }

    private static bool IsBelow(string domain, string wider) =>
        wider.Length == 0 ? domain != "." : domain.EndsWith($".{wider}", StringComparison.Ordinal);

    /// <summary>The resources of a VPC's Profiles, by ascending priority number.</summary>
    private static IEnumerable<string> InProfilesOf(NetworkSnapshot network, Vpc vpc) =>
        HeldInProfilesOf(network, vpc).Select(resource => resource.ResourceId);

    private static IEnumerable<ProfileResource> HeldInProfilesOf(NetworkSnapshot network, Vpc vpc) =>
        from profile in network.Profiles
        from one in profile.Vpcs
        where one.VpcId == vpc.Id && one.State == ResolverState.Complete
        orderby one.Priority ?? int.MaxValue
        from resource in profile.Resources ?? ValueList<ProfileResource>.Empty
        where resource.State == ResolverState.Complete
        select resource;

    /// <summary>
    /// The zones of a VPC; of two with one name the first answers. The VPC's own zones take precedence over zones of Profiles with the same name
    /// (Route 53 developer guide, what Route 53 Profiles are).
    /// </summary>
    private static IEnumerable<DnsZone> ZonesIn(NetworkSnapshot network, Vpc vpc)
    {
        var shared = InProfilesOf(network, vpc).ToList();
        return
        [
            .. network.Zones.Where(zone => zone.Serves(vpc.Id)).Select(zone => Translated(network, zone)),
            .. network.Endpoints.Where(endpoint => endpoint.VpcId == vpc.Id).SelectMany(endpoint => Managed(network, endpoint)),
            .. shared.SelectMany(id =>
                network.Zones.Find(id) is { } zone ? [Translated(network, zone)]
                : network.Endpoints.Find(id) is { } endpoint ? Managed(network, endpoint)
                : []
            ),
        ];
    }

    private static DnsZone Translated(NetworkSnapshot network, PrivateZone zone) =>
        new(zone.Name, [.. (zone.Records ?? ValueList<ZoneRecord>.Empty).SelectMany(record => Translated(network, zone, record))]);

    private static IEnumerable<(string Name, string Type, string Value)> Translated(NetworkSnapshot network, PrivateZone zone, ZoneRecord record)
    {
        if (record.Alias is null)
            return record.Values.Select(value => (record.Name, record.Type, record.Type == "CNAME" ? $"{value.TrimEnd('.')}." : value));

        // An alias of an unknown target has no address, but its name exists.
        var addresses = AddressesOf(network, zone, record.Alias);
        return addresses.Count > 0 ? addresses.Select(address => (record.Name, "A", address)) : [(record.Name, "TXT", "alias")];
    }

    // Route 53 resolves an alias itself, and an alias within a zone from that zone, even if a resolver would use another zone for the target's name
    // (Route 53 developer guide, choosing between alias and non-alias records).
    private static ValueList<string> AddressesOf(NetworkSnapshot network, PrivateZone zone, AliasTarget alias, int links = 0)
    {
        if (alias.HostedZoneId != zone.Id)
            return EndpointAddresses.ByName(network).GetValueOrDefault(alias.DnsName, ValueList<string>.Empty);

        var target = zone.Records!.FirstOrDefault(record => record.Name == alias.DnsName && record.Type == "A");
        return target?.Alias is not { } next ? target?.Values ?? ValueList<string>.Empty
            : links < zone.Records!.Count ? AddressesOf(network, zone, next, links + 1)
            : ValueList<string>.Empty;
    }

    /// <summary>The zones of an endpoint's private names: one for each name without its wildcard.</summary>
    private static IEnumerable<DnsZone> Managed(NetworkSnapshot network, Endpoint endpoint) =>
        endpoint is not { PrivateDnsEnabled: true, IsAlive: true }
            ? []
            : from name in endpoint.PrivateNames
            group name by name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name into zone
            select new DnsZone(zone.Key, [.. from name in zone from address in EndpointAddresses.Of(network, endpoint) select (name, "A", address)]);

    private static IEnumerable<DnsZone> Public(NetworkSnapshot network) =>
        [
            new(".", [("*", "A", PublicAddress)]),
            new(EndpointDomain, [.. from entry in EndpointAddresses.ByName(network) from address in entry.Value select (entry.Key, "A", address)]),
        ];
}
