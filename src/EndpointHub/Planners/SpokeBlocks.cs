using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// The CIDR blocks of a spoke that a connection covers. Two spokes of a hub may have the same block, for example for pods, as long as one of them at
/// most is connected with it.
/// </summary>
internal static class SpokeBlocks
{
    /// <summary>
    /// The blocks: the specified ones, otherwise those that were specified before, otherwise all of the VPC. Connecting a spoke again must not
    /// admit more than the operator chose.
    /// </summary>
    public static ValueList<Cidr> Of(NetworkSnapshot network, ConnectionIntent intent)
    {
        if (intent.SpokeCidrs.Count > 0)
            return intent.SpokeCidrs;

        var mark = HubMark.PartDescription(intent.Hub.Name, intent.SpokeVpcId);
        var chosen = network
            .HubEndpoints(intent.Hub)
            .SelectMany(endpoint => endpoint.SecurityGroupIds)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(id => network.SecurityGroups.Find(id)?.Ingress ?? ValueList<SecurityRule>.Empty)
            .Where(rule => rule.Description == mark)
            .Select(rule => rule.Peer.Cidr)
            .OfType<Cidr>()
            .Distinct()
            .ToValueList();
        return chosen.Count > 0 ? chosen : network.Vpcs[intent.SpokeVpcId].Cidrs;
    }

    /// <summary>True if the blocks are all of the VPC.</summary>
    public static bool AreAll(NetworkSnapshot network, ConnectionIntent intent)
    {
        var blocks = Of(network, intent);
        return network.Vpcs[intent.SpokeVpcId].Cidrs.All(cidr => blocks.Any(block => block.Contains(cidr)));
    }

    /// <summary>
    /// The overlaps that prevent a connection: with the hub's VPC, which AWS does not peer, and with what the hub routes to other spokes, where the
    /// return route would be ambiguous.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="intent">The target state.</param>
    public static IEnumerable<Problem> Overlaps(NetworkSnapshot network, ConnectionIntent intent)
    {
        var spoke = network.Vpcs[intent.SpokeVpcId];
        var hub = network.Vpcs[intent.Hub.VpcId];
        foreach (var (cidr, other) in Pairs(spoke.Cidrs, hub.Cidrs))
            yield return Problems.CidrOverlap(spoke.Id, cidr, hub.Id, other, ValueList<Cidr>.Empty);

        var others = network
            .PeersOf(hub.Id)
            .Where(peer => peer.Side.VpcId != spoke.Id)
            .Select(peer => (peer.Side.VpcId, Cidrs: RoutedTo(network, intent.Hub, peer.Side, peer.Peering)))
            .ToList();
        var free = spoke.Cidrs.Without(cidr => others.Exists(other => other.Cidrs.Any(cidr.Overlaps)));
        foreach (var (vpcId, cidrs) in others)
        {
            foreach (var (cidr, other) in Pairs(Of(network, intent), cidrs))
                yield return Problems.CidrOverlap(spoke.Id, cidr, vpcId, other, free);
        }
    }

    // A spoke that was connected in part has return routes for that part only. Without any route yet, all of its blocks may get one.
    private static ValueList<Cidr> RoutedTo(NetworkSnapshot network, HubKey hub, PeeringSide side, Peering peering)
    {
        var all = network.Vpcs.Find(side.VpcId)?.Cidrs ?? side.Cidrs;
        var target = RouteTarget.Peering(peering.Id);
        var routed = network
            .HubEndpoints(hub)
            .SelectMany(endpoint => endpoint.SubnetIds)
            .Distinct(StringComparer.Ordinal)
            .Select(id => network.Subnets.Find(id))
            .OfType<Subnet>()
            .Select(network.RouteTableOf)
            .OfType<RouteTable>()
            .Distinct()
            .SelectMany(table => table.Routes)
            .Where(route => route.Target == target)
            .Select(route => route.Destination.Cidr)
            .OfType<Cidr>()
            .ToList();
        return routed.Count == 0 ? all : all.Without(cidr => !routed.Exists(cidr.Overlaps));
    }

    private static IEnumerable<(Cidr One, Cidr Other)> Pairs(ValueList<Cidr> some, ValueList<Cidr> others) =>
        from one in some
        from other in others
        where one.Overlaps(other)
        select (one, other);
}
