using EndpointHub.Lab.Packets.Worlds;
using EndpointHub.Paths;
using EndpointHub.Topology;

namespace EndpointHub.Lab.Packets.Landscapes;

/// <summary>
/// A hub that serves its spokes as it should, in one of the many forms that such a thing has: blocks and subnets of several sizes, main and
/// explicit route tables, routes wide and narrow, ACLs and groups written this way and that.
/// </summary>
internal static class WorkingNetwork
{
    public const string S3List = "pl-s3";
    private static readonly string[] ZoneNames = ["a", "c", "d"];
    private static readonly string[] HubBlocks = ["10.255.0.0/16", "172.31.0.0/20", "100.64.0.0/16"];
    private static readonly string[] Services = ["ecr.dkr", "ecr.dkr", "ecr.api", "ssm", "ssm", "logs", "kms", "cassandra", "email-smtp"];

    public static void Build(Draft draft)
    {
        AddVpc(draft, "hub", [Cidr.Parse(draft.Pick(HubBlocks))]);
        for (var i = 1; i <= 1 + draft.Below(3); i++)
        {
            List<Cidr> blocks = [Cidr.Parse($"10.{1 + i}.0.0/16")];
            if (draft.Chance(25))
                blocks.Add(Cidr.Parse($"192.168.{i}.0/24"));
            AddVpc(draft, $"s{i}", blocks);
        }

        var hub = draft.Network.Vpcs[Draft.Hub];
        foreach (var spoke in draft.Spokes.ToList())
        {
            Connect(draft, spoke, hub, draft.Chance(35) ? WorkingTransit.Attach(draft, spoke) : Peer(draft, spoke, hub));
            AddWorkloadGroup(draft, spoke);
        }

        var services = Enumerable.Range(0, 1 + draft.Below(2)).Select(_ => FullName(draft.Pick(Services))).Distinct(StringComparer.Ordinal).ToList();
        foreach (var service in services)
        {
            AddEndpoint(draft, Draft.Hub, service, WorkingRules.Admitting(draft, service));
            draft.Questions.AddRange(draft.Spokes.Select(spoke => About(draft, spoke.Id, Draft.Hub, service)));
        }

        foreach (var spoke in draft.Spokes.Where(_ => draft.Chance(20)).ToList())
        {
            var service = FullName("sts");
            AddEndpoint(draft, spoke.Id, service, [new SecurityRule(Traffic.Tcp(443), RulePeer.From(spoke.Cidrs[0])), .. spoke.Cidrs.Skip(1).Select(block => new SecurityRule(Traffic.All, RulePeer.From(block)))]);
            draft.Questions.Add(About(draft, spoke.Id, spoke.Id, service));
        }

        foreach (var work in draft.Network.SecurityGroups.Where(group => group.Name == "work" && WorkingRules.IsPeered(draft, group.VpcId) && draft.Chance(25)).ToList())
        {
            draft.Put(work with
            {
                Egress = draft.Network.Endpoints.SelectMany(endpoint => endpoint.SecurityGroupIds).Distinct(StringComparer.Ordinal)
                    .Select(groupId => new SecurityRule(Traffic.All, new RulePeer(GroupId: groupId))).Append(WorkingRules.ToS3).ToValueList(),
            });
        }

        foreach (var spoke in draft.Spokes.ToList())
            AddOutside(draft, spoke);
        foreach (var subnet in draft.Network.Subnets.Where(_ => draft.Chance(35)).ToList())
            draft.Put(WorkingRules.AclFor(draft, subnet));
    }

    public static string FullName(string service) => $"com.amazonaws.{Draft.Tokyo.Region}.{service}";

    /// <summary>An interface endpoint in some of a VPC's zones, and its group.</summary>
    public static void AddEndpoint(Draft draft, string vpcId, string service, IEnumerable<SecurityRule> ingress)
    {
        var shortName = service.Split('.')[^1];
        var group = new SecurityGroup { Id = $"sg-{Short(vpcId)}-{shortName}", VpcId = vpcId, Name = shortName, Ingress = draft.Shuffled(ingress) };
        draft.Put(group);

        // One subnet in a zone at most; other interfaces have taken the first addresses.
        var nics = draft.Some([.. draft.SubnetsOf(vpcId).DistinctBy(subnet => subnet.AvailabilityZone)]).Select(subnet => new NetworkInterface
        {
            Id = $"eni-{Short(vpcId)}-{shortName}-{subnet.Id}",
            SubnetId = subnet.Id,
            Address = new Ipv4(subnet.Cidr.FirstUsable.Value + (uint)((2 * draft.Network.NetworkInterfaces.Count(nic => nic.SubnetId == subnet.Id)) + draft.Below(2))),
            SecurityGroupIds = draft.Chance(25) ? ValueList.Of(OtherGroup(draft, vpcId), group.Id) : ValueList.Of(group.Id),
        }).ToList();
        nics.ForEach(draft.Put);
        draft.Put(new Endpoint
        {
            Id = $"vpce-{Short(vpcId)}-{shortName}",
            VpcId = vpcId,
            ServiceName = service,
            Kind = EndpointKind.Interface,
            State = EndpointState.Available,
            SubnetIds = nics.Select(nic => nic.SubnetId).ToValueList(),
            SecurityGroupIds = nics[0].SecurityGroupIds,
            NetworkInterfaceIds = nics.Select(nic => nic.Id).Order(StringComparer.Ordinal).ToValueList(),
        });
    }

    public static string Short(string vpcId) => vpcId["vpc-".Length..];

    private static PathQuestion About(Draft draft, string spokeId, string hubId, string service) => new(spokeId, hubId, service)
    {
        WorkloadSecurityGroupIds = draft.Network.SecurityGroups.Where(group => group.Id.StartsWith($"sg-{Short(spokeId)}-work", StringComparison.Ordinal))
            .Select(group => group.Id).ToValueList(),
    };

    private static void AddVpc(Draft draft, string name, List<Cidr> blocks)
    {
        var vpc = new Vpc { Id = $"vpc-{name}", Location = Draft.Tokyo, Cidrs = blocks.ToValueList(), EnableDnsHostnames = true };
        var local = blocks.Select(block => new Route(RouteDestination.To(block), RouteTarget.Local)).ToValueList();
        draft.Put(vpc);
        draft.Put(new RouteTable { Id = $"rtb-{name}", VpcId = vpc.Id, IsMain = true, Routes = local });
        draft.Put(new NetworkAcl { Id = $"acl-{name}", VpcId = vpc.Id, IsDefault = true, Entries = WorkingRules.OpenAcl });
        for (var i = 0; i < 1 + draft.Below(3); i++)
        {
            var block = i > 0 && draft.Chance(30) ? blocks[^1] : blocks[0];
            var zone = draft.Chance(80) ? i : draft.Below(3);
            var subnet = new Subnet
            {
                Id = $"subnet-{name}-{i}",
                VpcId = vpc.Id,
                Cidr = new Cidr(new Ipv4(block.Network.Value + (uint)(i * (block.PrefixLength > 20 ? 64 : 256))), block.PrefixLength > 20 ? 26 : 24 + draft.Below(4)),
                AvailabilityZone = $"ap-northeast-1{ZoneNames[zone]}",
                AvailabilityZoneId = $"apne1-az{zone}",
            };
            draft.Put(subnet);
            if (draft.Chance(50))
                draft.Put(new RouteTable { Id = $"rtb-{name}-{i}", VpcId = vpc.Id, SubnetIds = ValueList.Of(subnet.Id), Routes = local });
        }
    }

    /// <summary>Routes between spoke and hub, both ways, in every table, or in every table that is used.</summary>
    private static void Connect(Draft draft, Vpc spoke, Vpc hub, RouteTarget target)
    {
        foreach (var (from, to) in new[] { (spoke, hub), (hub, spoke) })
        {
            var tables = draft.Chance(60) ? draft.TablesOf(from.Id) : draft.Network.RouteTablesInUse(from.Id).ToList();
            foreach (var table in tables)
            {
                if (draft.Chance(10))
                {
                    var list = new PrefixList { Id = $"pl-{Short(to.Id)}", Name = Short(to.Id), Entries = to.Cidrs.Order().ToValueList() };
                    draft.Put(list);
                    draft.Put(table.With(new Route(new RouteDestination(Cidr: null, list.Id), target)));
                    continue;
                }

                foreach (var destination in DestinationsIn(draft, to))
                    draft.Route(table.Id, destination, target);
            }
        }
    }

    private static RouteTarget Peer(Draft draft, Vpc spoke, Vpc hub)
    {
        var peering = new Peering
        {
            Id = $"pcx-{Short(spoke.Id)}",
            Requester = new PeeringSide(spoke.Id, spoke.Location, spoke.Cidrs),
            Accepter = new PeeringSide(hub.Id, hub.Location, hub.Cidrs),
            State = PeeringState.Active,
        };
        draft.Put(peering);
        return RouteTarget.Peering(peering.Id);
    }

    private static List<Cidr> DestinationsIn(Draft draft, Vpc to) => draft.Below(4) switch
    {
        0 => draft.SubnetsOf(to.Id).ConvertAll(subnet => subnet.Cidr),
        1 => [.. to.Cidrs.SelectMany(Halves)],
        _ => [.. to.Cidrs],
    };

    private static IEnumerable<Cidr> Halves(Cidr block) =>
        [new Cidr(block.Network, block.PrefixLength + 1), new Cidr(block.Last, block.PrefixLength + 1)];

    private static void AddWorkloadGroup(Draft draft, Vpc spoke)
    {
        if (!draft.Chance(40))
            return;
        draft.Put(new SecurityGroup { Id = $"sg-{Short(spoke.Id)}-work", VpcId = spoke.Id, Name = "work", Egress = WorkingRules.LettingOut(draft) });
        if (draft.Chance(30))
            draft.Put(new SecurityGroup { Id = $"sg-{Short(spoke.Id)}-work-more", VpcId = spoke.Id, Name = "more" });
    }

    private static string OtherGroup(Draft draft, string vpcId)
    {
        var id = $"sg-{Short(vpcId)}-other";
        draft.Put(new SecurityGroup { Id = id, VpcId = vpcId, Name = "other", Ingress = ValueList.Of(new SecurityRule(Traffic.Tcp(22), RulePeer.From(Cidr.Everything))) });
        return id;
    }

    /// <summary>The spoke's own ways to S3.</summary>
    private static void AddOutside(Draft draft, Vpc spoke)
    {
        if (!draft.Questions.Exists(question => question.SpokeVpcId == spoke.Id && question.ServiceName.Contains(".ecr.", StringComparison.Ordinal)))
            return;
        draft.Put(new PrefixList { Id = S3List, Name = $"com.amazonaws.{Draft.Tokyo.Region}.s3", Entries = OutsideHosts.S3.ToValueList() });
        var gateway = new Endpoint { Id = $"vpce-{Short(spoke.Id)}-s3", VpcId = spoke.Id, ServiceName = FullName("s3"), Kind = EndpointKind.Gateway, State = EndpointState.Available };
        draft.Put(gateway with { RouteTableIds = draft.TablesOf(spoke.Id).Select(table => table.Id).ToValueList() });
        foreach (var table in draft.TablesOf(spoke.Id))
        {
            draft.Put(table.With(new Route(new RouteDestination(Cidr: null, S3List), new RouteTarget(RouteTargetKind.VpcEndpoint, gateway.Id))));
            if (draft.Chance(40))
                draft.Route(table.Id, Cidr.Everything, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"));
        }
    }
}
