using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Security group rules in many forms that allow the hub's clients.</summary>
internal static class WorkingRules
{
    private static readonly Traffic AnyTcp = new("tcp", 1, 65535);

    /// <summary>Allows image pulls to read layers from S3.</summary>
    public static SecurityRule ToS3 { get; } = new(Traffic.Tcp(443), new RulePeer(PrefixListId: WorkingLayers.S3List));

    /// <summary>The ingress rules of an endpoint's group: they allow every spoke by its blocks, their parts, its group, or a wider block.</summary>
    public static List<SecurityRule> Admitting(LandscapeBuilder builder, string service)
    {
        var ports = AnsweringPorts.Of(service);
        List<SecurityRule> rules =
        [
            new(Traffic.Tcp(22), RulePeer.From(Cidr.Everything)),
            new(new Traffic("udp", 443, 443), RulePeer.From(Cidr.Everything)),
        ];
        foreach (var spoke in builder.Spokes)
        {
            var work = builder.Network.SecurityGroups.Find($"sg-{WorkingNetwork.Short(spoke.Id)}-work");
            List<RulePeer> peers = builder.Below(4) switch
            {
                0 => [.. builder.SubnetsOf(spoke.Id).Select(subnet => RulePeer.From(subnet.Cidr))],
                1 => [.. builder.SubnetsOf(spoke.Id).SelectMany(subnet => Halves(subnet.Cidr)).Select(RulePeer.From)],
                2 when work is not null && IsPeered(builder, spoke.Id) => [new RulePeer(GroupId: work.Id)],
                3 when builder.Chance(40) => [new RulePeer(PrefixListId: ListOf(builder, spoke))],
                3 when builder.Chance(20) => [RulePeer.From(Cidr.Everything)],
                _ => [.. spoke.Cidrs.Select(RulePeer.From)],
            };
            rules.AddRange(from peer in peers from traffic in Forms(builder, ports) select new SecurityRule(traffic, peer));
        }

        return [.. rules.DistinctBy(rule => (rule.Traffic, rule.Peer))];
    }

    /// <summary>True when rules may reference a spoke's groups. Over transit gateways they do not apply to endpoints.</summary>
    public static bool IsPeered(LandscapeBuilder builder, string spokeId) =>
        builder.Network.Peerings.Any(peering => peering.Joins(spokeId, LandscapeBuilder.Hub))
        && !builder.Network.TransitGatewayAttachments.Any(attachment => attachment.VpcId == spokeId);

    /// <summary>The groups of a spoke's workloads: one, and sometimes a second one without rules.</summary>
    public static void AddWorkloadGroup(LandscapeBuilder builder, Vpc spoke)
    {
        builder.Put(
            new SecurityGroup
            {
                Id = $"sg-{WorkingNetwork.Short(spoke.Id)}-work",
                VpcId = spoke.Id,
                Name = "work",
                Egress = LettingOut(builder),
            }
        );
        if (builder.Chance(30))
        {
            builder.Put(
                new SecurityGroup
                {
                    Id = $"sg-{WorkingNetwork.Short(spoke.Id)}-work-more",
                    VpcId = spoke.Id,
                    Name = "more",
                }
            );
        }
    }

    /// <summary>Allows egress of a spoke's workloads to the endpoints' groups instead of their addresses.</summary>
    public static void AllowEgressByGroup(LandscapeBuilder builder, Vpc spoke)
    {
        if (builder.Network.SecurityGroups.Find($"sg-{WorkingNetwork.Short(spoke.Id)}-work") is not { } work)
            return;
        var groups = builder.Network.Endpoints.SelectMany(endpoint => endpoint.SecurityGroupIds).Distinct(StringComparer.Ordinal);
        builder.Put(work with { Egress = groups.Select(id => new SecurityRule(Traffic.All, new RulePeer(GroupId: id))).Append(ToS3).ToValueList() });
    }

    private static ValueList<SecurityRule> LettingOut(LandscapeBuilder builder)
    {
        var hub = builder.Network.Vpcs[LandscapeBuilder.Hub];
        List<SecurityRule> rules = builder.Below(3) switch
        {
            0 => [.. hub.Cidrs.Append(Cidr.Parse("10.0.0.0/8")).Select(block => new SecurityRule(AnyTcp, RulePeer.From(block))), ToS3],
            1 =>
            [
                .. builder
                    .SubnetsOf(LandscapeBuilder.Hub)
                    .Select(subnet => new SecurityRule(new Traffic("tcp", 25, 9142), RulePeer.From(subnet.Cidr))),
                new(Traffic.Tcp(443), RulePeer.From(Cidr.Everything)),
            ],
            _ => [new(Traffic.All, RulePeer.From(Cidr.Everything))],
        };
        return rules.ToValueList();
    }

    private static string ListOf(LandscapeBuilder builder, Vpc vpc)
    {
        var subnets = builder.SubnetsOf(vpc.Id).Select(subnet => subnet.Cidr).Order().ToValueList();
        var list = new PrefixList
        {
            Id = $"pl-{WorkingNetwork.Short(vpc.Id)}-clients",
            Name = "clients",
            Entries = subnets,
        };
        builder.Put(list);
        return list.Id;
    }

    private static IEnumerable<Traffic> Forms(LandscapeBuilder builder, IReadOnlyList<int> ports) =>
        builder.Below(4) switch
        {
            0 => [Traffic.All],
            1 => [new Traffic("tcp", ports[0], ports[^1])],
            2 => [new Traffic("tcp", Math.Max(0, ports[0] - 20), 65535)],
            _ => ports.Select(Traffic.Tcp),
        };

    private static IEnumerable<Cidr> Halves(Cidr block) =>
        [new Cidr(block.Network, block.PrefixLength + 1), new Cidr(block.Last, block.PrefixLength + 1)];
}
