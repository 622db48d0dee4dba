using EndpointHub.Testing.Packets.Worlds;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Network ACLs that let the hub's clients pass, in many forms.</summary>
internal static class WorkingAcls
{
    /// <summary>What a default ACL has.</summary>
    public static ValueList<NetworkAclEntry> Open { get; } = new[] { false, true }
        .SelectMany(egress => new[] { new NetworkAclEntry(100, egress, Allows: true, Traffic.All, Cidr.Everything), Last(egress) }).ToValueList();

    /// <summary>A subnet's own ACL, which lets every VPC of the landscape through, clients and endpoints alike, and S3.</summary>
    public static NetworkAcl For(Draft draft, Subnet subnet)
    {
        var entries = new List<NetworkAclEntry>();
        var blocks = draft.Network.Vpcs.SelectMany(vpc => vpc.Cidrs).Concat(OutsideHosts.S3).ToList();
        var ports = draft.Network.Endpoints.SelectMany(endpoint => AnsweringPorts.Of(endpoint.ServiceName)).Distinct().ToList();
        foreach (var egress in new[] { true, false })
        {
            var number = 10;
            void Add(bool allows, Traffic traffic, Cidr cidr)
            {
                number += 1 + draft.Below(40);
                entries.Add(new NetworkAclEntry(number, egress, allows, traffic, cidr));
            }

            // What is not about these packets stands before, and what comes too late behind.
            if (draft.Chance(30))
                Add(allows: false, new Traffic("udp", FromPort: null, ToPort: null), Cidr.Everything);
            if (draft.Chance(30))
                Add(allows: false, Traffic.Tcp(22), Cidr.Everything);
            if (draft.Chance(20))
                Add(allows: false, Traffic.All, Cidr.Parse("198.18.0.0/15"));
            foreach (var block in draft.Chance(50) ? blocks : [Cidr.Everything])
            {
                if (draft.Chance(20))
                {
                    Add(allows: true, draft.Chance(50) ? Traffic.All : new Traffic("6", FromPort: null, ToPort: null), block);
                    continue;
                }

                foreach (var traffic in ports.Where(port => port < 1024).Select(Traffic.Tcp).Concat(Ephemeral(draft)))
                    Add(allows: true, traffic, block);
            }

            if (draft.Chance(40))
                Add(allows: false, Traffic.All, draft.Pick(blocks));
            entries.Add(Last(egress));
        }

        return new NetworkAcl
        {
            Id = $"acl-{subnet.Id["subnet-".Length..]}",
            VpcId = subnet.VpcId,
            SubnetIds = ValueList.Of(subnet.Id),
            Entries = draft.Shuffled(entries),
        };
    }

    /// <summary>The end of every list of rules: what no rule is about is denied.</summary>
    public static NetworkAclEntry Last(bool egress) => new(32767, egress, Allows: false, Traffic.All, Cidr.Everything);

    private static List<Traffic> Ephemeral(Draft draft) => draft.Below(3) switch
    {
        0 => [new Traffic("tcp", 1024, 32767), new Traffic("tcp", 32768, 65535)],
        1 => [new Traffic("tcp", 1024, 40000), new Traffic("tcp", 30000, 65535)],
        _ => [new Traffic("tcp", 1024, 65535)],
    };
}
