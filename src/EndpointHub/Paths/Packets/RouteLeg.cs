using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>One way from VPC to VPC, or within one, as a subnet's route table decides it.</summary>
/// <param name="Direction">The way the packets go.</param>
/// <param name="Table">The route table.</param>
/// <param name="From">The VPC that they leave.</param>
/// <param name="To">The VPC that they are for.</param>
/// <param name="Destination">The addresses that they are for.</param>
/// <param name="Block">The block of the other VPC to route when a route is missing.</param>
/// <param name="Peering">The peering of the two VPCs, or null.</param>
/// <param name="SpokeVpcId">The VPC of the two that is the spoke.</param>
internal sealed record RouteLeg(
    PathDirection Direction, RouteTable Table, Vpc From, Vpc To, Cidr Destination, Cidr Block, Peering? Peering, string SpokeVpcId)
{
    private bool IsWithinVpc => From.Id == To.Id;

    /// <summary>Judges the leg: the table, then the peering that it leads to.</summary>
    public IEnumerable<PathHop> Hops(PathIndex index)
    {
        var routes = index.RoutesOf(Table);
        var winners = routes.Winners(Destination, out var isWhole);
        var (taken, finding) = winners.Count == 1 ? (winners[0], Judge(winners[0], routes)) : winners.Select(route => (Route: (Route?)route, Finding: Judge(route, routes)))
            .OrderByDescending(judged => judged.Finding?.Effect).FirstOrDefault();
        if (finding is null && !isWhole)
            (taken, finding) = (null, PacketFindings.NoRoute(this));
        finding = Unsettled(index, routes, winners, finding is null) ?? finding;

        yield return new RouteHop(Direction, Table.Id, taken, finding);
        if (taken is { Target.Kind: RouteTargetKind.Peering } && index.Snapshot.Peerings.Find(taken.Target.Id) is { } peering && peering.Joins(From.Id, To.Id))
            yield return new PeeringHop(Direction, peering.Id, peering.State, peering.IsActive ? null : PacketFindings.NotActive(peering, SpokeVpcId));
    }

    /// <summary>Whether a route's target leads to the other VPC, if it is in order.</summary>
    private bool LeadsThere(Route route) => route.Target.Kind switch
    {
        RouteTargetKind.Local => IsWithinVpc,
        RouteTargetKind.Peering => Peering?.Id == route.Target.Id,
        _ => false,
    };

    private Finding? Judge(Route route, RouteMap routes)
    {
        if (route.Target.Kind == RouteTargetKind.Local && !IsWithinVpc)
            return PacketFindings.Overlap(this, route);
        if (LeadsThere(route))
            return route.IsBlackhole && Peering is not { IsActive: false } ? PacketFindings.Blackhole(this, route) : null;
        if (routes.Around(Destination).FirstOrDefault(around => around != route && LeadsThere(around)) is { } meant)
            return PacketFindings.Narrower(this, route, meant);
        if (route.IsBlackhole)
            return PacketFindings.Blackhole(this, route);

        return route.Target.Kind is RouteTargetKind.NatGateway or RouteTargetKind.Gateway or RouteTargetKind.Peering or RouteTargetKind.Local
            ? PacketFindings.WrongTarget(this, route)
            : PacketFindings.NotFollowed(this, route);
    }

    /// <summary>
    /// A route to a prefix list whose content was not read may take the packets instead, unless it could not change what becomes of them.
    /// Gateway endpoints' lists hold their service's public addresses only, and nothing beats a route to a single address.
    /// </summary>
    private Finding? Unsettled(PathIndex index, RouteMap routes, IReadOnlyList<Route> winners, bool passes)
    {
        if (routes.ListRoutes.Count == 0 || (winners.Count == 1 && winners[0].Destination.Cidr?.PrefixLength == 32))
            return null;

        return routes.ListRoutes.FirstOrDefault(route => !IsGatewayEndpoint(index, route) && passes != (LeadsThere(route) && !route.IsBlackhole)) is { } listed
            ? PacketFindings.ListRoute(this, listed)
            : null;
    }

    private static bool IsGatewayEndpoint(PathIndex index, Route route) => route.Target.Kind == RouteTargetKind.VpcEndpoint
        && index.Snapshot.Endpoints.Find(route.Target.Id) is null or { Kind: EndpointKind.Gateway };
}
