using EndpointHub.Testing.Packets.Worlds;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Rules of security groups that let the hub's clients pass, in many forms.</summary>
internal static class WorkingRules
{
    private static readonly Traffic AnyTcp = new("tcp", 1, 65535);

    /// <summary>Pulls read their layers from S3.</summary>
    public static SecurityRule ToS3 { get; } = new(Traffic.Tcp(443), new RulePeer(PrefixListId: WorkingLayers.S3List));

    /// <summary>What an endpoint's group lets in: every spoke, by its blocks, by their parts, by its group, or with everybody else.</summary>
    public static List<SecurityRule> Admitting(Draft draft, string service)
    {
        var ports = AnsweringPorts.Of(service);
        List<SecurityRule> rules =
            [new(Traffic.Tcp(22), RulePeer.From(Cidr.Everything)), new(new Traffic("udp", 443, 443), RulePeer.From(Cidr.Everything))];
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
    public static bool IsPeered(Draft draft, string spokeId) => draft.Network.Peerings.Any(peering => peering.Joins(spokeId, Draft.Hub))
        && !draft.Network.TransitGatewayAttachments.Any(attachment => attachment.VpcId == spokeId);

    /// <summary>What a spoke's workloads have: a group, and some one more that lets nothing pass.</summary>
    public static void AddWorkloadGroup(Draft draft, Vpc spoke)
    {
        draft.Put(new SecurityGroup { Id = $"sg-{WorkingNetwork.Short(spoke.Id)}-work", VpcId = spoke.Id, Name = "work", Egress = LettingOut(draft) });
        if (draft.Chance(30))
            draft.Put(new SecurityGroup { Id = $"sg-{WorkingNetwork.Short(spoke.Id)}-work-more", VpcId = spoke.Id, Name = "more" });
    }

    /// <summary>Lets a spoke's workloads out by the endpoints' groups instead of their addresses.</summary>
    public static void LetOutByGroup(Draft draft, Vpc spoke)
    {
        if (draft.Network.SecurityGroups.Find($"sg-{WorkingNetwork.Short(spoke.Id)}-work") is not { } work)
            return;
        var groups = draft.Network.Endpoints.SelectMany(endpoint => endpoint.SecurityGroupIds).Distinct(StringComparer.Ordinal);
        draft.Put(work with { Egress = groups.Select(id => new SecurityRule(Traffic.All, new RulePeer(GroupId: id))).Append(ToS3).ToValueList() });
    }

    private static ValueList<SecurityRule> LettingOut(Draft draft)
    {
        var hub = draft.Network.Vpcs[Draft.Hub];
        List<SecurityRule> rules = draft.Below(3) switch
        {
            0 => [.. hub.Cidrs.Append(Cidr.Parse("10.0.0.0/8")).Select(block => new SecurityRule(AnyTcp, RulePeer.From(block))), ToS3],
            1 =>
            [
                .. draft.SubnetsOf(Draft.Hub).Select(subnet => new SecurityRule(new Traffic("tcp", 25, 9142), RulePeer.From(subnet.Cidr))),
                new(Traffic.Tcp(443), RulePeer.From(Cidr.Everything)),
            ],
            _ => [new(Traffic.All, RulePeer.From(Cidr.Everything))],
        };
        return rules.ToValueList();
    }

    private static string ListOf(Draft draft, Vpc vpc)
    {
        var subnets = draft.SubnetsOf(vpc.Id).Select(subnet => subnet.Cidr).Order().ToValueList();
        var list = new PrefixList { Id = $"pl-{WorkingNetwork.Short(vpc.Id)}-clients", Name = "clients", Entries = subnets };
        draft.Put(list);
        return list.Id;
    }

    private static IEnumerable<Traffic> Forms(Draft draft, IReadOnlyList<int> ports) => draft.Below(4) switch
    {
        0 => [Traffic.All],
        1 => [new Traffic("tcp", ports[0], ports[^1])],
        2 => [new Traffic("tcp", Math.Max(0, ports[0] - 20), 65535)],
        _ => ports.Select(Traffic.Tcp),
    };

    private static IEnumerable<Cidr> Halves(Cidr block) => [new Cidr(block.Network, block.PrefixLength + 1), new Cidr(block.Last, block.PrefixLength + 1)];
}
