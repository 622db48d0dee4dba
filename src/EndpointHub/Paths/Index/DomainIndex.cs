using System.Collections.Concurrent;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>An index of the candidates for each domain in each VPC, and of the endpoints by their DNS names.</summary>
internal sealed class DomainIndex
{
    private static readonly Dictionary<string, Domain> NoDomains = [];

    private readonly Dictionary<string, Dictionary<string, Domain>> _byVpc = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<UnreadResource>> _unread = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Endpoint> _byRegionalName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _recordNames;
    private readonly ILookup<string, string> _recordNamesByTarget;
    private readonly ILookup<string, PrivateZone> _zonesByName;
    private readonly ConcurrentDictionary<string, ZoneRecords> _records = new(StringComparer.Ordinal);

    public DomainIndex(NetworkSnapshot snapshot)
    {
        foreach (var endpoint in snapshot.EndpointsOfProfiles.Concat(snapshot.Endpoints))
        {
            if (endpoint.RegionalName is { } regional)
                _byRegionalName[regional.DnsName] = endpoint;
            Claim(endpoint.VpcId, endpoint, through: null, ResolverState.Complete);
        }

        foreach (var zone in snapshot.Zones)
        {
            foreach (var vpc in zone.Vpcs)
                Claim(vpc.VpcId, zone, through: null, ResolverState.Complete);
        }

        foreach (var rule in snapshot.ResolverRules)
        {
            foreach (var vpc in rule.Vpcs.Where(vpc => ResolverState.MayDecide(vpc.State)))
                Claim(vpc.VpcId, rule, through: null, vpc.State);
        }

        foreach (var profile in snapshot.Profiles)
        {
            foreach (var vpc in profile.Vpcs.Where(vpc => ResolverState.MayDecide(vpc.State)))
                Claim(snapshot, profile, vpc);
        }

        _zonesByName = snapshot.Zones.ToLookup(zone => zone.Name, StringComparer.Ordinal);
        var records = snapshot.Zones.SelectMany(zone => zone.Records ?? ValueList<ZoneRecord>.Empty).ToList();
        _recordNames = [.. records.Select(record => record.Name)];
        _recordNamesByTarget = records
            .Where(record => record.Alias is not null)
            .ToLookup(record => record.Alias!.DnsName, record => record.Name, StringComparer.Ordinal);
    }

    /// <summary>
    /// Decides who answers for a name in a VPC: the most specific domain, of a rule or of a zone. A query never falls through to a
    /// parent domain (Route 53 developer guide, how Resolver determines whether the domain name matches any rules; domain names that Resolver
    /// creates autodefined rules for, which include private hosted zones). A system rule excludes the name from forwarding; the Resolver then
    /// uses the zones as if there were no rules (the same guide, using rules to control which queries are forwarded).
    /// </summary>
    public Decision Decide(string vpcId, string name)
    {
        var domains = _byVpc.TryGetValue(vpcId, out var found) ? found : NoDomains;
        RuleClaim? spared = null;
        for (string? suffix = name; suffix is not null; suffix = ParentOf(suffix))
        {
            if (!domains.TryGetValue(suffix, out var domain))
                continue;
            var claims = domain.Decide(withRules: spared is null);
            if (claims.Count == 1 && claims[0] is RuleClaim { IsSettled: true, Rule.Kind: ResolverRuleKind.System } system)
            {
                spared = system;
                claims = domain.Decide(withRules: false);
            }

            if (claims.Count > 0)
                return new Decision(domain.Name, claims, spared);
        }

        return new Decision(Domain: null, [], spared);
    }

    /// <summary>
    /// True if a name leads to an endpoint or to a zone of a VPC when no rule forwards it. An endpoint's own name is public, and its answer is the
    /// private addresses.
    /// </summary>
    public bool IsAnsweredWithoutRules(string vpcId, string name)
    {
        if (EndpointNamed(name, out _) is not null)
            return true;
        var domains = _byVpc.TryGetValue(vpcId, out var found) ? found : NoDomains;
        for (string? suffix = name; suffix is not null; suffix = ParentOf(suffix))
        {
            if (domains.TryGetValue(suffix, out var domain) && domain.Decide(withRules: false).Count > 0)
                return true;
        }

        return false;
    }

    /// <summary>The resources of a VPC's Profiles that were not read. They may affect any name.</summary>
    public IReadOnlyList<UnreadResource> UnreadOf(string vpcId) => _unread.TryGetValue(vpcId, out var unread) ? unread : [];

    /// <summary>The endpoint of a DNS name that AWS assigned: its regional name, or one of its zonal names.</summary>
    /// <param name="dnsName">The name.</param>
    /// <param name="zone">The Availability Zone of a zonal name, otherwise null.</param>
    public Endpoint? EndpointNamed(string dnsName, out string? zone)
    {
        zone = null;
        if (_byRegionalName.TryGetValue(dnsName, out var endpoint))
            return endpoint;

        // vpce-<id>-<random>-<zone>.<service>.<region>.vpce.amazonaws.com, and names of zones contain hyphens too.
        for (var hyphen = dnsName.IndexOf('-'); hyphen >= 0; hyphen = dnsName.IndexOf('-', hyphen + 1))
        {
            var dot = dnsName.IndexOf('.', hyphen);
            if (dot < 0 || !_byRegionalName.TryGetValue(dnsName.Remove(hyphen, dot - hyphen), out endpoint))
                continue;
            zone = dnsName.Substring(hyphen + 1, dot - hyphen - 1);
            return endpoint;
        }

        return null;
    }

    /// <summary>The names of the alias records that point to an endpoint.</summary>
    public IEnumerable<string> NamesOfRecordsTo(Endpoint endpoint) =>
        endpoint.RegionalName is { } regional ? _recordNamesByTarget[regional.DnsName] : [];

    /// <summary>True if a name has a record of its own in any zone.</summary>
    public bool HasRecord(string name) => _recordNames.Contains(name);

    /// <summary>The zones with a name, in any VPC.</summary>
    public IEnumerable<PrivateZone> ZonesNamed(string name) => _zonesByName[name];

    /// <summary>A zone's records; null when they could not be read.</summary>
    public ZoneRecords? RecordsOf(PrivateZone zone) =>
        zone.Records is { } records ? _records.GetOrAdd(zone.Id, _ => new ZoneRecords(zone.Name, records)) : null;

    private void Claim(NetworkSnapshot snapshot, DnsProfile profile, ProfileVpc vpc)
    {
        var via = new ProfileVia(profile.Id, vpc.Priority);
        if (profile.Resources is not { } resources)
        {
            Unread(vpc.VpcId, new UnreadResource(profile.Id, Resource: null));
            return;
        }

        foreach (
            var resource in resources.Where(resource =>
                resource.Kind != ProfileResourceKind.FirewallRuleGroup && ResolverState.MayDecide(resource.State)
            )
        )
        {
            var state = ResolverState.Of(vpc.State, resource.State);
            if (snapshot.Zones.Find(resource.ResourceId) is { } zone)
                Claim(vpc.VpcId, zone, via, state);
            else if (snapshot.ResolverRules.Find(resource.ResourceId) is { } rule)
                Claim(vpc.VpcId, rule, via, state);
            else if ((snapshot.Endpoints.Find(resource.ResourceId) ?? snapshot.EndpointsOfProfiles.Find(resource.ResourceId)) is { } endpoint)
                Claim(vpc.VpcId, endpoint, via, state);
            else
                Unread(vpc.VpcId, new UnreadResource(profile.Id, resource));
        }
    }

    private void Unread(string vpcId, UnreadResource resource)
    {
        if (_unread.TryGetValue(vpcId, out var unread))
            unread.Add(resource);
        else
            _unread.Add(vpcId, [resource]);
    }

    private void Claim(string vpcId, PrivateZone zone, ProfileVia? through, string state) =>
        DomainIn(vpcId, zone.Name).Add(new ZoneClaim(zone, through, state));

    private void Claim(string vpcId, ResolverRule rule, ProfileVia? through, string state)
    {
        if (rule.Kind != ResolverRuleKind.Delegate)
            DomainIn(vpcId, rule.DomainName).Add(new RuleClaim(rule, through, ResolverState.Of(state, rule.State)));
    }

    private void Claim(string vpcId, Endpoint endpoint, ProfileVia? through, string state)
    {
        if (endpoint is not { PrivateDnsEnabled: true, IsAlive: true })
            return;
        foreach (var name in endpoint.PrivateNames.Select(DnsName.WithoutWildcard).Distinct(StringComparer.Ordinal))
            DomainIn(vpcId, name).Add(new EndpointClaim(endpoint, through, state));
    }

    // The root domain, which is "." in rules, is the empty string.
    private static string? ParentOf(string name) =>
        name.Length == 0 ? null
        : name.IndexOf('.') is var dot and >= 0 ? name.Substring(dot + 1)
        : "";

    private Domain DomainIn(string vpcId, string name)
    {
        if (!_byVpc.TryGetValue(vpcId, out var domains))
            _byVpc.Add(vpcId, domains = new Dictionary<string, Domain>(StringComparer.Ordinal));
        if (!domains.TryGetValue(name, out var domain))
            domains.Add(name, domain = new Domain(name));
        return domain;
    }
}

/// <summary>A resource of a Profile that the snapshot does not contain; the whole Profile when the resource is null.</summary>
internal sealed record UnreadResource(string ProfileId, ProfileResource? Resource);
