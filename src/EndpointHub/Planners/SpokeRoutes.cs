using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>
/// The routes between spokes and a subnet that is added to a hub's endpoints. As soon as an endpoint uses the subnet, its DNS names resolve to an
/// address in it too, in every spoke that is associated with the hub's zones. The routes have to exist before that.
/// </summary>
internal static class SpokeRoutes
{
    /// <summary>
    /// The routes that the subnet needs. In spokes: every route table with a route to one of the endpoints' present subnets. In the hub: the
    /// destinations that the tables of those subnets route to the same peering connection.
    /// </summary>
    public static IEnumerable<RequiredRoute> To(NetworkSnapshot network, HubIntent intent, Subnet added)
    {
        var hub = network.Vpcs[intent.Hub.VpcId];
        var present = network
            .HubEndpoints(intent.Hub)
            .SelectMany(endpoint => endpoint.SubnetIds)
            .Distinct(StringComparer.Ordinal)
            .Where(id => id != added.Id)
            .Select(id => network.Subnets.Find(id))
            .OfType<Subnet>()
            .ToList();
        foreach (var (side, peering) in network.PeersOf(hub.Id).Where(peer => peer.Peering.IsActive))
        {
            var target = RouteTarget.Peering(peering.Id);
            foreach (var table in network.RouteTables.Where(table => table.VpcId == side.VpcId))
            {
                if (present.Exists(subnet => !new RequiredRoute(side.Location, table, subnet.Cidr, target).IsMissing))
                    yield return new RequiredRoute(side.Location, table, added.Cidr, target);
            }

            var sources = present
                .Select(network.RouteTableOf)
                .OfType<RouteTable>()
                .SelectMany(table => table.Routes)
                .Where(route => route.Target == target)
                .Select(route => route.Destination.Cidr)
                .OfType<Cidr>()
                .Distinct();
            if (network.RouteTableOf(added) is not { } back)
                continue;
            foreach (var source in sources)
                yield return new RequiredRoute(hub.Location, back, source, target);
        }
    }

    /// <summary>The VPCs that are associated with the hub's zones.</summary>
    public static IEnumerable<string> VpcIdsOf(NetworkSnapshot network, HubIntent intent) =>
        network
            .HubZones(intent.Hub)
            .Concat(network.ForeignAnsweringZones(intent.Hub))
            .SelectMany(zone => zone.Vpcs)
            .Select(vpc => vpc.VpcId)
            .Where(id => id != intent.Hub.VpcId)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(id => id, StringComparer.Ordinal);
}
