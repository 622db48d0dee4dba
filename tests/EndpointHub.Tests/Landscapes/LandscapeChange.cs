using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Landscapes;

/// <summary>
/// One change to the initial landscape. A random landscape is a list of changes, so that a failing one prints as a short list of names
/// and shrinks by removing changes.
/// </summary>
internal sealed record LandscapeChange(string Name, int Seed)
{
    private static readonly string[] Vpcs = ["vpc-dev", "vpc-stg", "vpc-prd", Landscape.HubVpc];
    private static readonly string[] Spokes = ["vpc-dev", "vpc-stg", "vpc-prd"];

    /// <summary>
    /// All kinds of changes. A kind without a matching resource leaves the network unchanged. The names decide the order, and with it the meaning of
    /// a seed.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, Func<NetworkSnapshot, RandomChoices, NetworkSnapshot>> Kinds = new Dictionary<
        string,
        Func<NetworkSnapshot, RandomChoices, NetworkSnapshot>
    >(StringComparer.Ordinal)
    {
        ["secondary block"] = (network, choices) =>
            network.ChangingVpc(choices.Pick(Vpcs), vpc => vpc with { Cidrs = vpc.Cidrs.With(Cidr.Parse($"100.{64 + choices.Below(40)}.0.0/16")) }),
        ["overlapping neighbour"] = (network, choices) =>
            network
                .WithVpc("vpc-other", choices.Pick("10.2.128.0/17", "10.9.0.0/16", "10.255.0.0/20"))
                .WithPeering("pcx-other", "vpc-other", Landscape.HubVpc),
        ["dns attribute off"] = (network, choices) => network.ChangingVpc(choices.Pick(Vpcs), vpc => vpc with { EnableDnsHostnames = false }),
        ["own route table"] = (network, choices) =>
            choices.Subnet(network) is var subnet && network.RouteTables.Any(table => table.SubnetIds.Contains(subnet.Id))
                ? network
                : network.WithRouteTable($"rtb-own-{subnet.Id}", subnet.VpcId, subnet.Id),
        ["route"] = (network, choices) =>
            network.WithRoute(
                choices.From(network.RouteTables).Id,
                choices.Pick("0.0.0.0/0", "10.0.0.0/8", "10.255.0.0/16", "10.255.0.0/24", "10.255.1.64/26", "10.2.0.0/16", "10.3.4.0/24"),
                choices.Pick(
                    new RouteTarget(RouteTargetKind.NatGateway, "nat-1"),
                    RouteTarget.Peering("pcx-dead"),
                    RouteTarget.Peering("pcx-vpc-dev"),
                    RouteTarget.Peering("pcx-vpc-stg")
                ),
                blackhole: choices.Chance(4)
            ),
        ["peering"] = (network, choices) =>
            choices.Pick(Spokes) is var spoke && choices.Chance(2)
                ? network.WithPeering($"pcx-{spoke}", spoke, Landscape.HubVpc, choices.PeeringState())
                : network.WithPeering($"pcx-{spoke}", Landscape.HubVpc, spoke, choices.PeeringState()),
        ["zone of another owner"] = (network, choices) =>
            network.WithZone($"Z-{choices.Below(3)}", choices.ZoneName(), choices.Pick("", "EndpointHub other"), choices.Pick(Vpcs)),
        ["zone of the hub"] = (network, choices) =>
        {
            var name = choices.ZoneName();
            var id = $"Z-own-{name}";
            var record = choices.Pick<ZoneRecord?>(
                null,
                ZoneRecord.AliasTo(name, choices.From(network.Endpoints).RegionalName!),
                ZoneRecord.AliasTo(name, new AliasTarget($"vpce-0gone-1a2b3c4d.x.{Landscape.Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W")),
                new ZoneRecord(name, "A", Alias: null, ValueList.Of("10.0.0.1")),
                new ZoneRecord("beside." + name, "TXT", Alias: null, ValueList.Of("text"))
            );
            var zoned = network.Zones.Find(id) is null
                ? network.WithZone(id, name, HubMark.ZoneComment(Landscape.HubName), Landscape.HubVpc)
                : network;
            return record is null ? zoned : zoned.WithRecord(id, record);
        },
        ["record elsewhere"] = (network, choices) =>
            network
                .WithZone("Z-corp", "corp.example.com", "", choices.Pick(Vpcs))
                .WithRecord("Z-corp", ZoneRecord.AliasTo("x.corp.example.com", choices.From(network.Endpoints).RegionalName!)),
        ["endpoint in the hub"] = (network, choices) =>
            network.WithEndpoint(
                $"vpce-theirs-{choices.Below(2)}",
                Landscape.HubVpc,
                choices.Service(),
                ["subnet-shared-a"],
                choices.Chance(2) ? [] : null,
                tags: choices.Pick<Tag[]>([], [HubMark.Hub(Landscape.HubName)], [HubMark.Hub("other")])
            ),
        ["endpoint managed by a service"] = (network, choices) =>
            network.Changing(choices.From(network.Endpoints).Id, endpoint => endpoint with { RequesterManaged = true }),
        ["endpoint with private dns off"] = (network, choices) =>
            network.Changing(
                choices.From(network.Endpoints).Id,
                endpoint => endpoint with { PrivateDnsEnabled = false, PrivateNames = ValueList<string>.Empty }
            ),
        ["endpoint in another state"] = (network, choices) =>
            network.Changing(
                choices.From(network.Endpoints).Id,
                // A gateway endpoint that is deleted takes its routes with it, and its owner is never asked.
                endpoint =>
                    endpoint with
                    {
                        State =
                            endpoint.Kind == EndpointKind.Gateway
                                ? EndpointState.Pending
                                : choices.Pick(EndpointState.Pending, EndpointState.Deleting, "rejected"),
                    }
            ),
        ["endpoint marked as cut over"] = (network, choices) =>
            network.Changing(
                choices.From(network.Endpoints).Id,
                endpoint => endpoint with { Tags = HubMark.CutOver(choices.Pick(Landscape.HubName, "other")).In(endpoint.Tags) }
            ),
        ["endpoint with a name more"] = (network, choices) =>
            choices.From(network.Endpoints) is { PrivateDnsEnabled: true } found
                ? network.Changing(
                    found.Id,
                    endpoint => endpoint with { PrivateNames = endpoint.PrivateNames.With($"more-{choices.Below(2)}.{endpoint.ServiceName}.api.aws") }
                )
                : network,
        ["endpoint gone"] = (network, choices) => network.Endpoints.Count < 2 ? network : network.WithoutEndpoint(choices.From(network.Endpoints).Id),
        ["second endpoint for a service"] = (network, choices) =>
            choices.Pick(Spokes) is var spoke
                ? network.WithEndpoint($"vpce-second-{choices.Below(2)}", spoke, choices.Service(), [network.SubnetsOf(spoke).Last().Id], [])
                : network,
        ["group rule"] = (network, choices) =>
            choices.From(network.SecurityGroups) is var group
                ? network with
                {
                    SecurityGroups = network.SecurityGroups.With(
                        group with
                        {
                            Ingress = SecurityRule.Ordered(
                                group.Ingress.With(
                                    new SecurityRule(
                                        choices.Pick(Traffic.Tcp(443), Traffic.Tcp(80), Traffic.All),
                                        RulePeer.From(Cidr.Parse(choices.Pick("10.0.0.0/8", "10.2.0.0/16", "10.3.0.0/17"))),
                                        "theirs"
                                    )
                                )
                            ),
                        }
                    ),
                }
                : network,
        ["gateway policy"] = (network, choices) =>
            network.Endpoints.FirstOrDefault(endpoint => endpoint.Kind == EndpointKind.Gateway) is not { } gateway
                ? network
                : network.Changing(
                    gateway.Id,
                    endpoint =>
                        endpoint with
                        {
                            PolicyDocument =
                                $$"""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{choices.Pick("", "prod-", "own-")}}{{Landscape.Region}}-starport-layer-bucket/*"} }""",
                        }
                ),
        ["service unknown"] = (network, choices) => network with { Services = network.Services.Without(Landscape.Service(choices.Service())) },
        ["service in fewer zones"] = (network, choices) =>
            network.Services.Find(Landscape.Service(choices.Service())) is { } service
                ? network with
                {
                    Services = network.Services.With(service with { AvailabilityZones = ValueList.Of($"{Landscape.Region}a") }),
                }
                : network,
        // In AWS a private name belongs to one service, so the added name contains the service.
        ["service with a name more"] = (network, choices) =>
            network.Services.Find(Landscape.Service(choices.Service())) is { } service
                ? network with
                {
                    Services = network.Services.With(
                        service with
                        {
                            PrivateDnsNames = service.PrivateDnsNames.With($"*.told.{service.Name}.on.aws"),
                        }
                    ),
                }
                : network,
    };

    public NetworkSnapshot On(NetworkSnapshot network) => Kinds[Name](network, new RandomChoices(Seed));

    public override string ToString() => $"{Name} ({Seed})";
}

/// <summary>Random choices from a seed.</summary>
internal sealed class RandomChoices(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int limit) => _random.Next(limit);

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public T Pick<T>(params T[] items) => items[_random.Next(items.Length)];

    public T From<T>(IReadOnlyCollection<T> items) => items.ElementAt(_random.Next(items.Count));

    public Subnet Subnet(NetworkSnapshot network) => From(network.Subnets);

    public string Service() => Pick(RandomLandscape.Services);

    public string ZoneName() => Pick(Landscape.EndpointNames(Service()).Select(EndpointHub.Naming.DnsName.WithoutWildcard).Distinct().ToArray());

    public string PeeringState() => Pick("active", "active", "pending-acceptance", "provisioning", "failed", "deleted");
}
