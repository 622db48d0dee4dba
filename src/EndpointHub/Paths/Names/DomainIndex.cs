using System.Collections.Concurrent;
using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>Who answers for which domain in which VPC, and which endpoint a name belongs to.</summary>
internal sealed class DomainIndex
{
    private static readonly Dictionary<string, Domain> Nothing = [];

    private readonly Dictionary<string, Dictionary<string, Domain>> _byVpc = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Endpoint> _byRegionalName = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _recordNamesByTarget;
    private readonly ILookup<string, PrivateZone> _zonesByName;
    private readonly ConcurrentDictionary<string, ZoneRecords> _records = new(StringComparer.Ordinal);

    public DomainIndex(NetworkSnapshot snapshot)
    {
        foreach (var endpoint in snapshot.Endpoints)
        {
            if (endpoint.RegionalName is { } regional)
                _byRegionalName[regional.DnsName] = endpoint;
            if (endpoint is not { PrivateDnsEnabled: true, IsAlive: true })
                continue;
            foreach (var name in endpoint.PrivateNames.Select(DnsName.WithoutWildcard).Distinct(StringComparer.Ordinal))
                DomainIn(endpoint.VpcId, name).Owners.Add(endpoint);
        }

        foreach (var zone in snapshot.Zones)
        {
            foreach (var vpc in zone.Vpcs)
                DomainIn(vpc.VpcId, zone.Name).Zones.Add(zone);
        }

        _zonesByName = snapshot.Zones.ToLookup(zone => zone.Name, StringComparer.Ordinal);
        _recordNamesByTarget = snapshot.Zones.SelectMany(zone => zone.Records ?? ValueList<ZoneRecord>.Empty)
            .Where(record => record.Alias is not null)
            .ToLookup(record => record.Alias!.DnsName, record => record.Name, StringComparer.Ordinal);
    }

    /// <summary>
    /// The domain that answers for a name in a VPC: the most specific one, and nothing falls through from it to a wider one
    /// (Route 53 developer guide, private hosted zone considerations). Null when no private domain covers the name.
    /// </summary>
    public Domain? Covering(string vpcId, string name)
    {
        var domains = _byVpc.TryGetValue(vpcId, out var found) ? found : Nothing;
        for (var suffix = name; ; suffix = suffix.Substring(suffix.IndexOf('.') + 1))
        {
            if (domains.TryGetValue(suffix, out var domain))
                return domain;
            if (suffix.IndexOf('.') < 0)
                return null;
        }
    }

    /// <summary>The endpoint that a vpce name belongs to: its regional name, or one of its zonal names.</summary>
    /// <param name="dnsName">The name.</param>
    /// <param name="zone">The Availability Zone of a zonal name, else null.</param>
    public Endpoint? EndpointNamed(string dnsName, out string? zone)
    {
        zone = null;
        if (_byRegionalName.TryGetValue(dnsName, out var endpoint))
            return endpoint;

        // vpce-<id>-<random>-<zone>.<service>.<region>.vpce.amazonaws.com, and zones have hyphens of their own.
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

    /// <summary>The names of the records that point to an endpoint.</summary>
    public IEnumerable<string> NamesLeadingTo(Endpoint endpoint) =>
        endpoint.RegionalName is { } regional ? _recordNamesByTarget[regional.DnsName] : [];

    /// <summary>The zones of a name, wherever they answer.</summary>
    public IEnumerable<PrivateZone> ZonesNamed(string name) => _zonesByName[name];

    /// <summary>A zone's records; null when they could not be read.</summary>
    public ZoneRecords? RecordsOf(PrivateZone zone) =>
        zone.Records is { } records ? _records.GetOrAdd(zone.Id, _ => new ZoneRecords(zone.Name, records)) : null;

    private Domain DomainIn(string vpcId, string name)
    {
        if (!_byVpc.TryGetValue(vpcId, out var domains))
            _byVpc.Add(vpcId, domains = new Dictionary<string, Domain>(StringComparer.Ordinal));
        if (!domains.TryGetValue(name, out var domain))
            domains.Add(name, domain = new Domain(name));
        return domain;
    }
}

/// <summary>Who answers for one domain in one VPC; AWS lets only one do so.</summary>
internal sealed record Domain(string Name)
{
    /// <summary>The customers' zones.</summary>
    public List<PrivateZone> Zones { get; } = [];

    /// <summary>The endpoints whose private names make up a managed zone.</summary>
    public List<Endpoint> Owners { get; } = [];
}
