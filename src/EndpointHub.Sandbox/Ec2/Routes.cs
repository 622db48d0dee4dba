using System.Net;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class Routes(Call call) : Handler(call)
{
    /// <summary>A default quota, adjustable in AWS.</summary>
    private const int PerTable = 50;

    /// <summary>A route whose target is gone, or not yet there, is a blackhole, and still wins by its prefix.</summary>
    internal static string StateOf(World world, Network net, Route route)
    {
        if (route.VpcPeeringConnectionId is { } peering)
            return world.Peerings.Find(peering)?.Status?.Code == "active" || !world.Options.Rules.DeadPeeringRouteIsBlackhole ? "active" : "blackhole";
        if (route.NatGatewayId is { } nat) return net.NatGateways.Find(nat)?.State is "available" or "pending" ? "active" : "blackhole";
        if (route.NetworkInterfaceId is { } card) return net.Interfaces.Find(card)?.Status == "in-use" ? "active" : "blackhole";
        if (route.GatewayId is { } gateway && gateway.StartsWith("igw-", StringComparison.Ordinal))
            return net.InternetGateways.Find(gateway)?.Attachments.Count > 0 ? "active" : "blackhole";
        return "active";
    }

    public CreateRouteResponse CreateRoute(
        string routeTableId, string? destinationCidrBlock, string? destinationIpv6CidrBlock, string? gatewayId, string? natGatewayId,
        string? networkInterfaceId, string? vpcPeeringConnectionId)
    {
        var table = Net.RouteTables.Get(routeTableId);
        var route = Build(table, destinationCidrBlock, destinationIpv6CidrBlock, gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId);
        if (table.Routes.Find(r => Destination(r) == Destination(route)) is { } present)
        {
            if (Rules.IdenticalRouteSucceeds && Target(present) == Target(route)) return new() { Return = true };
            throw new AwsException("RouteAlreadyExists", $"The route identified by {Destination(route)} already exists.");
        }

        if (table.Routes.Count(r => r.Origin == "CreateRoute" && r.DestinationPrefixListId is null) >= PerTable)
            throw new AwsException("RouteLimitExceeded", $"The maximum number of routes in {routeTableId} is {PerTable}.");
        table.Routes.Add(route);
        return new() { Return = true };
    }

    public void ReplaceRoute(
        string routeTableId, string? destinationCidrBlock, string? destinationIpv6CidrBlock, string? gatewayId, string? natGatewayId,
        string? networkInterfaceId, string? vpcPeeringConnectionId)
    {
        var table = Net.RouteTables.Get(routeTableId);
        var route = Build(table, destinationCidrBlock, destinationIpv6CidrBlock, gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId);
        var index = table.Routes.FindIndex(r => Destination(r) == Destination(route));
        if (index < 0)
            throw AwsException.InvalidValue("destinationCidrBlock", Destination(route), $"There is no route defined for '{Destination(route)}' in the route table.");
        table.Routes[index] = route;
    }

    public void DeleteRoute(string routeTableId, string? destinationCidrBlock, string? destinationIpv6CidrBlock, string? destinationPrefixListId)
    {
        var table = Net.RouteTables.Get(routeTableId);
        if (destinationPrefixListId is not null && table.Routes.Exists(r => r.DestinationPrefixListId == destinationPrefixListId && IsEndpointRoute(r)))
            throw AwsException.InvalidValue("destinationPrefixListId", destinationPrefixListId, "Cannot delete a route to a VPC endpoint.");
        var destination = destinationPrefixListId ?? Canonical(destinationCidrBlock, destinationIpv6CidrBlock);
        var route = table.Routes.Find(r => Destination(r) == destination)
            ?? throw new AwsException("InvalidRoute.NotFound", $"no route with destination-cidr-block {destination} in route table {routeTableId}");
        if (route.GatewayId == "local") throw AwsException.InvalidValue("destinationCidrBlock", destination, $"cannot remove local route {destination} in route table {routeTableId}");
        table.Routes.Remove(route);
    }

    private static bool IsEndpointRoute(Route route) => route.GatewayId?.StartsWith("vpce-", StringComparison.Ordinal) == true;

    private static string? Destination(Route route) => route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;

    private static string? Target(Route route) => route.GatewayId ?? route.NatGatewayId ?? route.NetworkInterfaceId ?? route.VpcPeeringConnectionId;

    private static string Canonical(string? ipv4, string? ipv6) =>
        ipv4 is not null ? Cidr.V4(ipv4, "destinationCidrBlock").ToString()
        : ipv6 is not null ? Cidr.V6(ipv6, "destinationIpv6CidrBlock").ToString()
        : throw AwsException.Missing("destinationCidrBlock");

    private Route Build(RouteTable table, string? ipv4, string? ipv6, string? gatewayId, string? natGatewayId, string? networkInterfaceId, string? peeringId)
    {
        var destination = Canonical(ipv4, ipv6);
        if (new[] { gatewayId, natGatewayId, networkInterfaceId, peeringId }.Count(t => t is not null) != 1)
            throw AwsException.Combination("Exactly one target must be given.");
        if (gatewayId is not null && !(Net.InternetGateways.Has(gatewayId) && Net.InternetGateways.Get(gatewayId).Attachments.Any(a => a.VpcId == table.VpcId)))
        {
            _ = Net.InternetGateways.Get(gatewayId);
            throw AwsException.InvalidValue("gatewayId", gatewayId, $"route table {table.RouteTableId} and network gateway {gatewayId} belong to different networks");
        }

        if (natGatewayId is not null) _ = Net.NatGateways.Get(natGatewayId);
        if (networkInterfaceId is not null) _ = Net.Interfaces.Get(networkInterfaceId);
        if (peeringId is not null) CheckPeering(table, destination, peeringId);
        return new()
        {
            DestinationCidrBlock = ipv4 is null ? null : destination, DestinationIpv6CidrBlock = ipv4 is null ? destination : null, GatewayId = gatewayId,
            NatGatewayId = natGatewayId, NetworkInterfaceId = networkInterfaceId, VpcPeeringConnectionId = peeringId, Origin = "CreateRoute", State = "active",
        };
    }

    private void CheckPeering(RouteTable table, string destination, string peeringId)
    {
        var peering = World.Peerings.Get(peeringId);
        if (!Peerings.IsOpen(peering)) throw World.Peerings.NotFound(peeringId);
        if (!Peerings.Touches(peering, table.VpcId!))
            throw AwsException.InvalidValue("vpcPeeringConnectionId", peeringId, $"route table {table.RouteTableId} and VPC peering connection {peeringId} belong to different networks");
        var to = IPNetwork.Parse(destination);
        if (Net.Vpcs.Get(table.VpcId!).Blocks.Any(b => Cidr.Within(to, IPNetwork.Parse(b))))
            throw AwsException.InvalidValue("destinationCidrBlock", destination, "A destination inside the VPC cannot be routed to a peering connection.");
    }
}
