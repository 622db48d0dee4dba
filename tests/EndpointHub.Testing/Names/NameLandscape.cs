using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>
/// A random network with all that affects names: some VPCs, endpoints with private DNS enabled and disabled, private zones with equal, parent
/// and sibling names, records for the special cases of DNS, and DNS Firewall rules.
/// </summary>
internal sealed class NameLandscape
{
    public const string Region = "ap-northeast-1";

    private const string Account = "123456789012";
    private static readonly string[] Labels = ["a", "b", "c"];
    private static readonly string[] AvailabilityZones = [$"{Region}a", $"{Region}c"];

    private readonly Random _random;
    private readonly List<Vpc> _vpcs;
    private readonly List<Subnet> _subnets;
    private readonly List<Endpoint> _endpoints = [];
    private readonly List<NetworkInterface> _interfaces = [];
    private readonly HashSet<string> _domains = new(StringComparer.Ordinal);

    private NameLandscape(int seed)
    {
        _random = new Random(seed);
        _vpcs = [.. Enumerable.Range(1, _random.Next(2, 5)).Select(NewVpc)];
        _subnets =
        [
            .. _vpcs.SelectMany(
                (vpc, at) =>
                    AvailabilityZones.Select(
                        (zone, part) =>
                            new Subnet
                            {
                                Id = $"subnet-{at + 1}{zone[^1]}",
                                VpcId = vpc.Id,
                                Cidr = new Cidr(new Ipv4(vpc.Cidrs[0].Network.Value + ((uint)part * 256)), 24),
                                AvailabilityZone = zone,
                            }
                    )
            ),
        ];
    }

    public static NetworkSnapshot Of(int seed) => new NameLandscape(seed).Build();

    private NetworkSnapshot Build()
    {
        // The tested service. Its description may list any names, because the test is about how they resolve.
        var asked = new EndpointService { Id = ServiceOf("asked"), PrivateDnsNames = Several(8, 16, () => Wild(NewName(5))) };
        AddEndpoint(_vpcs[0], "asked", isPrivate: Chance(0.3));
        for (var more = _random.Next(1, 4); more > 0; more--)
            AddEndpoint(Any(_vpcs), Any("asked", "other"), isPrivate: Chance(0.7));
        if (Chance(0.2))
            AddEndpoint(_vpcs[0], Any("ssm", "nameless"), isPrivate: false);

        var zones = new List<PrivateZone>();
        for (var more = _random.Next(1, 7); more > 0; more--)
            zones.Add(NewZone($"Z{more}", Chance(0.2) ? NewDomainOn(zones) : NewDomain(), isShared: false));

        // Zones that are associated only through Profiles, with names of zones that VPCs already have.
        foreach (var (at, twin) in zones.Where(_ => Chance(0.3)).Index().ToList())
            zones.Add(NewZone($"Z{at}shared", twin.Name, isShared: true));
        var rules = Enumerable
            .Range(1, Chance(0.4) ? _random.Next(1, 4) : 0)
            .Select(number => NewRule(number, zones))
            .DistinctBy(rule => (rule.DomainName, rule.Kind))
            .ToList();
        var profiles = Enumerable.Range(1, Chance(0.4) ? _random.Next(1, 3) : 0).Select(number => NewProfile(number, zones, rules)).ToList();
        var firewall = NewFirewall(profiles, zones);

        // Redirections give the firewall more to decide, and random names seldom have one.
        if (firewall.FirewallRuleGroups.Count > 0)
        {
            asked = asked with
            {
                PrivateDnsNames = asked
                    .PrivateDnsNames.Concat(Redirections(zones).Select(record => record.Name))
                    .Distinct(StringComparer.Ordinal)
                    .ToValueList(),
            };
        }

        return WithRoutingPolicy(
            WithRivals(
                asked,
                firewall with
                {
                    Vpcs = ResourceTable<Vpc>.From(_vpcs),
                    Subnets = ResourceTable<Subnet>.From(_subnets),
                    Endpoints = ResourceTable<Endpoint>.From(_endpoints),
                    NetworkInterfaces = ResourceTable<NetworkInterface>.From(_interfaces),
                    Services = ResourceTable<EndpointService>.From([asked]),
                    Zones = ResourceTable<PrivateZone>.From(zones),
                    ResolverRules = ResourceTable<ResolverRule>.From(rules),
                }
            )
        );
    }

    /// <summary>Sometimes adds two Profiles to every VPC that disagree about a tested name. Their priorities decide.</summary>
    private NetworkSnapshot WithRivals(EndpointService asked, NetworkSnapshot network)
    {
        if (!Chance(0.1))
            return network;

        var name = Naming.DnsName.WithoutWildcard(Any(asked.PrivateDnsNames));
        foreach (var number in new[] { 1, 2 })
        {
            var zone = new PrivateZone
            {
                Id = $"Zrival{number}",
                Name = name,
                OwnerAccountId = Account,
            }.With([new(name, "A", Alias: null, ValueList.Of($"10.98.0.{number}"))]);
            network = network with
            {
                Zones = network.Zones.With(zone),
                Profiles = network.Profiles.With(
                    new DnsProfile
                    {
                        Id = $"rp-rival-{number}",
                        Vpcs = _vpcs.Select(vpc => new ProfileVpc(vpc.Id, ResolverState.Complete, number)).ToValueList(),
                        Resources = ValueList.Of(new ProfileResource(zone.Id, ProfileResourceKind.PrivateZone, ResolverState.Complete)),
                    }
                ),
            };
        }

        return network;
    }

    /// <summary>Sometimes adds a name with two record sets of a Route 53 routing policy, which BIND does not support.</summary>
    private NetworkSnapshot WithRoutingPolicy(NetworkSnapshot network)
    {
        var addressed = network.Zones.Where(zone => zone.Records?.Any(record => record.Type == "A") == true).ToList();
        if (!Chance(0.1) || addressed.Count == 0)
            return network;

        var zone = Any(addressed);
        var record = Any(zone.Records!.Where(record => record.Type == "A").ToList());
        var sets = ValueList.Of(
            record with
            {
                SetIdentifier = "blue",
            },
            record with
            {
                SetIdentifier = "green",
                Alias = null,
                Values = ValueList.Of("10.99.9.9"),
            }
        );
        return network with { Zones = network.Zones.With((zone with { Records = zone.Records!.Without(record.IsSameSetAs) }).With(sets)) };
    }

    private Vpc NewVpc(int number) =>
        new()
        {
            Id = $"vpc-{number}",
            Location = new Location(Account, Region),
            Cidrs = ValueList.Of(Cidr.Parse($"10.{number}.0.0/16")),
            EnableDnsSupport = !Chance(0.02),
            EnableDnsHostnames = !Chance(0.02),
            DomainNameServers = Chance(0.03) ? ValueList.Of("10.99.0.53") : ValueList<string>.Empty,
            ResolverIsRead = !Chance(0.01),
        };

    private void AddEndpoint(Vpc vpc, string service, bool isPrivate)
    {
        var number = _endpoints.Count + 1;
        var subnets = _subnets.Where(subnet => subnet.VpcId == vpc.Id).Take(_random.Next(1, 3)).ToList();
        var interfaces = subnets
            .Select(subnet => new NetworkInterface
            {
                Id = $"eni-{number}{subnet.AvailabilityZone[^1]}",
                SubnetId = subnet.Id,
                Address = new Ipv4(subnet.Cidr.Network.Value + 10 + (uint)number),
            })
            .ToList();
        _interfaces.AddRange(interfaces);
        _endpoints.Add(
            new Endpoint
            {
                Id = $"vpce-{number}",
                VpcId = vpc.Id,
                ServiceName = ServiceOf(service),
                Kind = EndpointKind.Interface,
                State = Any(EndpointState.Available, EndpointState.Available, EndpointState.Available, EndpointState.Pending, EndpointState.Deleting),
                PrivateDnsEnabled = isPrivate,
                SubnetIds = subnets.Select(subnet => subnet.Id).ToValueList(),
                NetworkInterfaceIds = interfaces.Select(nic => nic.Id).ToValueList(),
                RegionalName = new AliasTarget($"vpce-{number}-0a1b2c3d.{service}.{Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W"),
                PrivateNames = isPrivate || Chance(0.3) ? Several(1, 4, () => Wild(NewDomain())) : ValueList<string>.Empty,
            }
        );
    }

    private PrivateZone NewZone(string id, string name, bool isShared)
    {
        var zone = new PrivateZone
        {
            Id = id,
            Name = name,
            OwnerAccountId = Account,
            Vpcs = _vpcs.Where(_ => !isShared && Chance(0.7)).Select(vpc => new ZoneVpc(vpc.Id, Region)).ToValueList(),
        };
        for (var more = _random.Next(0, 7); more > 0; more--)
            zone = With(zone, NewRecord(zone));
        return Chance(0.03) ? zone with { Records = null } : zone;
    }

    private ResolverRule NewRule(int number, List<PrivateZone> zones) =>
        new()
        {
            Id = $"rslvr-rr-{number}",
            DomainName =
                Chance(0.1) ? ""
                : Chance(0.3) ? Any(zones).Name
                : NewName(4),
            Kind = Any(
                ResolverRuleKind.Forward,
                ResolverRuleKind.Forward,
                ResolverRuleKind.System,
                ResolverRuleKind.System,
                ResolverRuleKind.Delegate
            ),
            TargetAddresses = ValueList.Of(OnPremises.Address),
            Vpcs = _vpcs.Where(_ => Chance(0.6)).Select(vpc => new ResolverRuleVpc(vpc.Id, NewState())).ToValueList(),
        };

    private DnsProfile NewProfile(int number, List<PrivateZone> zones, List<ResolverRule> rules) =>
        new()
        {
            Id = $"rp-{number}",
            Vpcs = _vpcs.Where(_ => Chance(0.6)).Select(vpc => new ProfileVpc(vpc.Id, NewState(), Chance(0.8) ? number * 100 : null)).ToValueList(),
            Resources = Chance(0.01)
                ? null
                : new ProfileResource[][]
                {
                    [
                        .. zones
                            .Where(zone => Chance(zone.Vpcs.Count == 0 ? 0.8 : 0.4))
                            .Select(zone => new ProfileResource(zone.Id, ProfileResourceKind.PrivateZone, NewState())),
                    ],
                    [.. rules.Where(_ => Chance(0.4)).Select(rule => new ProfileResource(rule.Id, ProfileResourceKind.ResolverRule, NewState()))],
                    [
                        .. _endpoints
                            .Where(_ => Chance(0.4))
                            .Select(endpoint => new ProfileResource(endpoint.Id, ProfileResourceKind.Endpoint, NewState())),
                    ],
                    Chance(0.03) ? [new ProfileResource("Zforeign", ProfileResourceKind.PrivateZone, ResolverState.Complete)] : [],
                }
                    .SelectMany(resources => resources)
                    .ToValueList(),
        };

    /// <summary>Rule groups with their domain lists, and Profiles, some of which contain a rule group.</summary>
    private NetworkSnapshot NewFirewall(List<DnsProfile> profiles, List<PrivateZone> zones)
    {
        // All rules of a landscape have the same setting for trusting redirections: BIND supports one, and separate queries for each name the other.
        var trusts = Chance(0.5);
        var redirections = Redirections(zones).Select(record => record.Values[0]).ToList();
        var groups = Enumerable.Range(1, Chance(0.25) ? _random.Next(1, 4) : 0).Select(number => NewRuleGroup(number, trusts)).ToList();
        return new NetworkSnapshot
        {
            FirewallRuleGroups = ResourceTable<FirewallRuleGroup>.From(groups),
            FirewallDomainLists = ResourceTable<FirewallDomainList>.From(
                from one in groups
                from rule in one.Rules ?? ValueList<FirewallRule>.Empty
                where Chance(0.99)
                select NewDomainList(rule.DomainListId!, redirections)
            ),
            Profiles = ResourceTable<DnsProfile>.From(
                profiles.Select(profile =>
                    profile with
                    {
                        Resources = profile
                            .Resources?.Concat(
                                groups
                                    .Where(_ => Chance(0.2))
                                    .Select(one => new ProfileResource(
                                        one.Id,
                                        ProfileResourceKind.FirewallRuleGroup,
                                        NewState(),
                                        Account,
                                        _random.Next(100, 9901)
                                    ))
                            )
                            .ToValueList(),
                    }
                )
            ),
        };
    }

    private static IEnumerable<ZoneRecord> Redirections(IEnumerable<PrivateZone> zones) =>
        zones.SelectMany(zone => zone.Records ?? ValueList<ZoneRecord>.Empty).Where(record => record.Type == "CNAME");

    private FirewallRuleGroup NewRuleGroup(int number, bool trusts) =>
        new()
        {
            Id = $"rslvr-frg-{number}",
            Vpcs = _vpcs
                .Where(_ => Chance(0.6))
                .Select(vpc => new FirewallRuleGroupVpc(vpc.Id, Chance(0.97) ? ResolverState.Complete : "UPDATING", _random.Next(100, 9901)))
                .ToValueList(),
            Rules = Chance(0.01) ? null : Enumerable.Range(1, _random.Next(1, 5)).Select(at => NewFirewallRule(number, at, trusts)).ToValueList(),
        };

    private FirewallRule NewFirewallRule(int group, int at, bool trusts)
    {
        var action = Any(FirewallAction.Allow, FirewallAction.Alert, FirewallAction.Block, FirewallAction.Block);
        return new FirewallRule($"rule-{at}", at * 100, action, $"rslvr-fdl-{group}-{at}")
        {
            QueryType = Chance(0.1) ? Any("A", "AAAA") : null,
            TrustsRedirection = trusts && (action != FirewallAction.Block || Chance(0.2)),
        };
    }

    private FirewallDomainList NewDomainList(string id, List<string> redirections) =>
        Chance(0.05) ? new() { Id = id } : new() { Id = id, Domains = Several(1, 4, () => NewSpecification(redirections)) };

    // Some rules match CNAME targets. Otherwise few chains would be blocked after their first name.
    private string NewSpecification(List<string> redirections) =>
        redirections.Count > 0 && Chance(0.3) ? Any(redirections)
        : Chance(0.08) ? "*"
        : Chance(0.08) ? "*.vpce.amazonaws.com"
        : Wild(NewName(4));

    private string NewState() => Chance(0.95) ? ResolverState.Complete : Any(ResolverState.Creating, "DELETED");

    private ZoneRecord NewRecord(PrivateZone zone)
    {
        var name = zone.Name;
        for (var deeper = _random.Next(0, 3); deeper > 0; deeper--)
            name = $"{Any(Labels)}.{name}";
        name = Wild(name);
        var apex = zone.Name == name;
        var addressed = zone.Records!.Where(record => record.Type == "A" && record.Name != name).ToList();
        return _random.Next(10) switch
        {
            0 => new(name, "A", Alias: null, ValueList.Of($"10.99.{_random.Next(4)}.{_random.Next(1, 5)}")),
            1 => new(name, "A", Alias: null, EndpointAddresses.Of(Part(), Any(_endpoints))),
            2 => new(name, "TXT", Alias: null, ValueList.Of("\"text\"")),
            3 => new(name, "AAAA", Alias: null, ValueList.Of("2001:db8::1")),
            4 when !apex => new(name, "CNAME", Alias: null, ValueList.Of(NewName(4))),
            5 when !apex => new(name, "CNAME", Alias: null, ValueList.Of(NewEndpointName())),
            6 or 8 when addressed.Count > 0 => ZoneRecord.AliasTo(name, new AliasTarget(Any(addressed).Name, zone.Id)),
            7 => ZoneRecord.AliasTo(name, new AliasTarget(NewEndpointName(), "Z2E726K9Y6RL4W")),
            _ => ZoneRecord.AliasTo(name, _endpoints[0].RegionalName!),
        };
    }

    // A CNAME excludes other records of its name (RFC 1034, 3.6.2), and an alias keeps its target.
    private static PrivateZone With(PrivateZone zone, ZoneRecord record) =>
        zone.Records!.Any(present =>
            present.Name == record.Name && (present.Type == record.Type || present.Type == "CNAME" || record.Type == "CNAME")
        )
            ? zone
            : zone.With([record]);

    private string NewEndpointName() => Chance(0.1) ? "vpce-gone.vpce.amazonaws.com" : Any(EndpointAddresses.ByName(Part()).Keys.ToList());

    private NetworkSnapshot Part() =>
        new()
        {
            Subnets = ResourceTable<Subnet>.From(_subnets),
            Endpoints = ResourceTable<Endpoint>.From(_endpoints),
            NetworkInterfaces = ResourceTable<NetworkInterface>.From(_interfaces),
        };

    private string NewName(int deepest)
    {
        var name = Chance(0.95) ? "example" : "test";
        for (var deeper = _random.Next(0, deepest); deeper > 0; deeper--)
            name = $"{Any(Labels)}.{name}";
        return name;
    }

    // Two zones of one name exclude each other in a VPC; some landscapes have them nevertheless.
    private string NewDomain()
    {
        for (var tries = 0; ; tries++)
        {
            var name = NewName(4);
            if (_domains.Add(name) || tries > 8 || Chance(0.02))
                return name;
        }
    }

    // A zone whose name is also a record of its parent zone.
    private string NewDomainOn(IEnumerable<PrivateZone> zones)
    {
        var names = zones
            .SelectMany(zone => zone.Records ?? ValueList<ZoneRecord>.Empty)
            .Select(record => record.Name)
            .Where(name => !name.StartsWith("*.", StringComparison.Ordinal) && !_domains.Contains(name))
            .ToList();
        if (names.Count == 0)
            return NewDomain();
        _domains.Add(names[0]);
        return names[0];
    }

    private string Wild(string name) => Chance(0.3) ? $"*.{name}" : name;

    private static string ServiceOf(string name) => $"com.amazonaws.{Region}.{name}";

    private ValueList<string> Several(int least, int most, Func<string> make) =>
        Enumerable
            .Range(0, _random.Next(least, most))
            .Select(_ => make())
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToValueList();

    private bool Chance(double share) => _random.NextDouble() < share;

    private T Any<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
