using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Network ACLs in many forms that allow the hub's clients.</summary>
internal static class WorkingAcls
{
    /// <summary>The entries of a default ACL.</summary>
    public static ValueList<NetworkAclEntry> Open { get; } =
        new[] { false, true }
            .SelectMany(egress => new[] { new NetworkAclEntry(100, egress, Allows: true, Traffic.All, Cidr.Everything), Last(egress) })
            .ToValueList();

    /// <summary>A custom ACL of a subnet that allows every VPC of the landscape and S3.</summary>
    public static NetworkAcl For(LandscapeBuilder builder, Subnet subnet)
    {
        var entries = new List<NetworkAclEntry>();
        var blocks = builder.Network.Vpcs.SelectMany(vpc => vpc.Cidrs).Concat(OutsideHosts.S3).ToList();
        var ports = builder.Network.Endpoints.SelectMany(endpoint => AnsweringPorts.Of(endpoint.ServiceName)).Distinct().ToList();
        foreach (var egress in new[] { true, false })
        {
            var number = 10;
            void Add(bool allows, Traffic traffic, Cidr cidr)
            {
                number += 1 + builder.Below(40);
                entries.Add(new NetworkAclEntry(number, egress, allows, traffic, cidr));
            }

            // Entries that do not match come before, and entries without effect come after.
            if (builder.Chance(30))
                Add(allows: false, new Traffic("udp", FromPort: null, ToPort: null), Cidr.Everything);
            if (builder.Chance(30))
                Add(allows: false, Traffic.Tcp(22), Cidr.Everything);
            if (builder.Chance(20))
                Add(allows: false, Traffic.All, Cidr.Parse("198.18.0.0/15"));
            foreach (var block in builder.Chance(50) ? blocks : [Cidr.Everything])
            {
                if (builder.Chance(20))
                {
                    Add(allows: true, builder.Chance(50) ? Traffic.All : new Traffic("6", FromPort: null, ToPort: null), block);
                    continue;
                }

                foreach (var traffic in ports.Where(port => port < 1024).Select(Traffic.Tcp).Concat(Ephemeral(builder)))
                    Add(allows: true, traffic, block);
            }

            if (builder.Chance(40))
                Add(allows: false, Traffic.All, builder.Pick(blocks));
            entries.Add(Last(egress));
        }

        return new NetworkAcl
        {
            Id = $"acl-{subnet.Id["subnet-".Length..]}",
            VpcId = subnet.VpcId,
            SubnetIds = ValueList.Of(subnet.Id),
            Entries = builder.Shuffled(entries),
        };
    }

    /// <summary>The last entry of every ACL, which denies everything else.</summary>
    public static NetworkAclEntry Last(bool egress) => new(32767, egress, Allows: false, Traffic.All, Cidr.Everything);

    private static List<Traffic> Ephemeral(LandscapeBuilder builder) =>
        builder.Below(3) switch
        {
            0 => [new Traffic("tcp", 1024, 32767), new Traffic("tcp", 32768, 65535)],
            1 => [new Traffic("tcp", 1024, 40000), new Traffic("tcp", 30000, 65535)],
            _ => [new Traffic("tcp", 1024, 65535)],
        };
}
