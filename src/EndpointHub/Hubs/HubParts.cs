using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Hubs;

/// <summary>
/// Finds the parts of a hub, always by name and VPC together, because two VPCs may have hubs of the same name.
/// </summary>
internal static class HubParts
{
    /// <summary>A hub's endpoints that exist or are being created, ordered by service and id.</summary>
    public static IEnumerable<Endpoint> HubEndpoints(this NetworkSnapshot network, HubKey hub) =>
        network
            .EndpointsOf(hub.VpcId)
            .Where(endpoint => endpoint.Kind == EndpointKind.Interface && endpoint.IsOf(hub.Name))
            .OrderBy(endpoint => endpoint.ServiceName, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal);

    /// <summary>
    /// A hub's endpoint for a service: of several, the one that the records of its zones lead to, then an available one. Null when it has none.
    /// </summary>
    public static Endpoint? HubEndpoint(this NetworkSnapshot network, HubKey hub, string serviceName)
    {
        var endpoints = network.HubEndpoints(hub).Where(endpoint => endpoint.ServiceName == serviceName).ToList();
        return endpoints.Count < 2
            ? endpoints.FirstOrDefault()
            : endpoints
                .OrderByDescending(endpoint => IsAnswer(network, hub, endpoint))
                .ThenByDescending(endpoint => endpoint.IsAvailable)
                .FirstOrDefault();
    }

    private static bool IsAnswer(NetworkSnapshot network, HubKey hub, Endpoint endpoint) =>
        network
            .Zones.Where(zone => zone.Serves(hub.VpcId))
            .SelectMany(zone => zone.Records ?? ValueList<ZoneRecord>.Empty)
            .Any(record => record.Alias is { } alias && alias.DnsName == endpoint.RegionalName?.DnsName);

    /// <summary>The hosted zones that EndpointHub created for a hub, ordered by id.</summary>
    public static IEnumerable<PrivateZone> HubZones(this NetworkSnapshot network, HubKey hub) =>
        network.Zones.Where(zone => zone.IsOf(hub.Name) && zone.Serves(hub.VpcId));

    /// <summary>The VPCs that have a peering connection with a VPC, active or pending, each with its peering connection, ordered by VPC.</summary>
    public static IEnumerable<(PeeringSide Side, Peering Peering)> PeersOf(this NetworkSnapshot network, string vpcId) =>
        network
            .Peerings.Where(peering => peering.IsAlive && (peering.Requester.VpcId == vpcId || peering.Accepter.VpcId == vpcId))
            .Select(peering => (Side: peering.Beyond(vpcId), Peering: peering))
            .OrderBy(peer => peer.Side.VpcId, StringComparer.Ordinal);
}
