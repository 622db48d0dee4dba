using EndpointHub.Hubs;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>
/// Finds VPCs that cannot share a hub. When a spoke's CIDR blocks overlap those of the hub or of another spoke, the hub's return route would be
/// ambiguous.
/// </summary>
internal static class AddressOverlaps
{
    /// <summary>The VPCs that cannot share a hub, each with the reason.</summary>
    /// <param name="network">The network.</param>
    /// <param name="hubs">Its hubs. When it has none, one is assumed for the first VPCs, by id, that do not overlap an earlier one.</param>
    /// <param name="vpcIds">The VPCs in question.</param>
    public static Dictionary<string, string> Overlaps(NetworkSnapshot network, ValueList<Hub> hubs, IEnumerable<string> vpcIds)
    {
        var overlaps = new Dictionary<string, string>(StringComparer.Ordinal);
        var addressesByHub = hubs.Select(hub => AddressesOf(network, hub)).ToList();
        if (addressesByHub.Count == 0)
            addressesByHub.Add([]);
        foreach (var vpc in vpcIds.Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).Select(id => network.Vpcs[id]))
        {
            // One hub that it does not overlap is enough.
            var blocking = addressesByHub
                .Select(addresses => addresses.FirstOrDefault(other => other.VpcId != vpc.Id && Overlap(vpc.Cidrs, other.Cidrs)))
                .ToList();
            if (blocking.TrueForAll(other => other is not null))
            {
                overlaps[vpc.Id] = Describe(vpc, blocking[0]!);
            }
            else
            {
                addressesByHub
                    .Where((_, addresses) => blocking[addresses] is null)
                    .ToList()
                    .ForEach(addresses => addresses.Add(new VpcAddresses(vpc.Id, vpc.Cidrs)));
            }
        }

        return overlaps;
    }

    private static List<VpcAddresses> AddressesOf(NetworkSnapshot network, Hub hub) =>
        [
            new VpcAddresses(hub.HubVpcId, network.Vpcs[hub.HubVpcId].Cidrs),
            .. network.PeersOf(hub.HubVpcId).Where(peer => peer.Peering.IsActive).Select(peer => new VpcAddresses(peer.Side.VpcId, peer.Side.Cidrs)),
        ];

    private static string Describe(Vpc vpc, VpcAddresses blocking)
    {
        var pairs = vpc.Cidrs.SelectMany(one => blocking.Cidrs.Where(one.Overlaps).Select(other => $"{one} overlaps {other}")).ToValueList();
        var free = vpc.Cidrs.Without(one => blocking.Cidrs.Any(one.Overlaps));
        return $"{pairs} of {blocking.VpcId}, and a hub has one route for a block."
            + (free.Count > 0 ? " Connect-SpokeVpc -SpokeCidr connects the other blocks alone." : "");
    }

    private static bool Overlap(ValueList<Cidr> some, ValueList<Cidr> others) => some.Any(one => others.Any(other => one.Overlaps(other)));

    private sealed record VpcAddresses(string VpcId, ValueList<Cidr> Cidrs);
}
