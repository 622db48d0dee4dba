using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Lab.Bench;

/// <summary>
/// A hub in three zones with many services and many connected spokes. Every table has the length of a fleet of
/// that size, so that a lookup whose cost grows with the fleet is visible.
/// </summary>
internal static class FleetLandscape
{
    public const string HubVpcId = "vpc-hub";
    private const string Region = "ap-northeast-1";
    private static readonly Location Tokyo = new("123456789012", Region);
    private static readonly string[] Zones = ["1a", "1c", "1d"];

    public static string SpokeId(int number) => $"vpc-{number:x8}";

    public static string ServiceNameOf(int number) => $"com.amazonaws.{Region}.service{number}";

    public static NetworkSnapshot Build(int spokes, int subnetsEach, int services)
    {
        var all = Enumerable.Range(0, spokes).Select(number => new Spoke(number, subnetsEach)).ToList();
        var hub = NewVpc(HubVpcId, Cidr.Parse("100.64.0.0/20"));
        var hubSubnets = Zones.Select((zone, at) => NewSubnet(hub, at, zone)).ToList();
        var endpoints = Enumerable.Range(0, services).Select(number => NewEndpoint(number, hubSubnets)).ToList();
        var hubTables = hubSubnets.Select(subnet => NewTable(hub, subnet, all.Select(spoke => RouteTo(spoke.Vpc.Cidrs[0], spoke.Peering))));
        var group = new SecurityGroup
        {
            Id = "sg-hub",
            VpcId = hub.Id,
            Name = "hub",
            Ingress = SecurityRule.Ordered(all.Select(spoke => new SecurityRule(Traffic.Tcp(443), RulePeer.From(spoke.Vpc.Cidrs[0])))),
        };
        return new NetworkSnapshot
        {
            Vpcs = ResourceTable<Vpc>.From(all.Select(spoke => spoke.Vpc).Append(hub)),
            Subnets = ResourceTable<Subnet>.From(all.SelectMany(spoke => spoke.Subnets).Concat(hubSubnets)),
            RouteTables = ResourceTable<RouteTable>.From(all.SelectMany(spoke => spoke.Tables(hub.Cidrs[0])).Concat(hubTables)),
            NetworkAcls = ResourceTable<NetworkAcl>.From(all.Select(spoke => NewAcl(spoke.Vpc)).Append(NewAcl(hub))),
            SecurityGroups = ResourceTable<SecurityGroup>.From([group]),
            Peerings = ResourceTable<Peering>.From(all.Select(spoke => spoke.Peering)),
            Endpoints = ResourceTable<Endpoint>.From(endpoints),
            NetworkInterfaces = ResourceTable<NetworkInterface>.From(endpoints.SelectMany((_, number) => NewInterfaces(number, hubSubnets))),
            Services = ResourceTable<EndpointService>.From(
                endpoints.Select(
                    (endpoint, number) =>
                        new EndpointService { Id = endpoint.ServiceName, PrivateDnsNames = ValueList.Of(NameOf(number), $"*.{NameOf(number)}") }
                )
            ),
            Zones = ResourceTable<PrivateZone>.From(endpoints.Select((endpoint, number) => NewZone(number, endpoint, all))),
        };
    }

    private static string NameOf(int number) => $"service{number}.{Region}.amazonaws.com";

    private static Vpc NewVpc(string id, Cidr cidr) =>
        new()
        {
            Id = id,
            Location = Tokyo,
            Cidrs = ValueList.Of(cidr),
            EnableDnsHostnames = true,
        };

    private static Subnet NewSubnet(Vpc vpc, int at, string zone) =>
        new()
        {
            Id = $"subnet-{vpc.Id}-{at}",
            VpcId = vpc.Id,
            Cidr = new Cidr(new Ipv4(vpc.Cidrs[0].Network.Value + ((uint)at * 64)), 26),
            AvailabilityZone = $"ap-northeast-{zone}",
        };

    private static RouteTable NewTable(Vpc vpc, Subnet subnet, IEnumerable<Route> routes) =>
        new()
        {
            Id = $"rtb-{subnet.Id}",
            VpcId = vpc.Id,
            SubnetIds = ValueList.Of(subnet.Id),
            Routes = routes.Prepend(new Route(RouteDestination.To(vpc.Cidrs[0]), RouteTarget.Local)).ToValueList(),
        };

    private static Route RouteTo(Cidr cidr, Peering peering) => new(RouteDestination.To(cidr), RouteTarget.Peering(peering.Id));

    private static NetworkAcl NewAcl(Vpc vpc) =>
        new()
        {
            Id = $"acl-{vpc.Id}",
            VpcId = vpc.Id,
            IsDefault = true,
            Entries = new[] { false, true }
                .SelectMany(egress =>
                    new[]
                    {
                        new NetworkAclEntry(100, egress, Allows: true, Traffic.All, Cidr.Everything),
                        new NetworkAclEntry(32767, egress, Allows: false, Traffic.All, Cidr.Everything),
                    }
                )
                .ToValueList(),
        };

    private static Endpoint NewEndpoint(int number, List<Subnet> subnets) =>
        new()
        {
            Id = $"vpce-{number:x8}",
            VpcId = HubVpcId,
            ServiceName = ServiceNameOf(number),
            Kind = EndpointKind.Interface,
            State = EndpointState.Available,
            SubnetIds = subnets.Select(subnet => subnet.Id).ToValueList(),
            SecurityGroupIds = ValueList.Of("sg-hub"),
            NetworkInterfaceIds = NewInterfaces(number, subnets).Select(nic => nic.Id).ToValueList(),
            RegionalName = new AliasTarget($"vpce-{number:x8}-0a1b2c3d.service{number}.{Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W"),
            Tags = ValueList.Of(HubMark.Hub("hub")),
        };

    private static IEnumerable<NetworkInterface> NewInterfaces(int number, List<Subnet> subnets) =>
        subnets.Select(
            (subnet, at) =>
                new NetworkInterface
                {
                    Id = $"eni-{number:x8}-{at}",
                    SubnetId = subnet.Id,
                    Address = new Ipv4(subnet.Cidr.FirstUsable.Value + (uint)number),
                    SecurityGroupIds = ValueList.Of("sg-hub"),
                }
        );

    private static PrivateZone NewZone(int number, Endpoint endpoint, List<Spoke> spokes) =>
        new()
        {
            Id = $"Z{number:x8}",
            Name = NameOf(number),
            OwnerAccountId = Tokyo.AccountId,
            Comment = HubMark.ZoneComment("hub"),
            Vpcs = spokes.Select(spoke => new ZoneVpc(spoke.Vpc.Id, Region)).Append(new ZoneVpc(HubVpcId, Region)).ToValueList(),
            Records = ValueList.Of(
                ZoneRecord.AliasTo($"*.{NameOf(number)}", endpoint.RegionalName!),
                ZoneRecord.AliasTo(NameOf(number), endpoint.RegionalName!)
            ),
        };

    private sealed class Spoke
    {
        public Spoke(int number, int subnets)
        {
            Vpc = NewVpc(SpokeId(number), new Cidr(new Ipv4(Ipv4.Parse("10.0.0.0").Value + ((uint)number << 10)), 22));
            Subnets = [.. Enumerable.Range(0, subnets).Select(at => NewSubnet(Vpc, at, Zones[at % Zones.Length]))];
            Peering = new Peering
            {
                Id = $"pcx-{number:x8}",
                Requester = new PeeringSide(Vpc.Id, Tokyo, Vpc.Cidrs),
                Accepter = new PeeringSide(HubVpcId, Tokyo, ValueList.Of(Cidr.Parse("100.64.0.0/20"))),
                State = PeeringState.Active,
            };
        }

        public Vpc Vpc { get; }

        public IReadOnlyList<Subnet> Subnets { get; }

        public Peering Peering { get; }

        public IEnumerable<RouteTable> Tables(Cidr hub) => Subnets.Select(subnet => NewTable(Vpc, subnet, [RouteTo(hub, Peering)]));
    }
}
