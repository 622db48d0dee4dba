using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>Evaluates the Transit Gateway route table that an attachment is associated with.</summary>
internal sealed class TransitRoutes
{
    private readonly PathIndex _index;
    private readonly PrefixRoutes<TransitGatewayRoute> _routes;
    private readonly TransitGatewayAttachment _leaving;

    private TransitRoutes(
        PathIndex index,
        TransitGatewayRouteTable table,
        TransitGatewayAttachment leaving,
        TransitGatewayAttachment? arriving,
        PacketFlow flow
    )
    {
        _index = index;
        _routes = index.RoutesOf(table);
        _leaving = leaving;
        Table = table;
        Arriving = arriving;
        PacketFlow = flow;
    }

    public TransitGatewayRouteTable Table { get; }

    /// <summary>The attachment of the destination VPC; null when it has none.</summary>
    public TransitGatewayAttachment? Arriving { get; }

    public PacketFlow PacketFlow { get; }

    public static TransitGatewayRouteHop Evaluate(
        PathIndex index,
        TransitGateway gateway,
        TransitGatewayAttachment leaving,
        TransitGatewayAttachment? arriving,
        PacketFlow flow
    )
    {
        if (gateway.RoutesAreRead && leaving.RouteTableId is null)
        {
            // A pending attachment is associated once it is available.
            var missing = leaving.Passes ? TransitFindings.NotAssociated(leaving, arriving) : null;
            return new TransitGatewayRouteHop(flow.Direction, leaving.Id, Route: null, missing);
        }

        return index.Snapshot.TransitGatewayRouteTables.Find(leaving.RouteTableId) is { } table
            ? new TransitRoutes(index, table, leaving, arriving, flow).Hop()
            : new TransitGatewayRouteHop(
                flow.Direction,
                leaving.Id,
                Route: null,
                PacketFindings.NotRead(leaving.Id, "is routed by a table of the Transit Gateway's owner that")
            );
    }

    private TransitGatewayRouteHop Hop()
    {
        var winners = _routes.Winners(PacketFlow.Destination, out var isWhole);
        var (taken, finding) =
            winners.Count == 1
                ? (winners[0], Evaluate(winners[0]))
                : winners
                    .Select(route => (Route: (TransitGatewayRoute?)route, Finding: Evaluate(route)))
                    .OrderByDescending(evaluated => evaluated.Finding?.Effect)
                    .FirstOrDefault();

        // When the destination VPC is not attached yet, that is reported instead, because a route to it needs the attachment.
        if (!isWhole && finding is null)
            (taken, finding) = (null, Arriving is { Passes: true } ? TransitFindings.NoRoute(this, Arriving) : null);
        return new TransitGatewayRouteHop(PacketFlow.Direction, Table.Id, taken, finding);
    }

    private bool ReachesDestination(TransitGatewayRoute route) => Arriving is not null && route.AttachmentId == Arriving.Id;

    private Finding? Evaluate(TransitGatewayRoute route)
    {
        if (ReachesDestination(route))
            return route.IsBlackhole && Arriving is { Passes: true } ? TransitFindings.Blackhole(this, route) : null;
        if (OverridesPropagatedRoute(route))
            return TransitFindings.HigherPriority(this, route);
        if (
            _routes.Containing(PacketFlow.Destination).FirstOrDefault(containing => containing != route && ReachesDestination(containing)) is
            { } covered
        )
        {
            return TransitFindings.Narrower(this, route, covered);
        }

        if (route.IsBlackhole)
            return TransitFindings.Blackhole(this, route);

        return IsDeadEnd(route) ? TransitFindings.WrongTarget(this, route) : TransitFindings.NotFollowed(this, route);
    }

    /// <summary>
    /// True if a static route overrides the propagated one for the same CIDR block (Transit Gateways guide, route evaluation order).
    /// </summary>
    private bool OverridesPropagatedRoute(TransitGatewayRoute route) =>
        !route.IsPropagated
        && Arriving is not null
        && Table.PropagatingAttachmentIds.Contains(Arriving.Id)
        && PacketFlow.To.Cidrs.Contains(route.Destination);

    /// <summary>
    /// True if packets end at the target of a route: in their source VPC, or in a VPC that contains the addresses itself. Any other
    /// attachment may belong to a firewall that forwards them.
    /// </summary>
    private bool IsDeadEnd(TransitGatewayRoute route) =>
        route.AttachmentId == _leaving.Id
        || (
            _index.Snapshot.TransitGatewayAttachments.Find(route.AttachmentId) is { } attachment
            && _index.Snapshot.Vpcs.Find(attachment.VpcId) is { } vpc
            && vpc.Cidrs.Any(cidr => cidr.Contains(PacketFlow.Destination))
        );
}
