using EndpointHub.Hubs;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>Which VPCs can share a hub: a spoke whose addresses overlap the hub's or another spoke's would take the other's return route.</summary>
internal static class AddressOverlaps
{
    /// <summary>The VPCs that cannot, each with the reason.</summary>
    /// <param name="network">The network.</param>
    /// <param name="hubs">Its hubs; with none, one is taken to be made for the first VPCs, by id, that overlap none before them.</param>
    /// <param name="vpcIds">The VPCs in question.</param>
    public static Dictionary<string, string> Overlaps(NetworkSnapshot network, ValueList<Hub> hubs, IEnumerable<string> vpcIds)
    {
        var overlaps = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = hubs.Select(hub => Around(network, hub)).ToList();
        if (places.Count == 0)
            places.Add([]);
        foreach (var vpc in vpcIds.Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).Select(id => network.Vpcs[id]))
        {
            // One hub with room for it is enough.
            var blocking = places.Select(place => place.FirstOrDefault(other => other.VpcId != vpc.Id && Overlap(vpc.Cidrs, other.Cidrs))).ToList();
            if (blocking.TrueForAll(other => other is not null))
                overlaps[vpc.Id] = $"{vpc.Cidrs} overlaps {blocking[0]!.Cidrs} of {blocking[0]!.VpcId}, and the two cannot share a hub by peering.";
            else
                places.Where((_, place) => blocking[place] is null).ToList().ForEach(place => place.Add(new VpcAddresses(vpc.Id, vpc.Cidrs)));
        }

        return overlaps;
    }

    private static List<VpcAddresses> Around(NetworkSnapshot network, Hub hub) =>
    [
        new VpcAddresses(hub.HubVpcId, network.Vpcs[hub.HubVpcId].Cidrs),
        .. network.PeersOf(hub.HubVpcId).Where(peer => peer.Peering.IsActive).Select(peer => new VpcAddresses(peer.Side.VpcId, peer.Side.Cidrs)),
    ];

    private static bool Overlap(ValueList<Cidr> some, ValueList<Cidr> others) => some.Any(one => others.Any(other => one.Overlaps(other)));

    private sealed record VpcAddresses(string VpcId, ValueList<Cidr> Cidrs);
}
