using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>A gateway endpoint is a prefix-list route in each of its route tables, and is there at once.</summary>
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
        AddRoutes(endpoint, routeTableIds);
    }

    public void Modify(VpcEndpoint endpoint, List<string> add, List<string> remove)
    {
        foreach (var id in remove) _ = net.RouteTables.Get(id);
        foreach (var id in remove)
        {
            RemoveRoute(endpoint, net.RouteTables.Get(id));
            endpoint.RouteTableIds.Remove(id);
        }

        AddRoutes(endpoint, add);
    }

    public void Delete(VpcEndpoint endpoint)
    {
        if (net.Endpoints.All.Any(e => e.VpcId == endpoint.VpcId && !e.IsGone && e.Service.ShortName == endpoint.Service.ShortName
            && e.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint == true && e.IsInterface))
            throw new AwsException("InvalidParameter", "An interface endpoint with PrivateDnsOnlyForInboundResolverEndpoint needs this gateway endpoint.");
        foreach (var table in net.RouteTables.All) RemoveRoute(endpoint, table);
        endpoint.State = "deleting";
        world.After(world.Options.Durations.EndpointDeleted, () =>
        {
            net.Endpoints.Remove(endpoint.VpcEndpointId!);
            net.Tags.Forget(endpoint.VpcEndpointId!);
        });
    }

    private static void RemoveRoute(VpcEndpoint endpoint, RouteTable table) => table.Routes.RemoveAll(r => r.GatewayId == endpoint.VpcEndpointId);

    private void AddRoutes(VpcEndpoint endpoint, List<string> routeTableIds)
    {
        var list = Regions.PrefixList(net.Region, endpoint.Service.ShortName);
        var tables = routeTableIds.Distinct().Select(net.RouteTables.Get).ToList();
        foreach (var table in tables)
        {
            if (table.VpcId != endpoint.VpcId)
                throw new AwsException("InvalidParameter", $"Route table {table.RouteTableId} and the endpoint belong to different networks");
            if (table.Routes.Exists(r => r.DestinationPrefixListId == list))
            {
                throw new AwsException(world.Options.Rules.GatewayRouteExistsCode,
                    $"route table {table.RouteTableId} already has a route with destination-prefix-list-id {list}");
            }
        }

        foreach (var table in tables)
        {
            table.Routes.Add(new() { DestinationPrefixListId = list, GatewayId = endpoint.VpcEndpointId, Origin = "CreateRoute", State = "active" });
            endpoint.RouteTableIds.Add(table.RouteTableId!);
        }
    }
}
