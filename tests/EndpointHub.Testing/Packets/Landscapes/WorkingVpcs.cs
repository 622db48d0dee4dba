using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>VPCs with what AWS makes along with them, and subnets, some with a route table of their own.</summary>
internal static class WorkingVpcs
{
    private static readonly string[] ZoneNames = ["a", "c", "d"];

    public static void Add(Draft draft, string name, List<Cidr> blocks)
    {
        var vpc = new Vpc { Id = $"vpc-{name}", Location = Draft.Tokyo, Cidrs = blocks.ToValueList(), EnableDnsHostnames = true };
        var local = blocks.Select(block => new Route(RouteDestination.To(block), RouteTarget.Local)).ToValueList();
        draft.Put(vpc);
        draft.Put(new RouteTable { Id = $"rtb-{name}", VpcId = vpc.Id, IsMain = true, Routes = local });
        draft.Put(new NetworkAcl { Id = $"acl-{name}", VpcId = vpc.Id, IsDefault = true, Entries = WorkingAcls.Open });
        var subnets = 1 + draft.Below(3);
        for (var i = 0; i < subnets; i++)
        {
            var block = i > 0 && draft.Chance(30) ? blocks[^1] : blocks[0];
            var zone = draft.Chance(80) ? i : draft.Below(3);
            var subnet = new Subnet
            {
                Id = $"subnet-{name}-{i}",
                VpcId = vpc.Id,
                Cidr = block.PrefixLength > 20
                    ? new Cidr(new Ipv4(block.Network.Value + (uint)(i * 64)), 26)
                    : new Cidr(new Ipv4(block.Network.Value + (uint)(i * 256)), 24 + draft.Below(4)),
                AvailabilityZone = $"ap-northeast-1{ZoneNames[zone]}",
                AvailabilityZoneId = $"apne1-az{zone}",
            };
            draft.Put(subnet);
            if (draft.Chance(50))
                draft.Put(new RouteTable { Id = $"rtb-{name}-{i}", VpcId = vpc.Id, SubnetIds = ValueList.Of(subnet.Id), Routes = local });
        }
    }
}
