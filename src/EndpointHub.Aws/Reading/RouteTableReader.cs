using Amazon.EC2;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads route tables with their IPv4 and prefix list routes.</summary>
internal static class RouteTableReader
{
    public static async Task<IEnumerable<RouteTable>> ReadAsync(Apis apis, IEnumerable<string> vpcIds, CancellationToken cancellationToken) =>
        (
            await SdkMapping.ReadAsync(
                "vpc-id",
                vpcIds,
                filters => apis.Ec2.Paginators.DescribeRouteTables(new() { Filters = filters }).RouteTables,
                cancellationToken
            )
        ).Select(Map);

    internal static RouteTable Map(Ec2.RouteTable table) =>
        new()
        {
            Id = table.RouteTableId!,
            VpcId = table.VpcId!,
            IsMain = table.Associations.All().Any(association => association.Main == true),
            SubnetIds = SdkMapping.Sorted(table.Associations.All().Select(association => association.SubnetId)),
            Routes = RouteTable.Ordered(table.Routes.All().Select(Map).OfType<Route>()),
            Nat64Target = Nat64TargetOf(table.Routes.All()),
            Tags = SdkMapping.Tags(table.Tags),
        };

    /// <summary>Returns null for an IPv6 route.</summary>
    internal static Route? Map(Ec2.Route route)
    {
        var destination = route switch
        {
            { DestinationPrefixListId: { Length: > 0 } list } => new RouteDestination(Cidr: null, list),
            { DestinationCidrBlock: { Length: > 0 } block } => RouteDestination.To(Cidr.Parse(block)),
            _ => null,
        };
        return destination is null
            ? null
            : new Route(destination, Target(route), route.State == RouteState.Blackhole, route.Origin == RouteOrigin.EnableVgwRoutePropagation);
    }

    // The addresses of DNS64 are in no narrower block than its own prefix, so that of the two routes which may take them, this one precedes.
    private static string? Nat64TargetOf(IEnumerable<Ec2.Route> routes) =>
        routes
            .Where(route => route.DestinationIpv6CidrBlock is "64:ff9b::/96" or "::/0")
            .OrderByDescending(route => route.DestinationIpv6CidrBlock!.Length)
            .Select(route => Target(route).ToString())
            .FirstOrDefault();

    private static RouteTarget Target(Ec2.Route route) =>
        route switch
        {
            { GatewayId: "local" } => RouteTarget.Local,
            { VpcPeeringConnectionId: { Length: > 0 } id } => RouteTarget.Peering(id),
            { TransitGatewayId: { Length: > 0 } id } => new(RouteTargetKind.TransitGateway, id),
            { NatGatewayId: { Length: > 0 } id } => new(RouteTargetKind.NatGateway, id),
            { NetworkInterfaceId: { Length: > 0 } id } => new(RouteTargetKind.NetworkInterface, id),
            { GatewayId: { Length: > 0 } id } => new(
                id.StartsWith("vpce-", StringComparison.Ordinal) ? RouteTargetKind.VpcEndpoint : RouteTargetKind.Gateway,
                id
            ),
            _ => new(
                RouteTargetKind.Other,
                route.LocalGatewayId
                    ?? route.CarrierGatewayId
                    ?? route.EgressOnlyInternetGatewayId
                    ?? route.CoreNetworkArn
                    ?? route.OdbNetworkArn
                    ?? route.InstanceId
                    ?? "unknown"
            ),
        };
}
