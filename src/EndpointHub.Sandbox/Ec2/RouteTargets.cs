using System.Net;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>The targets of routes: validation and the state that follows from them.</summary>
internal sealed class RouteTargets(World world, Network net)
{
    public static string? Of(Route route) =>
        route.GatewayId
        ?? route.NatGatewayId
        ?? route.NetworkInterfaceId
        ?? route.VpcPeeringConnectionId
        ?? route.TransitGatewayId
        ?? route.EgressOnlyInternetGatewayId;

    /// <summary>
    /// Returns the state of a route. A route whose target does not exist or is not available yet is a blackhole; it still takes part in the
    /// longest-prefix match.
    /// </summary>
    public string StateOf(Route route)
    {
        if (route.VpcPeeringConnectionId is { } peering)
        {
            return world.Peerings.Find(peering)?.Status?.Code == "active" || !world.Options.Rules.DeadPeeringRouteIsBlackhole
                ? "active"
                : "blackhole";
        }

        var isThere =
            (route.NatGatewayId is not { } nat || net.NatGateways.Find(nat)?.State is "available" or "pending")
            && (route.NetworkInterfaceId is not { } card || net.Interfaces.Find(card)?.Status == "in-use")
            && (route.EgressOnlyInternetGatewayId is not { } way || net.EgressOnlyInternetGateways.Has(way))
            && (route.TransitGatewayId is not { } transit || world.TransitGateways.Find(transit)?.IsGone == false)
            && (
                route.GatewayId?.StartsWith("igw-", StringComparison.Ordinal) != true
                || net.InternetGateways.Find(route.GatewayId)?.Attachments.Count > 0
            );
        return isThere ? "active" : "blackhole";
    }

    /// <exception cref="AwsException">The request does not have exactly one target, or the target is not possible in this route table.</exception>
    public void Check(RouteTable table, Route route)
    {
        string?[] targets =
        [
            route.GatewayId,
            route.NatGatewayId,
            route.NetworkInterfaceId,
            route.VpcPeeringConnectionId,
            route.TransitGatewayId,
            route.EgressOnlyInternetGatewayId,
        ];
        if (targets.Count(t => t is not null) != 1)
            throw AwsException.Combination("Exactly one target must be given.");
        if (route.GatewayId is { } gateway && !net.InternetGateways.Get(gateway).Attachments.Exists(a => a.VpcId == table.VpcId))
            throw Elsewhere(table, "gatewayId", gateway);
        if (route.NatGatewayId is { } nat && net.NatGateways.Get(nat).VpcId != table.VpcId)
            throw Elsewhere(table, "natGatewayId", nat);
        if (route.NetworkInterfaceId is { } card && net.Interfaces.Get(card).VpcId != table.VpcId)
            throw Elsewhere(table, "networkInterfaceId", card);
        if (route.VpcPeeringConnectionId is { } peering)
            CheckPeering(table, route, peering);
        if (route.TransitGatewayId is { } transit)
            CheckTransitGateway(table, route, transit);
        if (route.EgressOnlyInternetGatewayId is { } way)
        {
            if (!net.EgressOnlyInternetGateways.Get(way).Attachments.Exists(a => a.VpcId == table.VpcId))
                throw Elsewhere(table, "egressOnlyInternetGatewayId", way);
            if (route.DestinationIpv6CidrBlock is null)
                throw AwsException.InvalidValue("egressOnlyInternetGatewayId", way, "The destination must be IPv6.");
        }
    }

    private static AwsException Elsewhere(RouteTable table, string parameter, string target) =>
        AwsException.InvalidValue(parameter, target, $"route table {table.RouteTableId} and {target} belong to different networks");

    private void CheckPeering(RouteTable table, Route route, string id)
    {
        var peering = world.Peerings.Get(id);
        if (!Peerings.IsOpen(peering))
            throw world.Peerings.NotFound(id);
        if (!Peerings.Touches(peering, table.VpcId!))
            throw Elsewhere(table, "vpcPeeringConnectionId", id);
        RefuseInside(table, route, "a peering connection");
    }

    // The attachment must already exist: AWS refuses a Transit Gateway that is not attached to the VPC.
    private void CheckTransitGateway(RouteTable table, Route route, string id)
    {
        if (
            !world.TransitGatewayAttachments.All.Any(a => a.TransitGatewayId == id && a.VpcId == table.VpcId && a.State is "available" or "modifying")
        )
        {
            throw world.TransitGateways.NotFound(id);
        }

        RefuseInside(table, route, "a Transit Gateway");
    }

    private void RefuseInside(RouteTable table, Route route, string target)
    {
        if (
            route.DestinationCidrBlock is { } block
            && net.Vpcs.Get(table.VpcId!).Blocks.Any(b => Cidr.Within(IPNetwork.Parse(block), IPNetwork.Parse(b)))
        )
        {
            throw AwsException.InvalidValue("destinationCidrBlock", block, $"A destination inside the VPC cannot be routed to {target}.");
        }
    }
}
