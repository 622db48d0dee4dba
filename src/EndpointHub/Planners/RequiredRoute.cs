using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>A route that a connection needs.</summary>
internal sealed record RequiredRoute(Location Location, RouteTable Table, Cidr Destination, RouteTarget Target)
{
    /// <summary>True if packets do not follow this route yet. The most specific route that covers the CIDR block decides.</summary>
    public bool IsMissing =>
        Table
            .RoutesInForce()
            .Where(route => route.Destination.Cidr is { } cidr && cidr.Contains(Destination))
            .OrderByDescending(route => route.Destination.Cidr!.Value.PrefixLength)
            .FirstOrDefault()
            ?.Target != Target;

    /// <summary>
    /// The routes of a connection. In the spoke: every route table that its subnets use, or the specified ones, to the subnets of the hub's endpoints
    /// only. In the hub: the route tables of those subnets, to every CIDR block of the spoke that is connected, including secondary ones.
    /// </summary>
    public static IEnumerable<RequiredRoute> All(NetworkSnapshot network, ConnectionIntent intent, RouteTarget target)
    {
        var spoke = network.Vpcs[intent.SpokeVpcId];
        var hub = network.Vpcs[intent.Hub.VpcId];
        var endpointSubnets = network
            .HubEndpoints(intent.Hub)
            .SelectMany(endpoint => endpoint.SubnetIds)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(id => id, StringComparer.Ordinal)
            .Select(id => network.Subnets.Find(id))
            .OfType<Subnet>()
            .ToList();

        var tables =
            intent.RouteTableIds.Count > 0
                ? intent.RouteTableIds.Select(id => network.RouteTables[id]).Distinct()
                : network.RouteTablesInUse(spoke.Id);
        var toHub = from table in tables from subnet in endpointSubnets select new RequiredRoute(spoke.Location, table, subnet.Cidr, target);
        var toSpoke =
            from table in endpointSubnets.Select(network.RouteTableOf).OfType<RouteTable>().Distinct()
            from cidr in SpokeBlocks.Of(network, intent)
            select new RequiredRoute(hub.Location, table, cidr, target);
        return toHub.Concat(toSpoke);
    }

    /// <summary>The conflicting routes: those for the same CIDR block, or for a part of it, with another target.</summary>
    public IEnumerable<Problem> Conflicts() =>
        Table
            .RoutesInForce()
            .Where(route => route.Destination.Cidr is { } cidr && Destination.Contains(cidr) && route.Target != Target)
            .Select(route => Problems.RouteInTheWay(Table, route, Target));

    public CreateRoute ToStep() =>
        new()
        {
            Location = Location,
            RouteTableId = Table.Id,
            Destination = Destination,
            Target = Target,
        };
}
