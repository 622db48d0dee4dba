using System.Collections.Immutable;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox.Dns;

/// <summary>
/// Name resolution as the VPCs' resolvers perform it, with its history. It lags behind the API: zones and records take effect when their change is
/// INSYNC; rules, rule groups and Profiles when their association is COMPLETE.
/// </summary>
internal sealed class PrivateDns
{
    private readonly Dictionary<string, Timeline<VpcSettings>> _vpcs = [];
    private readonly Dictionary<string, Timeline<ZoneContent?>> _zones = [];
    private readonly Dictionary<string, Timeline<ImmutableArray<string>>> _endpointNames = [];
    private readonly VpcDnsView _holdings = new();
    private readonly DnsFirewall _firewall = new();

    public IEnumerable<string> EndpointNames => _endpointNames.Keys;

    public void SetAttributes(DateTimeOffset at, string vpcId, bool support, bool hostnames)
    {
        if (!_vpcs.TryGetValue(vpcId, out var vpc))
            _vpcs.Add(vpcId, vpc = new(new(HasResolver: false, UsesPrivateZones: false)));
        vpc.Set(at, new(HasResolver: support, UsesPrivateZones: support && hostnames));
    }

    /// <summary>Puts a DNS source into effect for a VPC or a Profile.</summary>
    public void Give(DateTimeOffset at, string holder, DnsSource source) => _holdings.Give(at, holder, source);

    public void Take(DateTimeOffset at, string holder, string sourceId) => _holdings.Take(at, holder, sourceId);

    public void Publish(DateTimeOffset at, string zoneId, ZoneContent content) => ContentOf(zoneId).Set(at, content);

    /// <summary>Removes a zone from name resolution in all VPCs and Profiles.</summary>
    public void Retract(DateTimeOffset at, string zoneId) => ContentOf(zoneId).Set(at, value: null);

    /// <summary>Puts the rules of a rule group into effect.</summary>
    public void Publish(DateTimeOffset at, string ruleGroupId, IEnumerable<FirewallPolicy> policies) => _firewall.Publish(at, ruleGroupId, policies);

    /// <summary>Records a managed zone of the endpoint, which a Profile with the endpoint also applies.</summary>
    public void NameZone(string endpointId, ZoneSource zone) => _holdings.NameZone(endpointId, zone);

    /// <summary>Sets the addresses of an endpoint's own DNS name, which public DNS resolves everywhere; no address removes the name.</summary>
    public void SetEndpointName(DateTimeOffset at, string name, IEnumerable<string> addresses)
    {
        var canonical = DnsName.Canonical(name);
        if (!_endpointNames.TryGetValue(canonical, out var timeline))
            _endpointNames.Add(canonical, timeline = new([]));
        timeline.Set(at, [.. addresses]);
    }

    /// <summary>Resolves an A query inside the VPC at an instant.</summary>
    public DnsAnswer Resolve(string vpcId, string name, DateTimeOffset at, Rules rules) =>
        Resolve(vpcId, DnsName.Canonical(name), at, rules, depth: 0);

    /// <summary>Returns the successive answers since the VPC was created.</summary>
    public IReadOnlyList<DnsInterval> History(string vpcId, string name, Rules rules)
    {
        var intervals = new List<DnsInterval>();
        foreach (var at in InstantsOf(vpcId, DnsName.Canonical(name)))
        {
            var answer = Resolve(vpcId, name, at, rules);
            if (intervals.Count > 0 && intervals[^1].Answer.Equals(answer))
                continue;
            if (intervals.Count > 0)
                intervals[^1] = intervals[^1] with { To = at };
            intervals.Add(new(at, null, answer));
        }

        return intervals;
    }

    private Timeline<ZoneContent?> ContentOf(string zoneId)
    {
        if (!_zones.TryGetValue(zoneId, out var content))
            _zones.Add(zoneId, content = new(before: null));
        return content;
    }

    private SortedSet<DateTimeOffset> InstantsOf(string vpcId, string name)
    {
        if (!_vpcs.TryGetValue(vpcId, out var vpc))
            return [];
        var zones = _holdings
            .ZonesOf(vpcId)
            .Where(z => DnsName.IsIn(name, z.Name))
            .Select(z => z.Id)
            .Distinct()
            .Where(_zones.ContainsKey)
            .Select(z => _zones[z])
            .ToList();
        var targets = zones
            .SelectMany(z => z.Values)
            .OfType<ZoneContent>()
            .SelectMany(c => c.Records.Values)
            .Select(r => r.AliasTarget?.DNSName)
            .OfType<string>()
            .Select(DnsName.Canonical)
            .Append(name)
            .Distinct()
            .Where(_endpointNames.ContainsKey)
            .Select(t => _endpointNames[t]);
        var born = vpc.Instants.First();
        var filters = _holdings.FirewallsOf(vpcId).SelectMany(f => _firewall.InstantsOf(f.Id));
        return
        [
            .. vpc
                .Instants.Concat(filters)
                .Concat(_holdings.InstantsOf(vpcId))
                .Concat(zones.SelectMany(z => z.Instants))
                .Concat(targets.SelectMany(t => t.Instants))
                .Where(i => i >= born),
        ];
    }

    /// <param name="isTrusted">True if the firewall rule that allowed the first name trusts the rest of the CNAME chain.</param>
    private DnsAnswer Resolve(string vpcId, string name, DateTimeOffset at, Rules rules, int depth, bool isTrusted = false)
    {
        if (!_vpcs.TryGetValue(vpcId, out var vpc) || !vpc.At(at).HasResolver)
            return DnsAnswer.Unavailable;
        var policy = isTrusted ? null : _firewall.Match(_holdings.FirewallOf(vpcId, at), name, isRedirected: depth > 0, at);
        if (policy is { Blocks: true })
            return new("blocked", [], policy.GroupId);
        isTrusted |= policy is { TrustsRedirection: true };
        var claims = _holdings.ClaimsOf(vpcId, at).Where(c => c.Source is RuleSource || (vpc.At(at).UsesPrivateZones && IsThere(c.Source.Id, at)));
        return DnsPrecedence.About(name, claims, rules) switch
        {
            RuleSource rule => new("forwarded", [], rule.Id, rule.Domain, rule.Owner),
            ZoneSource zone => AskZone(vpcId, zone.Id, name, at, rules, depth, isTrusted),
            _ => EndpointName(name, at),
        };
    }

    private bool IsThere(string zoneId, DateTimeOffset at) => _zones.TryGetValue(zoneId, out var content) && content.At(at) is not null;

    private DnsAnswer AskZone(string vpcId, string id, string name, DateTimeOffset at, Rules rules, int depth, bool isTrusted)
    {
        var zone = _zones[id].At(at)!;
        DnsAnswer Answer(string kind, IEnumerable<string> addresses) => new(kind, [.. addresses], id, zone.Name, zone.Owner);
        if (zone.Find(name, "A") is not { } record)
        {
            if (zone.Find(name, "CNAME") is { ResourceRecords: [{ Value: { } target }, ..] } && depth < 8)
            {
                var there = Resolve(vpcId, DnsName.Canonical(target), at, rules, depth + 1, isTrusted);
                return there.Kind is "forwarded" or "blocked" ? there : there with { Zone = id, ZoneName = zone.Name, Owner = zone.Owner };
            }

            return Answer(zone.Exists(name) && !rules.WrongTypeIsNxDomain ? "nodata" : "nxdomain", []);
        }

        if (record.AliasTarget is not { DNSName: { } alias } to)
            return Answer("addresses", record.ResourceRecords!.Select(r => r.Value!));
        // An alias is not a new query: its own zone answers it, even if a more specific zone contains the target.
        if (to.HostedZoneId == id && depth < 8)
            return AskZone(vpcId, id, DnsName.Canonical(alias), at, rules, depth + 1, isTrusted);
        var behind = EndpointName(DnsName.Canonical(alias), at).Addresses;
        return Answer(behind.Count > 0 ? "addresses" : "nodata", behind);
    }

    private DnsAnswer EndpointName(string name, DateTimeOffset at)
    {
        var wildcard = "*." + DnsName.Parent(name);
        if (!_endpointNames.TryGetValue(name, out var timeline) && !_endpointNames.TryGetValue(wildcard, out timeline))
            return DnsAnswer.Public;
        var addresses = timeline.At(at);
        return addresses.Length > 0 ? new("addresses", addresses) : new("nxdomain", []);
    }

    /// <param name="HasResolver">enableDnsSupport.</param>
    /// <param name="UsesPrivateZones">Both enableDnsSupport and enableDnsHostnames.</param>
    private sealed record VpcSettings(bool HasResolver, bool UsesPrivateZones);
}
