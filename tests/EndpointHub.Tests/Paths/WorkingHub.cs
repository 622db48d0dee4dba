using EndpointHub.Naming;
using EndpointHub.Paths;
using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;

namespace EndpointHub.Tests.Paths;

/// <summary>A working hub for ecr.dkr with the spoke dev. Tests change one thing of it.</summary>
internal static class WorkingHub
{
    public const string Dev = "vpc-dev";
    public const string DkrEndpoint = "vpce-hub-dkr";
    public const string HubGroup = "sg-hub";
    public const string PeeringId = "pcx-dev";
    public const string Gateway = "tgw-0a";
    public const string DevAttachment = "tgw-attach-dev";
    public const string HubAttachment = "tgw-attach-shared";
    public const string TransitTable = "tgw-rtb-0a";
    public const string S3List = "pl-61a54008";
    public const string Apex = $"dkr.ecr.{Region}.amazonaws.com";

    public static readonly string Dkr = Service("ecr.dkr");

    /// <summary>Two hub subnets, both zones associated, no endpoint left in dev.</summary>
    public static NetworkSnapshot Network()
    {
        var network = NetworkSnapshot
            .Empty.WithEnvironment("shared", "10.255.0.0/16")
            .WithEnvironment("dev", "10.2.0.0/16")
            .WithService("ecr.dkr")
            .WithS3Gateway("vpce-dev-s3", Dev, "rtb-dev")
            .WithS3List("3.5.152.0/21", "52.219.0.0/20")
            .WithSecurityGroup(HubGroup, HubVpc, new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.2.0.0/16"))))
            .WithEndpoint(DkrEndpoint, HubVpc, "ecr.dkr", ["subnet-shared-a", "subnet-shared-c"], privateNames: [], HubGroup, HubMark.Hub(HubName))
            .WithPeering(PeeringId, Dev, HubVpc)
            .WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.Peering(PeeringId))
            .WithRoute("rtb-shared", "10.2.0.0/16", RouteTarget.Peering(PeeringId));
        return EndpointNames("ecr.dkr")
            .GroupBy(DnsName.WithoutWildcard)
            .Aggregate(
                network,
                (built, zone) =>
                    zone.Aggregate(
                        built.WithZone(ZoneId(zone.Key), zone.Key, HubMark.ZoneComment(HubName), HubVpc, Dev),
                        (filled, name) => filled.WithRecord(ZoneId(zone.Key), ZoneRecord.AliasTo(name, network.Endpoints[DkrEndpoint].RegionalName!))
                    )
            );
    }

    /// <summary>Adds a service to the hub, with its zones.</summary>
    public static NetworkSnapshot WithHubService(this NetworkSnapshot network, string service, params string[] subnetIds)
    {
        var id = $"vpce-hub-{service}";
        var built = network
            .WithService(service)
            .WithEndpoint(
                id,
                HubVpc,
                service,
                subnetIds.Length > 0 ? subnetIds : ["subnet-shared-a", "subnet-shared-c"],
                privateNames: [],
                HubGroup,
                HubMark.Hub(HubName)
            );
        return EndpointNames(service)
            .Aggregate(
                built,
                (filled, name) =>
                    filled
                        .WithZone(ZoneId(name), name, HubMark.ZoneComment(HubName), HubVpc, Dev)
                        .WithRecord(ZoneId(name), ZoneRecord.AliasTo(name, built.Endpoints[id].RegionalName!))
            );
    }

    public static string ZoneId(string zoneName) => $"Z-{zoneName}";

    public static EndpointPath Test(NetworkSnapshot network) => PathAnalyzer.Analyze(network, Dev, HubVpc, Dkr);

    /// <summary>A finding's command as it reads without its region.</summary>
    public static string Correction(this Finding finding) =>
        (finding.Command ?? "")
            .Replace($" --region {Region}", "", StringComparison.Ordinal)
            .Replace($" -Region {Region}", "", StringComparison.Ordinal);

    public static IEnumerable<FindingCode> CodesOf(NetworkSnapshot network) => Test(network).Findings.Select(finding => finding.Code).Distinct();

    public static NetworkSnapshot WithoutRoute(this NetworkSnapshot network, string tableId, string cidr) =>
        network with
        {
            RouteTables = network.RouteTables.With(network.RouteTables[tableId].Without(RouteDestination.To(Cidr.Parse(cidr)))),
        };

    /// <summary>Replaces the routes of a table, except its local ones.</summary>
    public static NetworkSnapshot WithRoutes(this NetworkSnapshot network, string tableId, IEnumerable<Route> routes)
    {
        var table = network.RouteTables[tableId];
        var local = table.Routes.Where(route => route.Target.Kind == RouteTargetKind.Local);
        return network with { RouteTables = network.RouteTables.With(table with { Routes = local.Concat(routes).ToValueList() }) };
    }

    public static NetworkSnapshot WithListRoute(this NetworkSnapshot network, string tableId, RouteTarget target, string listId = "pl-0a") =>
        network with
        {
            RouteTables = network.RouteTables.With(network.RouteTables[tableId].With(new Route(new RouteDestination(Cidr: null, listId), target))),
        };

    /// <summary>The same hub, connected to dev by a transit gateway instead of the peering, with attachments in both zones.</summary>
    public static NetworkSnapshot OverTransit(this NetworkSnapshot network)
    {
        var joined = network with
        {
            Peerings = network.Peerings.Without(PeeringId),
            TransitGateways = network.TransitGateways.With(new TransitGateway { Id = Gateway, OwnerAccountId = Tokyo.AccountId }),
            TransitGatewayRouteTables = network.TransitGatewayRouteTables.With(
                new TransitGatewayRouteTable { Id = TransitTable, TransitGatewayId = Gateway }
            ),
        };
        return joined
            .WithAttachment(DevAttachment, Dev, "subnet-dev-a", "subnet-dev-c")
            .WithAttachment(HubAttachment, HubVpc, "subnet-shared-a", "subnet-shared-c")
            .WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.TransitGateway(Gateway))
            .WithRoute("rtb-shared", "10.2.0.0/16", RouteTarget.TransitGateway(Gateway));
    }

    /// <summary>Attaches a VPC to the transit gateway, associated with its route table and propagated to it.</summary>
    public static NetworkSnapshot WithAttachment(this NetworkSnapshot network, string id, string vpcId, params string[] subnetIds)
    {
        var table = network.TransitGatewayRouteTables[TransitTable];
        var learnt = network.Vpcs[vpcId].Cidrs.Select(cidr => new TransitGatewayRoute(cidr, id, IsPropagated: true));
        return network with
        {
            TransitGatewayAttachments = network.TransitGatewayAttachments.With(
                new TransitGatewayAttachment
                {
                    Id = id,
                    TransitGatewayId = Gateway,
                    VpcId = vpcId,
                    State = TransitGatewayAttachmentState.Available,
                    SubnetIds = subnetIds.ToValueList(),
                    RouteTableId = TransitTable,
                }
            ),
            TransitGatewayRouteTables = network.TransitGatewayRouteTables.With(
                table with
                {
                    PropagatingAttachmentIds = table.PropagatingAttachmentIds.With(id),
                    Routes = TransitGatewayRouteTable.Ordered(table.Routes.Concat(learnt)),
                }
            ),
        };
    }

    /// <summary>Separate subnets for an attachment in both zones, instead of the workloads' subnets: x.x.200.0/28 and x.x.201.0/28.</summary>
    public static NetworkSnapshot WithTransitSubnets(this NetworkSnapshot network, string attachmentId, string vpcId)
    {
        var block = network.Vpcs[vpcId].Cidrs[0].Network.Value;
        var built = network
            .WithSubnet($"subnet-{vpcId}-1a", vpcId, $"{new Ipv4(block + (200 << 8))}/28", "1a")
            .WithSubnet($"subnet-{vpcId}-1c", vpcId, $"{new Ipv4(block + (201 << 8))}/28", "1c");
        return (
            built with
            {
                Subnets = ResourceTable<Subnet>.From(
                    built.Subnets.Select(subnet =>
                        subnet with
                        {
                            HoldsAttachmentsOnly = subnet.HoldsAttachmentsOnly || network.Subnets.Find(subnet.Id) is null,
                        }
                    )
                ),
            }
        ).ChangingAttachment(attachmentId, attachment => attachment with { SubnetIds = ValueList.Of($"subnet-{vpcId}-1a", $"subnet-{vpcId}-1c") });
    }

    /// <summary>Removes an attachment with its propagated routes.</summary>
    public static NetworkSnapshot WithoutAttachment(this NetworkSnapshot network, string id) =>
        network.ChangingTransitTable(table =>
            table with
            {
                PropagatingAttachmentIds = table.PropagatingAttachmentIds.Without(attachment => attachment == id),
                Routes = table.Routes.Without(route => route.AttachmentId == id),
            }
        ) with
        {
            TransitGatewayAttachments = network.TransitGatewayAttachments.Without(id),
        };

    public static NetworkSnapshot ChangingAttachment(
        this NetworkSnapshot network,
        string id,
        Func<TransitGatewayAttachment, TransitGatewayAttachment> change
    ) => network with { TransitGatewayAttachments = network.TransitGatewayAttachments.With(change(network.TransitGatewayAttachments[id])) };

    /// <summary>A static route; without an attachment it is a blackhole. AWS no longer lists a propagated route of the same block.</summary>
    public static NetworkSnapshot WithTransitRoute(this NetworkSnapshot network, string cidr, string? attachmentId) =>
        network
            .WithoutTransitRoute(cidr)
            .ChangingTransitTable(table =>
                table with
                {
                    Routes = TransitGatewayRouteTable.Ordered(
                        table.Routes.With(new TransitGatewayRoute(Cidr.Parse(cidr), attachmentId, IsBlackhole: attachmentId is null))
                    ),
                }
            );

    public static NetworkSnapshot WithoutTransitRoute(this NetworkSnapshot network, string cidr) =>
        network.ChangingTransitTable(table => table with { Routes = table.Routes.Without(route => route.Destination == Cidr.Parse(cidr)) });

    public static NetworkSnapshot ChangingTransitTable(
        this NetworkSnapshot network,
        Func<TransitGatewayRouteTable, TransitGatewayRouteTable> change
    ) => network with { TransitGatewayRouteTables = network.TransitGatewayRouteTables.With(change(network.TransitGatewayRouteTables[TransitTable])) };

    /// <summary>A prefix list; null entries are a list that could not be read.</summary>
    public static NetworkSnapshot WithList(this NetworkSnapshot network, string id, params string[]? cidrs) =>
        network with
        {
            PrefixLists = network.PrefixLists.With(
                new PrefixList
                {
                    Id = id,
                    Name = id,
                    Entries = cidrs?.Select(Cidr.Parse).ToValueList(),
                }
            ),
        };

    /// <summary>S3's own list.</summary>
    public static NetworkSnapshot WithS3List(this NetworkSnapshot network, params string[]? cidrs)
    {
        var listed = network.WithList(S3List, cidrs);
        return listed with { PrefixLists = listed.PrefixLists.With(listed.PrefixLists[S3List] with { Name = PrefixList.NameOfS3(Region) }) };
    }

    public static NetworkSnapshot WithoutRecord(this NetworkSnapshot network, string zoneId, string name)
    {
        var zone = network.Zones[zoneId];
        return network with { Zones = network.Zones.With(zone with { Records = zone.Records!.Without(record => record.Name == name) }) };
    }

    /// <summary>Two record sets for the apex between which a routing policy chooses: to the hub's endpoint, and to the spoke's own.</summary>
    public static NetworkSnapshot WithRoutingPolicy(this NetworkSnapshot network, string toHub, string toOwn) =>
        network.ChangingZone(
            Apex,
            zone =>
                (zone with { Records = zone.Records!.Without(record => record.Name == Apex) }).With([
                    ZoneRecord.AliasTo(Apex, network.Endpoints[DkrEndpoint].RegionalName!) with
                    {
                        SetIdentifier = toHub,
                    },
                    ZoneRecord.AliasTo(Apex, new AliasTarget($"vpce-own-0a1b2c3d.dkr.ecr.{Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W")) with
                    {
                        SetIdentifier = toOwn,
                    },
                ])
        );

    public static NetworkSnapshot WithIngress(this NetworkSnapshot network, params SecurityRule[] rules) =>
        network with
        {
            SecurityGroups = network.SecurityGroups.With(network.SecurityGroups[HubGroup] with { Ingress = SecurityRule.Ordered(rules) }),
        };

    public static NetworkSnapshot WithEgress(this NetworkSnapshot network, string groupId, params SecurityRule[] rules) =>
        network with
        {
            SecurityGroups = network.SecurityGroups.With(network.SecurityGroups[groupId] with { Egress = SecurityRule.Ordered(rules) }),
        };

    public static NetworkSnapshot WithPolicy(this NetworkSnapshot network, string statement) =>
        network.Changing(DkrEndpoint, endpoint => endpoint with { PolicyDocument = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""" });

    public static NetworkSnapshot ChangingZone(this NetworkSnapshot network, string zoneName, Func<PrivateZone, PrivateZone> change) =>
        network with
        {
            Zones = network.Zones.With(change(network.Zones[ZoneId(zoneName)])),
        };

    /// <summary>A custom network ACL for some subnets with ingress and egress entries, lowest number first, and the default deny entry.</summary>
    public static NetworkSnapshot WithAcl(this NetworkSnapshot network, string vpcId, string[] subnetIds, params NetworkAclEntry[] entries) =>
        network with
        {
            NetworkAcls = network.NetworkAcls.With(
                new NetworkAcl
                {
                    Id = $"acl-own-{vpcId}",
                    VpcId = vpcId,
                    SubnetIds = subnetIds.ToValueList(),
                    Entries = entries.ToValueList(),
                }
            ),
        };

    public static NetworkAclEntry Allow(int number, bool egress, int from, int to, string cidr = "0.0.0.0/0") =>
        new(number, egress, Allows: true, new Traffic("tcp", from, to), Cidr.Parse(cidr));

    public static NetworkAclEntry Deny(int number, bool egress, int from, int to, string cidr = "0.0.0.0/0") =>
        new(number, egress, Allows: false, new Traffic("tcp", from, to), Cidr.Parse(cidr));
}
