using System.Collections.Immutable;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Dns;

/// <summary>
/// What resolvers see, which lags behind what the API says: zones reach a VPC, and records a zone, when their change is INSYNC.
/// Kept with its history.
/// </summary>
internal sealed class PrivateDns
{
    private readonly Dictionary<string, Timeline<VpcResolver>> _vpcs = [];
    private readonly Dictionary<string, Timeline<ZoneContent>> _zones = [];
    private readonly Dictionary<string, Timeline<ImmutableArray<string>>> _endpointNames = [];

    public IEnumerable<string> EndpointNames => _endpointNames.Keys;

    public void SetAttributes(DateTimeOffset at, string vpcId, bool support, bool hostnames)
    {
        var vpc = Vpc(vpcId);
        vpc.Set(at, vpc.Latest with { HasResolver = support, UsesPrivateZones = support && hostnames });
    }

    public void Attach(DateTimeOffset at, string vpcId, Zone zone)
    {
        var vpc = Vpc(vpcId);
        vpc.Set(at, vpc.Latest with { Zones = vpc.Latest.Zones.SetItem(zone.Name, zone.Id) });
    }

    /// <summary>A zone that took the name over in the meantime stays.</summary>
    public void Detach(DateTimeOffset at, string vpcId, Zone zone)
    {
        var vpc = Vpc(vpcId);
        if (vpc.Latest.Zones.GetValueOrDefault(zone.Name) == zone.Id)
            vpc.Set(at, vpc.Latest with { Zones = vpc.Latest.Zones.Remove(zone.Name) });
    }

    public void Publish(DateTimeOffset at, Zone zone)
    {
        var records = zone.Records.Values.ToImmutableDictionary(r => (DnsName.Canonical(r.Name!), r.Type!));
        if (!_zones.TryGetValue(zone.Id, out var content))
            _zones.Add(zone.Id, content = new(new ZoneContent(zone.Name, zone.Owner, ImmutableDictionary<(string, string), ResourceRecordSet>.Empty)));
        content.Set(at, content.Latest with { Records = records });
    }

    /// <summary>The addresses behind an endpoint's own DNS name, which the whole world can resolve; none: the name is gone.</summary>
    public void SetEndpointName(DateTimeOffset at, string name, IEnumerable<string> addresses)
    {
        var canonical = DnsName.Canonical(name);
        if (!_endpointNames.TryGetValue(canonical, out var timeline)) _endpointNames.Add(canonical, timeline = new([]));
        timeline.Set(at, [.. addresses]);
    }

    /// <summary>The answer to a question for type A, asked inside the VPC at that instant.</summary>
    public DnsAnswer Resolve(string vpcId, string name, DateTimeOffset at, Rules rules) =>
        _vpcs.TryGetValue(vpcId, out var vpc) ? Resolve(vpc.At(at), DnsName.Canonical(name), at, rules, depth: 0) : DnsAnswer.Unavailable;

    /// <summary>Every different answer since the VPC exists, in order.</summary>
    public IReadOnlyList<DnsInterval> History(string vpcId, string name, Rules rules)
    {
        var intervals = new List<DnsInterval>();
        foreach (var at in InstantsOf(vpcId, DnsName.Canonical(name)))
        {
            var answer = Resolve(vpcId, name, at, rules);
            if (intervals.Count > 0 && intervals[^1].Answer.Equals(answer)) continue;
            if (intervals.Count > 0) intervals[^1] = intervals[^1] with { To = at };
            intervals.Add(new(at, null, answer));
        }

        return intervals;
    }

    private Timeline<VpcResolver> Vpc(string vpcId)
    {
        if (!_vpcs.TryGetValue(vpcId, out var vpc)) _vpcs.Add(vpcId, vpc = new(VpcResolver.None));
        return vpc;
    }

    private SortedSet<DateTimeOffset> InstantsOf(string vpcId, string name)
    {
        if (!_vpcs.TryGetValue(vpcId, out var vpc)) return [];
        var zones = vpc.Values.SelectMany(v => v.Zones).Where(z => DnsName.IsIn(name, z.Key)).Select(z => z.Value).Distinct()
            .Where(_zones.ContainsKey).Select(z => _zones[z]).ToList();
        var targets = zones.SelectMany(z => z.Values).SelectMany(c => c.Records.Values).Select(r => r.AliasTarget?.DNSName).OfType<string>()
            .Select(DnsName.Canonical).Append(name).Distinct().Where(_endpointNames.ContainsKey).Select(t => _endpointNames[t]);
        var born = vpc.Instants.First();
        return [.. vpc.Instants.Concat(zones.SelectMany(z => z.Instants)).Concat(targets.SelectMany(t => t.Instants)).Where(i => i >= born)];
    }

    private DnsAnswer Resolve(VpcResolver vpc, string name, DateTimeOffset at, Rules rules, int depth)
    {
        if (!vpc.HasResolver) return DnsAnswer.Unavailable;
        var zoneName = vpc.UsesPrivateZones ? vpc.Zones.Keys.Where(z => DnsName.IsIn(name, z)).MaxBy(z => z.Length) : null;
        // The most specific zone decides alone: nothing falls through to its parent or to public DNS.
        return zoneName is null ? EndpointName(name, at) : AskZone(vpc, vpc.Zones[zoneName], name, at, rules, depth);
    }

    private DnsAnswer AskZone(VpcResolver vpc, string id, string name, DateTimeOffset at, Rules rules, int depth)
    {
        var zone = _zones[id].At(at);
        DnsAnswer Answer(string kind, IEnumerable<string> addresses) => new(kind, [.. addresses], id, zone.Name, zone.Owner);
        if (zone.Find(name, "A") is not { } record)
        {
            if (zone.Find(name, "CNAME") is { ResourceRecords: [{ Value: { } target }, ..] } && depth < 8)
                return Resolve(vpc, DnsName.Canonical(target), at, rules, depth + 1) with { Zone = id, ZoneName = zone.Name, Owner = zone.Owner };
            return Answer(zone.Exists(name) && !rules.WrongTypeIsNxDomain ? "nodata" : "nxdomain", []);
        }

        if (record.AliasTarget is not { DNSName: { } alias } to) return Answer("addresses", record.ResourceRecords!.Select(r => r.Value!));
        // An alias is no new question: its own zone answers it, even where a more specific one covers the target.
        if (to.HostedZoneId == id && depth < 8) return AskZone(vpc, id, DnsName.Canonical(alias), at, rules, depth + 1);
        var behind = EndpointName(DnsName.Canonical(alias), at).Addresses;
        return Answer(behind.Count > 0 ? "addresses" : "nodata", behind);
    }

    private DnsAnswer EndpointName(string name, DateTimeOffset at)
    {
        var wildcard = "*." + DnsName.Parent(name);
        if (!_endpointNames.TryGetValue(name, out var timeline) && !_endpointNames.TryGetValue(wildcard, out timeline)) return DnsAnswer.Public;
        var addresses = timeline.At(at);
        return addresses.Length > 0 ? new("addresses", addresses) : new("nxdomain", []);
    }

    private sealed record VpcResolver(bool HasResolver, bool UsesPrivateZones, ImmutableDictionary<string, string> Zones)
    {
        public static VpcResolver None { get; } = new(HasResolver: false, UsesPrivateZones: false, ImmutableDictionary<string, string>.Empty);
    }

    private sealed record ZoneContent(string Name, string Owner, ImmutableDictionary<(string Name, string Type), ResourceRecordSet> Records)
    {
        public bool Exists(string name) => Records.Keys.Any(k => DnsName.IsIn(k.Name, name)) || Wildcard(name) is { } wild && Records.Keys.Any(k => k.Name == wild);

        /// <summary>The exact name wins, then the wildcard at the closest name that exists; a wildcard never matches its own apex.</summary>
        public ResourceRecordSet? Find(string name, string type)
        {
            if (Records.Keys.Any(k => DnsName.IsIn(k.Name, name))) return Records.GetValueOrDefault((name, type));
            return Wildcard(name) is { } wild ? Records.GetValueOrDefault((wild, type)) : null;
        }

        private string? Wildcard(string name)
        {
            for (var parent = DnsName.Parent(name); DnsName.IsIn(parent, Name); parent = DnsName.Parent(parent))
            {
                if (Records.Keys.Any(k => k.Name == "*." + parent)) return "*." + parent;
                if (parent == Name || Records.Keys.Any(k => DnsName.IsIn(k.Name, parent))) return null;
            }

            return null;
        }
    }
}
