using EndpointHub.Lab.Packets.Worlds;
using EndpointHub.Topology;

namespace EndpointHub.Lab.Packets.Landscapes;

/// <summary>Rules of ACLs and groups that let the hub's clients pass, in many forms.</summary>
internal static class WorkingRules
{
    public static ValueList<NetworkAclEntry> OpenAcl { get; } = new[] { false, true }
        .SelectMany(egress => new[] { new NetworkAclEntry(100, egress, Allows: true, Traffic.All, Cidr.Everything), Last(egress) }).ToValueList();

    /// <summary>Pulls read their layers from S3.</summary>
    public static SecurityRule ToS3 { get; } = new(Traffic.Tcp(443), new RulePeer(PrefixListId: WorkingNetwork.S3List));

    /// <summary>What an endpoint's group lets in: every spoke, by its blocks, by their parts, by its group, or with everybody else.</summary>
    public static List<SecurityRule> Admitting(Draft draft, string service)
    {
        var ports = AnsweringPorts.Of(service);
        List<SecurityRule> rules = [new(Traffic.Tcp(22), RulePeer.From(Cidr.Everything)), new(new Traffic("udp", 443, 443), RulePeer.From(Cidr.Everything))];
        foreach (var spoke in draft.Spokes)
        {
            var work = draft.Network.SecurityGroups.Find($"sg-{WorkingNetwork.Short(spoke.Id)}-work");
            List<RulePeer> peers = draft.Below(4) switch
            {
                0 => [.. draft.SubnetsOf(spoke.Id).Select(subnet => RulePeer.From(subnet.Cidr))],
                1 => [.. draft.SubnetsOf(spoke.Id).SelectMany(subnet => Halves(subnet.Cidr)).Select(RulePeer.From)],
                2 when work is not null && IsPeered(draft, spoke.Id) => [new RulePeer(GroupId: work.Id)],
                3 when draft.Chance(40) => [new RulePeer(PrefixListId: ListOf(draft, spoke))],
                3 when draft.Chance(20) => [RulePeer.From(Cidr.Everything)],
                _ => [.. spoke.Cidrs.Select(RulePeer.From)],
            };
            rules.AddRange(from peer in peers from traffic in Forms(draft, ports) select new SecurityRule(traffic, peer));
        }

        return [.. rules.DistinctBy(rule => (rule.Traffic, rule.Peer))];
    }

    /// <summary>Whether rules may name a spoke's groups; across Transit Gateways they do not count for endpoints.</summary>
    public static bool IsPeered(Draft draft, string spokeId) => draft.Network.Peerings.Any(peering => peering.Joins(spokeId, Draft.Hub));

    /// <summary>What a workload's group lets out.</summary>
    public static ValueList<SecurityRule> LettingOut(Draft draft)
    {
        var hub = draft.Network.Vpcs[Draft.Hub];
        List<SecurityRule> rules = draft.Below(3) switch
        {
            0 => [.. hub.Cidrs.Append(Cidr.Parse("10.0.0.0/8")).Select(block => new SecurityRule(new Traffic("tcp", 1, 65535), RulePeer.From(block))), ToS3],
            1 => [.. draft.SubnetsOf(Draft.Hub).Select(subnet => new SecurityRule(new Traffic("tcp", 25, 9142), RulePeer.From(subnet.Cidr))), new(Traffic.Tcp(443), RulePeer.From(Cidr.Everything))],
            _ => [new(Traffic.All, RulePeer.From(Cidr.Everything))],
        };
        return rules.ToValueList();
    }

    /// <summary>A subnet's own ACL, which lets every VPC of the landscape through, clients and endpoints alike, and S3.</summary>
    public static NetworkAcl AclFor(Draft draft, Subnet subnet)
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

        return new NetworkAcl { Id = $"acl-{subnet.Id["subnet-".Length..]}", VpcId = subnet.VpcId, SubnetIds = ValueList.Of(subnet.Id), Entries = draft.Shuffled(entries) };
    }

    /// <summary>The end of every list of rules: what no rule is about is denied.</summary>
    public static NetworkAclEntry Last(bool egress) => new(32767, egress, Allows: false, Traffic.All, Cidr.Everything);

    private static string ListOf(Draft draft, Vpc vpc)
    {
        var list = new PrefixList { Id = $"pl-{WorkingNetwork.Short(vpc.Id)}-clients", Name = "clients", Entries = draft.SubnetsOf(vpc.Id).Select(subnet => subnet.Cidr).Order().ToValueList() };
        draft.Put(list);
        return list.Id;
    }

    private static List<Traffic> Ephemeral(Draft draft) => draft.Below(3) switch
    {
        0 => [new Traffic("tcp", 1024, 32767), new Traffic("tcp", 32768, 65535)],
        1 => [new Traffic("tcp", 1024, 40000), new Traffic("tcp", 30000, 65535)],
        _ => [new Traffic("tcp", 1024, 65535)],
    };

    private static IEnumerable<Traffic> Forms(Draft draft, IReadOnlyList<int> ports) => draft.Below(4) switch
    {
        0 => [Traffic.All],
        1 => [new Traffic("tcp", ports[0], ports[^1])],
        2 => [new Traffic("tcp", Math.Max(0, ports[0] - 20), 65535)],
        _ => ports.Select(Traffic.Tcp),
    };

    private static IEnumerable<Cidr> Halves(Cidr block) => [new Cidr(block.Network, block.PrefixLength + 1), new Cidr(block.Last, block.PrefixLength + 1)];
}
