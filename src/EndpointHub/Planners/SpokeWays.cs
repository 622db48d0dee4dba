using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>
/// The ways between spokes and a subnet that is new to a hub's endpoints. The moment an endpoint stands in it, its names answer with an address
/// there too, in every spoke that asks the hub's zones: the ways have to stand before.
/// </summary>
internal static class SpokeWays
{
    /// <summary>
    /// The routes that the subnet lacks. There: every table of a spoke that leads to one of the endpoints' present subnets. Back: whatever the tables
    /// of those subnets send to the same peering.
    /// </summary>
    public static IEnumerable<WantedRoute> To(NetworkSnapshot now, HubIntent intent, Subnet added)
    {
        var hub = now.Vpcs[intent.Hub.VpcId];
        var present = now.HubEndpoints(intent.Hub).SelectMany(endpoint => endpoint.SubnetIds).Distinct(StringComparer.Ordinal)
            .Where(id => id != added.Id).Select(id => now.Subnets.Find(id)).OfType<Subnet>().ToList();
        foreach (var (side, peering) in now.PeersOf(hub.Id).Where(peer => peer.Peering.IsActive))
        {
            var target = RouteTarget.Peering(peering.Id);
            foreach (var table in now.RouteTables.Where(table => table.VpcId == side.VpcId))
            {
                if (present.Exists(subnet => !new WantedRoute(side.Location, table, subnet.Cidr, target).IsLacking))
                    yield return new WantedRoute(side.Location, table, added.Cidr, target);
            }

            var sources = present.Select(now.RouteTableOf).OfType<RouteTable>().SelectMany(table => table.Routes)
                .Where(route => route.Target == target).Select(route => route.Destination.Cidr).OfType<Cidr>().Distinct();
            if (now.RouteTableOf(added) is not { } back)
                continue;
            foreach (var source in sources)
                yield return new WantedRoute(hub.Location, back, source, target);
        }
    }

    /// <summary>The VPCs that ask the hub's zones.</summary>
    public static IEnumerable<string> Asking(NetworkSnapshot now, HubIntent intent) => now.HubZones(intent.Hub)
        .SelectMany(zone => zone.Vpcs).Select(vpc => vpc.VpcId).Where(id => id != intent.Hub.VpcId)
        .Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal);
}
