using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Gateway endpoints. Each adds a prefix-list route to its route tables and is available at once.</summary>
internal sealed class GatewayEndpoints(World world, Network net)
{
    private const int PerRegion = 20;

    public void Create(VpcEndpoint endpoint, List<string> routeTableIds)
    {
        if (net.Endpoints.All.Count(e => !e.IsInterface) >= PerRegion)
            throw new AwsException("VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached.");
        endpoint.State = "available";
        endpoint.IpAddressType = "ipv4";
        endpoint.DnsOptions = new() { DnsRecordIpType = "service-defined" };
        CheckRoutes(endpoint, routeTableIds, leaving: []);
        AddRoutes(endpoint, routeTableIds);
    }

    public void Modify(VpcEndpoint endpoint, List<string> add, List<string> remove)
    {
        foreach (var id in remove)
            _ = net.RouteTables.Get(id);
        CheckRoutes(endpoint, add, leaving: remove);
        foreach (var id in remove)
        {
            RemoveRoute(endpoint, net.RouteTables.Get(id));
            endpoint.RouteTableIds.Remove(id);
        }

        AddRoutes(endpoint, add);
    }

    public void Delete(VpcEndpoint endpoint)
    {
        if (
            net.Endpoints.All.Any(e =>
                e.VpcId == endpoint.VpcId
                && !e.IsGone
                && e.Service.ShortName == endpoint.Service.ShortName
                && e.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint == true
                && e.IsInterface
            )
        )
        {
            throw new AwsException(
                "InvalidParameter",
                "An interface endpoint with PrivateDnsOnlyForInboundResolverEndpoint needs this gateway endpoint."
            );
        }

        foreach (var table in net.RouteTables.All)
            RemoveRoute(endpoint, table);
        endpoint.State = "deleting";
        world.After(
            world.Options.Durations.EndpointDeleted,
            () =>
            {
                net.Endpoints.Remove(endpoint.VpcEndpointId!);
                net.Tags.Forget(endpoint.VpcEndpointId!);
            }
        );
    }

    private static void RemoveRoute(VpcEndpoint endpoint, RouteTable table) => table.Routes.RemoveAll(r => r.GatewayId == endpoint.VpcEndpointId);

    /// <param name="leaving">The route tables from which the same call removes the route first.</param>
    private void CheckRoutes(VpcEndpoint endpoint, List<string> routeTableIds, List<string> leaving)
    {
        var list = Regions.PrefixList(net.Region, endpoint.Service.ShortName);
        foreach (var table in routeTableIds.Distinct().Select(net.RouteTables.Get))
        {
            if (table.VpcId != endpoint.VpcId)
                throw new AwsException("InvalidParameter", $"Route table {table.RouteTableId} and the endpoint belong to different networks");
            if (
                table.Routes.Exists(r =>
                    r.DestinationPrefixListId == list && !(r.GatewayId == endpoint.VpcEndpointId && leaving.Contains(table.RouteTableId!))
                )
            )
            {
                throw new AwsException(
                    world.Options.Rules.GatewayRouteExistsCode,
                    $"route table {table.RouteTableId} already has a route with destination-prefix-list-id {list}"
                );
            }
        }
    }

    private void AddRoutes(VpcEndpoint endpoint, List<string> routeTableIds)
    {
        var list = Regions.PrefixList(net.Region, endpoint.Service.ShortName);
        foreach (var table in routeTableIds.Distinct().Select(net.RouteTables.Get))
        {
            table.Routes.Add(
                new()
                {
                    DestinationPrefixListId = list,
                    GatewayId = endpoint.VpcEndpointId,
                    Origin = "CreateRoute",
                    State = "active",
                }
            );
            endpoint.RouteTableIds.Add(table.RouteTableId!);
        }
    }
}
