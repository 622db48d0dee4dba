using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class Routes(Call call) : Handler(call)
{
    /// <summary>The default quota; AWS adjusts it on request.</summary>
    private const int PerTable = 50;

    public CreateRouteResponse CreateRoute(
        string routeTableId,
        string? destinationCidrBlock,
        string? destinationIpv6CidrBlock,
        string? destinationPrefixListId,
        string? gatewayId,
        string? natGatewayId,
        string? networkInterfaceId,
        string? vpcPeeringConnectionId,
        string? transitGatewayId,
        string? egressOnlyInternetGatewayId
    )
    {
        var table = Net.RouteTables.Get(routeTableId);
        var route = ValidatedRoute(
            table,
            destinationCidrBlock,
            destinationIpv6CidrBlock,
            destinationPrefixListId,
            new()
            {
                GatewayId = gatewayId,
                NatGatewayId = natGatewayId,
                NetworkInterfaceId = networkInterfaceId,
                VpcPeeringConnectionId = vpcPeeringConnectionId,
                TransitGatewayId = transitGatewayId,
                EgressOnlyInternetGatewayId = egressOnlyInternetGatewayId,
            }
        );
        if (table.Routes.Find(r => Destination(r) == Destination(route)) is { } present)
        {
            if (Rules.IdenticalRouteSucceeds && RouteTargets.Of(present) == RouteTargets.Of(route))
                return new() { Return = true };
            throw new AwsException("RouteAlreadyExists", $"The route identified by {Destination(route)} already exists.");
        }

        if (table.Routes.Count(r => r.Origin == "CreateRoute" && r.DestinationPrefixListId is null) >= PerTable)
            throw new AwsException("RouteLimitExceeded", $"The maximum number of routes in {routeTableId} is {PerTable}.");
        table.Routes.Add(route);
        return new() { Return = true };
    }

    public void ReplaceRoute(
        string routeTableId,
        string? destinationCidrBlock,
        string? destinationIpv6CidrBlock,
        string? destinationPrefixListId,
        string? gatewayId,
        string? natGatewayId,
        string? networkInterfaceId,
        string? vpcPeeringConnectionId,
        string? transitGatewayId,
        string? egressOnlyInternetGatewayId
    )
    {
        var table = Net.RouteTables.Get(routeTableId);
        var route = ValidatedRoute(
            table,
            destinationCidrBlock,
            destinationIpv6CidrBlock,
            destinationPrefixListId,
            new()
            {
                GatewayId = gatewayId,
                NatGatewayId = natGatewayId,
                NetworkInterfaceId = networkInterfaceId,
                VpcPeeringConnectionId = vpcPeeringConnectionId,
                TransitGatewayId = transitGatewayId,
                EgressOnlyInternetGatewayId = egressOnlyInternetGatewayId,
            }
        );
        var index = table.Routes.FindIndex(r => Destination(r) == Destination(route));
        if (index < 0)
        {
            throw AwsException.InvalidValue(
                "destinationCidrBlock",
                Destination(route),
                $"There is no route defined for '{Destination(route)}' in the route table."
            );
        }

        table.Routes[index] = route;
    }

    public void DeleteRoute(string routeTableId, string? destinationCidrBlock, string? destinationIpv6CidrBlock, string? destinationPrefixListId)
    {
        var table = Net.RouteTables.Get(routeTableId);
        if (
            destinationPrefixListId is not null
            && table.Routes.Exists(r => r.DestinationPrefixListId == destinationPrefixListId && IsEndpointRoute(r))
        )
        {
            throw AwsException.InvalidValue("destinationPrefixListId", destinationPrefixListId, "Cannot delete a route to a VPC endpoint.");
        }

        var destination = destinationPrefixListId ?? Canonical(destinationCidrBlock, destinationIpv6CidrBlock);
        var route =
            table.Routes.Find(r => Destination(r) == destination)
            ?? throw new AwsException("InvalidRoute.NotFound", $"no route with destination-cidr-block {destination} in route table {routeTableId}");
        if (route.GatewayId == "local")
        {
            throw AwsException.InvalidValue(
                "destinationCidrBlock",
                destination,
                $"cannot remove local route {destination} in route table {routeTableId}"
            );
        }

        table.Routes.Remove(route);
    }

    private static bool IsEndpointRoute(Route route) => route.GatewayId?.StartsWith("vpce-", StringComparison.Ordinal) == true;

    private static string? Destination(Route route) => route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;

    private static string Canonical(string? ipv4, string? ipv6) =>
        ipv4 is not null ? Cidr.V4(ipv4, "destinationCidrBlock").ToString()
        : ipv6 is not null ? Cidr.V6(ipv6, "destinationIpv6CidrBlock").ToString()
        : throw AwsException.Missing("destinationCidrBlock");

    private Route ValidatedRoute(RouteTable table, string? ipv4, string? ipv6, string? prefixList, Route route)
    {
        if (new[] { ipv4, ipv6, prefixList }.Count(d => d is not null) > 1)
            throw AwsException.Combination("Exactly one destination must be given.");
        if (prefixList is not null)
            route.DestinationPrefixListId = Net.PrefixLists.Get(prefixList).PrefixListId;
        else if (ipv4 is null && ipv6 is not null)
            route.DestinationIpv6CidrBlock = Canonical(null, ipv6);
        else
            route.DestinationCidrBlock = Canonical(ipv4, null);
        new RouteTargets(World, Net).Check(table, route);
        (route.Origin, route.State) = ("CreateRoute", "active");
        return route;
    }
}
