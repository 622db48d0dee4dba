using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>VPCs with their default resources, and subnets, some with their own route table.</summary>
internal static class WorkingVpcs
{
    private static readonly string[] ZoneNames = ["a", "c", "d"];

    public static void Add(LandscapeBuilder builder, string name, List<Cidr> blocks)
    {
        var vpc = new Vpc
        {
            Id = $"vpc-{name}",
            Location = LandscapeBuilder.Tokyo,
            Cidrs = blocks.ToValueList(),
            EnableDnsHostnames = true,
        };
        var local = blocks.Select(block => new Route(RouteDestination.To(block), RouteTarget.Local)).ToValueList();
        builder.Put(vpc);
        builder.Put(
            new RouteTable
            {
                Id = $"rtb-{name}",
                VpcId = vpc.Id,
                IsMain = true,
                Routes = local,
            }
        );
        builder.Put(
            new NetworkAcl
            {
                Id = $"acl-{name}",
                VpcId = vpc.Id,
                IsDefault = true,
                Entries = WorkingAcls.Open,
            }
        );
        var subnets = 1 + builder.Below(3);
        for (var i = 0; i < subnets; i++)
        {
            var block = i > 0 && builder.Chance(30) ? blocks[^1] : blocks[0];
            var zone = builder.Chance(80) ? i : builder.Below(3);
            var subnet = new Subnet
            {
                Id = $"subnet-{name}-{i}",
                VpcId = vpc.Id,
                Cidr =
                    block.PrefixLength > 20
                        ? new Cidr(new Ipv4(block.Network.Value + (uint)(i * 64)), 26)
                        : new Cidr(new Ipv4(block.Network.Value + (uint)(i * 256)), 24 + builder.Below(4)),
                AvailabilityZone = $"ap-northeast-1{ZoneNames[zone]}",
                AvailabilityZoneId = $"apne1-az{zone}",
            };
            builder.Put(subnet);
            if (builder.Chance(50))
            {
                builder.Put(
                    new RouteTable
                    {
                        Id = $"rtb-{name}-{i}",
                        VpcId = vpc.Id,
                        SubnetIds = ValueList.Of(subnet.Id),
                        Routes = local,
                    }
                );
            }
        }
    }
}
