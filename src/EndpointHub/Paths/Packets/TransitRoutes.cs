using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>What the table that an attachment is associated with does with its packets.</summary>
internal sealed class TransitRoutes
{
    private readonly PathIndex _index;
    private readonly PrefixRoutes<TransitGatewayRoute> _routes;
    private readonly TransitGatewayAttachment _leaving;

    private TransitRoutes(PathIndex index, TransitGatewayRouteTable table, TransitGatewayAttachment leaving, TransitGatewayAttachment? arriving, PacketFlow flow)
    {
        _index = index;
        _routes = index.RoutesOf(table);
        _leaving = leaving;
        Table = table;
        Arriving = arriving;
        PacketFlow = flow;
    }

    public TransitGatewayRouteTable Table { get; }

    /// <summary>The attachment of the VPC that packets are for; null when it has none.</summary>
    public TransitGatewayAttachment? Arriving { get; }

    public PacketFlow PacketFlow { get; }

    public static TransitGatewayRouteHop Evaluate(
        PathIndex index, TransitGateway gateway, TransitGatewayAttachment leaving, TransitGatewayAttachment? arriving, PacketFlow flow)
    {
        if (gateway.RoutesAreRead && leaving.RouteTableId is null)
        {
            // One that is yet to come up is associated when it does.
            var missing = leaving.Passes ? TransitFindings.NotAssociated(leaving, arriving) : null;
            return new TransitGatewayRouteHop(flow.Direction, leaving.Id, Route: null, missing);
        }

        return index.Snapshot.TransitGatewayRouteTables.Find(leaving.RouteTableId) is { } table
            ? new TransitRoutes(index, table, leaving, arriving, flow).Hop()
            : new TransitGatewayRouteHop(
                flow.Direction, leaving.Id, Route: null, PacketFindings.NotRead(leaving.Id, "is routed by a table of the Transit Gateway's owner that"));
    }

    private TransitGatewayRouteHop Hop()
    {
        var winners = _routes.Winners(PacketFlow.Destination, out var isWhole);
        var (taken, finding) = winners.Count == 1 ? (winners[0], Evaluate(winners[0])) : winners.Select(route => (Route: (TransitGatewayRoute?)route, Finding: Evaluate(route)))
            .OrderByDescending(judged => judged.Finding?.Effect).FirstOrDefault();

        // Where the other VPC is not attached, or not yet, that is the matter, and a route to it comes later.
        if (!isWhole && finding is null)
            (taken, finding) = (null, Arriving is { Passes: true } ? TransitFindings.NoRoute(this, Arriving) : null);
        return new TransitGatewayRouteHop(PacketFlow.Direction, Table.Id, taken, finding);
    }

    private bool LeadsThere(TransitGatewayRoute route) => Arriving is not null && route.AttachmentId == Arriving.Id;

    private Finding? Evaluate(TransitGatewayRoute route)
    {
        if (LeadsThere(route))
            return route.IsBlackhole && Arriving is { Passes: true } ? TransitFindings.Blackhole(this, route) : null;
        if (IsInTheWayOfLearntOne(route))
            return TransitFindings.HigherPriority(this, route);
        if (_routes.Around(PacketFlow.Destination).FirstOrDefault(around => around != route && LeadsThere(around)) is { } meant)
            return TransitFindings.Narrower(this, route, meant);
        if (route.IsBlackhole)
            return TransitFindings.Blackhole(this, route);

        return IsDeadEnd(route) ? TransitFindings.WrongTarget(this, route) : TransitFindings.NotFollowed(this, route);
    }

    /// <summary>A static route hides the one that is learnt for the same block (Transit Gateways guide, route evaluation order).</summary>
    private bool IsInTheWayOfLearntOne(TransitGatewayRoute route) =>
        !route.IsPropagated && Arriving is not null && Table.PropagatingAttachmentIds.Contains(Arriving.Id) && PacketFlow.To.Cidrs.Contains(route.Destination);

    /// <summary>
    /// True if packets end where a route leads: back in the VPC that they come from, or in one that holds the addresses itself. Any other
    /// attachment may lead to a firewall that sends them on.
    /// </summary>
    private bool IsDeadEnd(TransitGatewayRoute route) => route.AttachmentId == _leaving.Id
        || (_index.Snapshot.TransitGatewayAttachments.Find(route.AttachmentId) is { } attachment
            && _index.Snapshot.Vpcs.Find(attachment.VpcId) is { } vpc && vpc.Cidrs.Any(cidr => cidr.Contains(PacketFlow.Destination)));
}
