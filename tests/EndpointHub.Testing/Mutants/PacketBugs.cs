namespace EndpointHub.Testing.Mutants;

/// <summary>
/// Possible mistakes of the path test about packets, each as the smallest change. Real packets must reveal each within a few landscapes.
/// </summary>
internal static class PacketBugs
{
    private const string Packets = "src/EndpointHub/Paths/Packets/";
    private static readonly Detector Soon = new PacketDetector(Landscapes: 200);

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("an untested return path", Packets + "PacketWalk.cs", Right: "hops.AddRange(route.Hops);", Wrong: "", Soon),
        new("network ACL entries in list order", "src/EndpointHub/Paths/Index/AclRules.cs", Right: "orderby entry.RuleNumber", Wrong: "", Soon),
        new(
            "the shortest prefix first",
            "src/EndpointHub/Paths/Index/CidrMap.cs",
            Right: ".OrderByDescending(length => length)",
            Wrong: ".OrderBy(length => length)",
            Soon
        ),
        new(
            "a blackhole route that forwards packets",
            Packets + "RouteLeg.cs",
            Right: "return route.IsBlackhole && LinkBy(route) is not { Passes: false } ? PacketFindings.Blackhole(this, route) : null;",
            Wrong: "return null;",
            Soon
        ),
        new(
            "return traffic checked with the service's port",
            Packets + "AclCheck.cs",
            Right: ".Evaluate(remote, PortRange.Ephemeral)",
            Wrong: ".Evaluate(remote, PortRange.Only(443))",
            Soon
        ),
        new(
            "only the first security group of an interface",
            Packets + "GroupCheck.cs",
            Right: "foreach (var groupId in nic.SecurityGroupIds)",
            Wrong: "foreach (var groupId in nic.SecurityGroupIds.Take(1))",
            Soon
        ),
        new(
            "the main route table instead of a subnet's own",
            "src/EndpointHub/Paths/Index/PathIndex.cs",
            Right: "Find(_tableBySubnet, subnet.Id) ?? Find(_mainTableByVpc, subnet.VpcId)",
            Wrong: "Find(_mainTableByVpc, subnet.VpcId) ?? Find(_tableBySubnet, subnet.Id)",
            Soon
        ),
        new(
            "a peering used in every state",
            Packets + "RouteLeg.cs",
            Right: "peering.IsActive ? null : PacketFindings.NotActive(peering, PacketFlow.SpokeVpcId)",
            Wrong: "Finding: null",
            Soon
        ),
        new("a port range without its last port", "src/EndpointHub/Topology/SecurityGroup.cs", Right: "port <= ToPort", Wrong: "port < ToPort", Soon),
        new(
            "an Availability Zone without a transit gateway attachment treated as attached",
            Packets + "TransitLeg.cs",
            Right: "exit is null ? TransitFindings.NotInZone(index, leaving, flow.Origin) : null",
            Wrong: "null",
            Soon
        ),
        new(
            "propagated routes before static routes",
            "src/EndpointHub/Paths/Index/PathIndex.cs",
            Right: "table.Routes.OrderBy(route => route.IsPropagated)",
            Wrong: "table.Routes.OrderByDescending(route => route.IsPropagated)",
            Soon
        ),
        new(
            "a part of a subnet treated as the whole",
            Packets + "GroupCheck.cs",
            Right: "if (left.IsEmpty)",
            Wrong: "if (left.Size < all.Size)",
            Soon
        ),
        new(
            "a default route over a peering treated as a route to S3",
            Packets + "LayerWalk.cs",
            Right: "RouteTargetKind.Local or RouteTargetKind.Peering => FindingEffect.Fails,",
            Wrong: "RouteTargetKind.Local => FindingEffect.Fails, RouteTargetKind.Peering => FindingEffect.Warns,",
            Soon
        ),
    ];
}
