using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>One section of a packet's route, from VPC to VPC or within one, according to a subnet's route table.</summary>
internal sealed class RouteLeg
{
    private readonly PathIndex _index;
    private readonly RouteMap _routes;

    private RouteLeg(PathIndex index, RouteTable table, PacketFlow flow)
    {
        _index = index;
        _routes = index.RoutesOf(table);
        Table = table;
        PacketFlow = flow;
    }

    public RouteTable Table { get; }

    public PacketFlow PacketFlow { get; }

    /// <summary>Evaluates the route table of the source subnet, and continues at the target of its route.</summary>
    public static void Follow(PathIndex index, PacketFlow flow, PacketRoute packetRoute)
    {
        if (index.RouteTableOf(flow.Origin) is { } table)
        {
            new RouteLeg(index, table, flow).Follow(packetRoute);
            return;
        }

        packetRoute.Add(new RouteHop(flow.Direction, flow.Origin.Id, Route: null, PacketFindings.NotRead(flow.Origin.Id, "has a route table that")));
        packetRoute.Cross(flow.Origin, flow.Target);
    }

    private void Follow(PacketRoute packetRoute)
    {
        var winners = _routes.Winners(PacketFlow.Destination, out var isWhole);
        var (taken, finding) =
            winners.Count == 1
                ? (winners[0], Evaluate(winners[0]))
                : winners
                    .Select(route => (Route: (Route?)route, Finding: Evaluate(route)))
                    .OrderByDescending(evaluated => evaluated.Finding?.Effect)
                    .FirstOrDefault();
        if (finding is null && !isWhole)
            (taken, finding) = (null, PacketFindings.NoRoute(this));
        finding = Unsettled(winners, finding is null) ?? finding;

        packetRoute.Add(new RouteHop(PacketFlow.Direction, Table.Id, taken, finding));
        foreach (var route in winners.Count < 2 ? winners : winners.GroupBy(route => route.Target).Select(same => same.First()))
            FollowOn(route, packetRoute);
        if (winners.Count == 0)
            packetRoute.Cross(PacketFlow.Origin, PacketFlow.Target);
    }

    private void FollowOn(Route route, PacketRoute packetRoute)
    {
        if (route.Target.Kind == RouteTargetKind.TransitGateway && (LinkBy(route) is not null || Evaluate(route) is null))
        {
            new TransitLeg(_index, route.Target.Id, PacketFlow).Follow(packetRoute);
            return;
        }

        if (
            route.Target.Kind == RouteTargetKind.Peering
            && _index.Snapshot.Peerings.Find(route.Target.Id) is { } peering
            && peering.Joins(PacketFlow.From.Id, PacketFlow.To.Id)
        )
        {
            packetRoute.Add(
                new PeeringHop(
                    PacketFlow.Direction,
                    peering.Id,
                    peering.State,
                    peering.IsActive ? null : PacketFindings.NotActive(peering, PacketFlow.SpokeVpcId)
                )
            );
        }

        packetRoute.Cross(PacketFlow.Origin, PacketFlow.Target);
    }

    /// <summary>The connection of the two VPCs, if it is the target of a route.</summary>
    private VpcLink? LinkBy(Route route) =>
        PacketFlow.IsWithinVpc ? null
        : PacketFlow.Link is { } link && link.Target == route.Target ? link
        : _index.LinkBy(route.Target, PacketFlow.From.Id, PacketFlow.To.Id);

    /// <summary>True if the target of a route connects to the destination VPC, in any state.</summary>
    private bool ReachesDestination(Route route) => route.Target.Kind == RouteTargetKind.Local ? PacketFlow.IsWithinVpc : LinkBy(route) is not null;

    private Finding? Evaluate(Route route)
    {
        if (route.Target.Kind == RouteTargetKind.Local && !PacketFlow.IsWithinVpc)
            return PacketFindings.Overlap(this, route);
        if (ReachesDestination(route))
            return route.IsBlackhole && LinkBy(route) is not { Passes: false } ? PacketFindings.Blackhole(this, route) : null;
        if (
            _routes.Containing(PacketFlow.Destination).FirstOrDefault(containing => containing != route && ReachesDestination(containing)) is
            { } covered
        )
        {
            return PacketFindings.Narrower(this, route, covered);
        }

        if (route.IsBlackhole)
            return PacketFindings.Blackhole(this, route);

        return route.Target.Kind switch
        {
            RouteTargetKind.TransitGateway when !PacketFlow.IsWithinVpc => null,
            RouteTargetKind.NatGateway or RouteTargetKind.Gateway or RouteTargetKind.Peering or RouteTargetKind.Local => PacketFindings.WrongTarget(
                this,
                route
            ),
            _ => PacketFindings.NotFollowed(this, route),
        };
    }

    /// <summary>
    /// A route to a prefix list with unknown entries may match the packets instead, unless that would not change the result.
    /// No route takes precedence over a static route to a single address.
    /// </summary>
    private Finding? Unsettled(IReadOnlyList<Route> winners, bool passes)
    {
        if (winners.Count == 1 && winners[0] is { IsPropagated: false, Destination.Cidr.PrefixLength: 32 })
            return null;

        return
            _routes.Uncertain(PacketFlow.Destination).FirstOrDefault(route => passes != (ReachesDestination(route) && !route.IsBlackhole))
                is { } listed
            ? PacketFindings.ListRoute(this, listed)
            : null;
    }
}
