using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>One way from VPC to VPC, or within one, as a subnet's route table decides it.</summary>
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

    /// <summary>Judges the table of the subnet that a trip begins in, and goes on to where it leads.</summary>
    public static void Follow(PathIndex index, PacketFlow flow, PacketRoute way)
    {
        if (index.RouteTableOf(flow.Origin) is { } table)
        {
            new RouteLeg(index, table, flow).Follow(way);
            return;
        }

        way.Add(new RouteHop(flow.Direction, flow.Origin.Id, Route: null, PacketFindings.NotRead(flow.Origin.Id, "has a route table that")));
        way.Cross(flow.Origin, flow.Target);
    }

    private void Follow(PacketRoute way)
    {
        var winners = _routes.Winners(PacketFlow.Destination, out var isWhole);
        var (taken, finding) = winners.Count == 1 ? (winners[0], Evaluate(winners[0])) : winners.Select(route => (Route: (Route?)route, Finding: Evaluate(route)))
            .OrderByDescending(judged => judged.Finding?.Effect).FirstOrDefault();
        if (finding is null && !isWhole)
            (taken, finding) = (null, PacketFindings.NoRoute(this));
        finding = Unsettled(winners, finding is null) ?? finding;

        way.Add(new RouteHop(PacketFlow.Direction, Table.Id, taken, finding));
        foreach (var route in winners.Count < 2 ? winners : winners.GroupBy(route => route.Target).Select(same => same.First()))
            FollowOn(route, way);
        if (winners.Count == 0)
            way.Cross(PacketFlow.Origin, PacketFlow.Target);
    }

    private void FollowOn(Route route, PacketRoute way)
    {
        if (route.Target.Kind == RouteTargetKind.TransitGateway && (LinkBy(route) is not null || Evaluate(route) is null))
        {
            new TransitLeg(_index, route.Target.Id, PacketFlow).Follow(way);
            return;
        }

        if (route.Target.Kind == RouteTargetKind.Peering && _index.Snapshot.Peerings.Find(route.Target.Id) is { } peering && peering.Joins(PacketFlow.From.Id, PacketFlow.To.Id))
            way.Add(new PeeringHop(PacketFlow.Direction, peering.Id, peering.State, peering.IsActive ? null : PacketFindings.NotActive(peering, PacketFlow.SpokeVpcId)));
        way.Cross(PacketFlow.Origin, PacketFlow.Target);
    }

    /// <summary>What joins the two VPCs, if that is where a route leads.</summary>
    private VpcLink? LinkBy(Route route) => PacketFlow.IsWithinVpc ? null
        : PacketFlow.Link is { } link && link.Target == route.Target ? link
        : _index.LinkBy(route.Target, PacketFlow.From.Id, PacketFlow.To.Id);

    /// <summary>True if a route's target leads to the other VPC, if it is in order.</summary>
    private bool LeadsThere(Route route) => route.Target.Kind == RouteTargetKind.Local ? PacketFlow.IsWithinVpc : LinkBy(route) is not null;

    private Finding? Evaluate(Route route)
    {
        if (route.Target.Kind == RouteTargetKind.Local && !PacketFlow.IsWithinVpc)
            return PacketFindings.Overlap(this, route);
        if (LeadsThere(route))
            return route.IsBlackhole && LinkBy(route) is not { Passes: false } ? PacketFindings.Blackhole(this, route) : null;
        if (_routes.Around(PacketFlow.Destination).FirstOrDefault(around => around != route && LeadsThere(around)) is { } meant)
            return PacketFindings.Narrower(this, route, meant);
        if (route.IsBlackhole)
            return PacketFindings.Blackhole(this, route);

        return route.Target.Kind switch
        {
            RouteTargetKind.TransitGateway when !PacketFlow.IsWithinVpc => null,
            RouteTargetKind.NatGateway or RouteTargetKind.Gateway or RouteTargetKind.Peering or RouteTargetKind.Local => PacketFindings.WrongTarget(this, route),
            _ => PacketFindings.NotFollowed(this, route),
        };
    }

    /// <summary>
    /// A route to a prefix list whose content is not known may take the packets instead, unless it could not change what becomes of them.
    /// Nothing beats a static route to a single address.
    /// </summary>
    private Finding? Unsettled(IReadOnlyList<Route> winners, bool passes)
    {
        if (winners.Count == 1 && winners[0] is { IsPropagated: false, Destination.Cidr.PrefixLength: 32 })
            return null;

        return _routes.Unsure(PacketFlow.Destination).FirstOrDefault(route => passes != (LeadsThere(route) && !route.IsBlackhole)) is { } listed
            ? PacketFindings.ListRoute(this, listed)
            : null;
    }
}
