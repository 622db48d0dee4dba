using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>A route that a connection needs.</summary>
internal sealed record RequiredRoute(Location Location, RouteTable Table, Cidr Destination, RouteTarget Target)
{
    /// <summary>Whether the packets do not take this way yet: the most specific route that covers the block decides.</summary>
    public bool IsMissing => Table.RoutesInForce()
        .Where(route => route.Destination.Cidr is { } cidr && cidr.Contains(Destination))
        .OrderByDescending(route => route.Destination.Cidr!.Value.PrefixLength)
        .FirstOrDefault()?.Target != Target;

    /// <summary>
    /// There: every table that subnets of the spoke use, or those that are named, to the subnets where the hub's endpoints stand and no further. Back: the tables of
    /// those subnets, to every block of the spoke, secondary ones too.
    /// </summary>
    public static IEnumerable<RequiredRoute> All(NetworkSnapshot network, ConnectionIntent intent, RouteTarget target)
    {
        var spoke = network.Vpcs[intent.SpokeVpcId];
        var hub = network.Vpcs[intent.Hub.VpcId];
        var endpointSubnets = network.HubEndpoints(intent.Hub).SelectMany(endpoint => endpoint.SubnetIds)
            .Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal)
            .Select(id => network.Subnets.Find(id)).OfType<Subnet>().ToList();

        var tables = intent.RouteTableIds.Count > 0 ? intent.RouteTableIds.Select(id => network.RouteTables[id]).Distinct() : network.RouteTablesInUse(spoke.Id);
        var there = from table in tables
                    from subnet in endpointSubnets
                    select new RequiredRoute(spoke.Location, table, subnet.Cidr, target);
        var back = from table in endpointSubnets.Select(network.RouteTableOf).OfType<RouteTable>().Distinct()
                   from cidr in spoke.Cidrs
                   select new RequiredRoute(hub.Location, table, cidr, target);
        return there.Concat(back);
    }

    /// <summary>The routes for the same block, or for a part of it, that lead elsewhere: they would keep or take these packets.</summary>
    public IEnumerable<Problem> InTheWay() => Table.RoutesInForce()
        .Where(route => route.Destination.Cidr is { } cidr && Destination.Contains(cidr) && route.Target != Target)
        .Select(route => Problems.RouteInTheWay(Table, route, Target));

    public CreateRoute ToStep() => new() { Location = Location, RouteTableId = Table.Id, Destination = Destination, Target = Target };
}
