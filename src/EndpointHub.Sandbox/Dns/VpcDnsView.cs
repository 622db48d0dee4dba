using System.Collections.Immutable;

namespace EndpointHub.Sandbox.Dns;

/// <summary>The DNS sources associated with each VPC and each Profile, with their history.</summary>
internal sealed class VpcDnsView
{
    private readonly Dictionary<string, Timeline<ImmutableList<DnsSource>>> _held = [];
    private readonly Dictionary<string, HashSet<ZoneSource>> _endpointZones = [];

    public void Give(DateTimeOffset at, string holder, DnsSource source)
    {
        if (!_held.TryGetValue(holder, out var held))
            _held.Add(holder, held = new([]));
        if (!held.Latest.Contains(source))
            held.Set(at, held.Latest.Add(source));
    }

    public void Take(DateTimeOffset at, string holder, string sourceId)
    {
        if (_held.TryGetValue(holder, out var held) && held.Latest.Exists(s => s.Id == sourceId))
            held.Set(at, held.Latest.RemoveAll(s => s.Id == sourceId));
    }

    /// <summary>Records a managed zone of an endpoint. It answers for the endpoint while the zone exists.</summary>
    public void NameZone(string endpointId, ZoneSource zone)
    {
        if (!_endpointZones.TryGetValue(endpointId, out var zones))
            _endpointZones.Add(endpointId, zones = []);
        zones.Add(zone);
    }

    /// <summary>The zones and rules of a VPC, its own and those of its Profile.</summary>
    public IEnumerable<Claim> ClaimsOf(string holder, DateTimeOffset at, bool isOwn = true) =>
        !_held.TryGetValue(holder, out var held)
            ? []
            : held.At(at)
                .SelectMany(source =>
                    source switch
                    {
                        ZoneSource zone => [new(zone.Name, zone, isOwn)],
                        RuleSource rule => [new(rule.Domain, rule, isOwn)],
                        ProfileSource profile => ClaimsOf(profile.Id, at, isOwn: false),
                        _ => _endpointZones.GetValueOrDefault(source.Id, []).Select(zone => new Claim(zone.Name, zone, isOwn)),
                    }
                );

    /// <summary>The DNS Firewall rule groups of a VPC, its own and those of its Profile.</summary>
    public IEnumerable<FirewallSource> FirewallOf(string holder, DateTimeOffset at) =>
        !_held.TryGetValue(holder, out var held)
            ? []
            : held.At(at).OfType<FirewallSource>().Concat(held.At(at).OfType<ProfileSource>().SelectMany(p => FirewallOf(p.Id, at)));

    /// <summary>The rule groups that the VPC has or had, its own and those of its Profile.</summary>
    public IEnumerable<FirewallSource> FirewallsOf(string holder) =>
        !_held.TryGetValue(holder, out var held)
            ? []
            : Ever(held).OfType<FirewallSource>().Concat(Ever(held).OfType<ProfileSource>().SelectMany(p => FirewallsOf(p.Id)));

    /// <summary>The instants at which the DNS sources of the VPC or its Profile changed.</summary>
    public IEnumerable<DateTimeOffset> InstantsOf(string holder) =>
        !_held.TryGetValue(holder, out var held) ? [] : held.Instants.Concat(Ever(held).OfType<ProfileSource>().SelectMany(p => InstantsOf(p.Id)));

    /// <summary>The zones that the VPC has or had, its own and those of its Profile.</summary>
    public IEnumerable<ZoneSource> ZonesOf(string holder) =>
        !_held.TryGetValue(holder, out var held)
            ? []
            : Ever(held)
                .SelectMany(source =>
                    source switch
                    {
                        ZoneSource zone => [zone],
                        ProfileSource profile => ZonesOf(profile.Id),
                        _ => _endpointZones.GetValueOrDefault(source.Id, []).AsEnumerable(),
                    }
                );

    private static IEnumerable<DnsSource> Ever(Timeline<ImmutableList<DnsSource>> held) => held.Values.SelectMany(v => v).Distinct();
}
