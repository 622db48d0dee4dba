using EndpointHub.Hubs;
using EndpointHub.Topology;

namespace EndpointHub.Naming;

/// <summary>
/// Finds the zones whose records point the names of a service to a hub's endpoint. Such a zone is used whoever made it; only one that EndpointHub
/// made is changed.
/// </summary>
internal static class AnsweringZones
{
    // A zone's own alias records can form a chain. Real chains have one or two links.
    private const int MaxLinks = 8;

    /// <summary>
    /// The zone that a spoke is associated with for a service's names: the one that EndpointHub made for the hub, otherwise one of another origin
    /// that leads the names to the hub's endpoint in the hub's VPC. Null when there is neither.
    /// </summary>
    public static PrivateZone? AnsweringZone(this NetworkSnapshot network, HubKey hub, ServiceZone names, Endpoint endpoint) =>
        network.HubZones(hub).FirstOrDefault(zone => zone.Name == names.Name)
        ?? network.Zones.FirstOrDefault(zone => zone.Name == names.Name && zone.Serves(hub.VpcId) && network.Leads(zone, names, endpoint));

    /// <summary>The zones of another origin that answer for the names of a hub's services, ordered by name.</summary>
    public static IEnumerable<PrivateZone> ForeignAnsweringZones(this NetworkSnapshot network, HubKey hub) =>
        from endpoint in network.HubEndpoints(hub)
        from names in ServiceZones.Of(network, endpoint.ServiceName, hub)
        let zone = network.AnsweringZone(hub, names, endpoint)
        where zone is not null && !zone.IsOf(hub.Name)
        orderby zone.Name
        select zone;

    /// <summary>
    /// The names in the descriptions of a hub's services, and at their apexes, that no zone of the hub's VPC leads to the hub's endpoint, ordered.
    /// Only hubs with zones have such names: the others are not begun.
    /// </summary>
    public static IEnumerable<string> MissingNames(this NetworkSnapshot network, HubKey hub) =>
        !network.HubZones(hub).Any() && !network.ForeignAnsweringZones(hub).Any()
            ? []
            : from endpoint in network.HubEndpoints(hub)
            where network.Services.Find(endpoint.ServiceName) is not null
            from names in ServiceZones.Of(network, endpoint.ServiceName, hub)
            where names.Source != NameSource.BuiltIn
            let zone = network.AnsweringZone(hub, names, endpoint)
            where zone is not { Records: null } && (zone is null || !network.Leads(zone, names, endpoint))
            from name in names.RecordNames
            orderby name
            select name;

    /// <summary>True if the zone leads all of a service's names to an endpoint, by records without a routing policy.</summary>
    public static bool Leads(this NetworkSnapshot network, PrivateZone zone, ServiceZone names, Endpoint endpoint) =>
        zone.Records is { } records && names.RecordNames.All(name => Leads(network, records, name, endpoint, MaxLinks));

    private static bool Leads(NetworkSnapshot network, IReadOnlyList<ZoneRecord> records, string name, Endpoint endpoint, int links)
    {
        var own = records.Where(record => record.Name == name && record.Type is "A" or "CNAME").ToList();
        if (own.Count != 1 || own[0].SetIdentifier is not null)
            return false;

        var record = own[0];
        if (record is { Type: "A", Alias: null })
            return record.Values.Count > 0 && record.Values.All(AddressesOf(network, endpoint).Contains);

        var target = record.Alias?.DnsName ?? DnsName.Normalize(record.Values.Count > 0 ? record.Values[0] : "");
        return VpceName.IsOf(target, endpoint) || (links > 0 && target != name && Leads(network, records, target, endpoint, links - 1));
    }

    private static List<string?> AddressesOf(NetworkSnapshot network, Endpoint endpoint) =>
        endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces.Find(id)?.Address?.ToString()).ToList();
}
