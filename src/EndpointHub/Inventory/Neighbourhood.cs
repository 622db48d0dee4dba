using EndpointHub.Hubs;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>Which VPCs can share a hub: a spoke whose addresses overlap the hub's or another spoke's would take the other's return route.</summary>
internal static class Neighbourhood
{
    /// <summary>The VPCs that cannot, each with the reason.</summary>
    /// <param name="now">The network.</param>
    /// <param name="hubs">Its hubs; with none, one is taken to be made for the first VPCs, by id, that overlap none before them.</param>
    /// <param name="vpcIds">The VPCs in question.</param>
    public static Dictionary<string, string> Overlaps(NetworkSnapshot now, ValueList<Hub> hubs, IEnumerable<string> vpcIds)
    {
        var overlaps = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = hubs.Select(hub => Around(now, hub)).ToList();
        if (places.Count == 0)
            places.Add([]);
        foreach (var vpc in vpcIds.Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).Select(id => now.Vpcs[id]))
        {
            // One hub with room for it is enough.
            var inTheWay = places.Select(place => place.FirstOrDefault(other => other.VpcId != vpc.Id && Overlap(vpc.Cidrs, other.Cidrs))).ToList();
            if (inTheWay.TrueForAll(other => other is not null))
                overlaps[vpc.Id] = $"{vpc.Cidrs} overlaps {inTheWay[0]!.Cidrs} of {inTheWay[0]!.VpcId}, and the two cannot share a hub by peering.";
            else
                places.Where((_, place) => inTheWay[place] is null).ToList().ForEach(place => place.Add(new Neighbour(vpc.Id, vpc.Cidrs)));
        }

        return overlaps;
    }

    private static List<Neighbour> Around(NetworkSnapshot now, Hub hub) =>
    [
        new Neighbour(hub.HubVpcId, now.Vpcs[hub.HubVpcId].Cidrs),
        .. now.PeersOf(hub.HubVpcId).Where(peer => peer.Peering.IsActive).Select(peer => new Neighbour(peer.Side.VpcId, peer.Side.Cidrs)),
    ];

    private static bool Overlap(ValueList<Cidr> some, ValueList<Cidr> others) => some.Any(one => others.Any(other => one.Overlaps(other)));

    private sealed record Neighbour(string VpcId, ValueList<Cidr> Cidrs);
}
