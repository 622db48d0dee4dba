namespace EndpointHub.Testing.Mutants;

/// <summary>Mistakes that a path analysis may make about packets, each as the smallest change that makes it; real packets have to show it soon.</summary>
internal static class PacketBugs
{
    private const string Packets = "src/EndpointHub/Paths/Packets/";
    private static readonly Catcher Soon = new PacketCatcher(Landscapes: 200);

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("a return route that is not tested", Packets + "PacketWalk.cs",
            Right: "hops.AddRange(route.Hops);",
            Wrong: "",
            Soon),
        new("an ACL's entries in the order of the list", "src/EndpointHub/Paths/Index/AclRules.cs",
            Right: "orderby entry.RuleNumber",
            Wrong: "",
            Soon),
        new("the shortest prefix first", "src/EndpointHub/Paths/Index/CidrMap.cs",
            Right: ".OrderByDescending(length => length)",
            Wrong: ".OrderBy(length => length)",
            Soon),
        new("a blackhole that lets packets through", Packets + "RouteLeg.cs",
            Right: "return route.IsBlackhole && LinkBy(route) is not { Passes: false } ? PacketFindings.Blackhole(this, route) : null;",
            Wrong: "return null;",
            Soon),
        new("answers judged by the service's port", Packets + "AclCheck.cs",
            Right: ".Evaluate(remote, PortRange.Ephemeral)",
            Wrong: ".Evaluate(remote, PortRange.Only(443))",
            Soon),
        new("one group of an interface's", Packets + "GroupCheck.cs",
            Right: "foreach (var groupId in nic.SecurityGroupIds)",
            Wrong: "foreach (var groupId in nic.SecurityGroupIds.Take(1))",
            Soon),
        new("the main route table before a subnet's own", "src/EndpointHub/Paths/Index/PathIndex.cs",
            Right: "Find(_tableBySubnet, subnet.Id) ?? Find(_mainTableByVpc, subnet.VpcId)",
            Wrong: "Find(_mainTableByVpc, subnet.VpcId) ?? Find(_tableBySubnet, subnet.Id)",
            Soon),
        new("a peering in whatever state", Packets + "RouteLeg.cs",
            Right: "peering.IsActive ? null : PacketFindings.NotActive(peering, PacketFlow.SpokeVpcId)",
            Wrong: "Finding: null",
            Soon),
        new("a port range without its end", "src/EndpointHub/Topology/SecurityGroup.cs",
            Right: "port <= ToPort",
            Wrong: "port < ToPort",
            Soon),
        new("an Availability Zone that the Transit Gateway does not cover", Packets + "TransitLeg.cs",
            Right: "exit is null ? TransitFindings.NotInZone(index, leaving, flow.Origin) : null",
            Wrong: "null",
            Soon),
        new("learnt routes before static ones", "src/EndpointHub/Paths/Index/PathIndex.cs",
            Right: "table.Routes.OrderBy(route => route.IsPropagated)",
            Wrong: "table.Routes.OrderByDescending(route => route.IsPropagated)",
            Soon),
        new("a part of a subnet for all of it", Packets + "GroupCheck.cs",
            Right: "if (left.IsEmpty)",
            Wrong: "if (left.Size < all.Size)",
            Soon),
        new("a default route over a peering for a way to S3", Packets + "LayerWalk.cs",
            Right: "RouteTargetKind.Local or RouteTargetKind.Peering => FindingEffect.Fails,",
            Wrong: "RouteTargetKind.Local => FindingEffect.Fails, RouteTargetKind.Peering => FindingEffect.Warns,",
            Soon),
    ];
}
