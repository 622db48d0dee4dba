using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>
/// Which zones and records stand for a service. Names come from AWS and only grow: what endpoints of the service answer for now, what
/// its description lists, and what a hub already serves, united. The built-in table speaks only where all of these are silent.
/// </summary>
internal static class ServiceZones
{
    /// <summary>The zones that a service needs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="serviceName">The full service name.</param>
    /// <param name="hub">The hub whose zones count as served already; null for none.</param>
    /// <returns>The zones, ordered by name; none when nobody knows a private name.</returns>
    public static ValueList<ServiceZone> Of(NetworkSnapshot network, string serviceName, HubKey? hub)
    {
        var names = Answering(network, serviceName).Concat(Described(network, serviceName)).Concat(Served(network, serviceName, hub)).ToList();
        return Grouped(names.Count > 0 ? names : BuiltInNames.Of(serviceName));
    }

    /// <summary>Groups names into zones: the name without its wildcard label is the zone, and the zone always has its apex.</summary>
    /// <param name="names">Private names; the same one may come from several sources.</param>
    /// <returns>The zones, ordered by name.</returns>
    public static ValueList<ServiceZone> Grouped(IEnumerable<PrivateName> names) => names
        .GroupBy(name => DnsName.WithoutWildcard(name.Name), StringComparer.Ordinal)
        .OrderBy(zone => zone.Key, StringComparer.Ordinal)
        .Select(zone => new ServiceZone(
            zone.Key,
            zone.Any(name => DnsName.IsWildcard(name.Name)) ? ValueList.Of(zone.Key, DnsName.Wildcard(zone.Key)) : ValueList.Of(zone.Key),
            zone.Min(name => name.Source)))
        .ToValueList();

    private static IEnumerable<PrivateName> Answering(NetworkSnapshot network, string serviceName) =>
        from endpoint in network.Endpoints
        where endpoint.ServiceName == serviceName && endpoint.IsAlive
        from name in endpoint.PrivateNames
        select new PrivateName(DnsName.Normalize(name), NameSource.EndpointEntries);

    private static IEnumerable<PrivateName> Described(NetworkSnapshot network, string serviceName) =>
        network.Services.Find(serviceName) is { } service
            ? service.PrivateDnsNames.Select(name => new PrivateName(DnsName.Normalize(name), service.NameSource))
            : [];

    private static IEnumerable<PrivateName> Served(NetworkSnapshot network, string serviceName, HubKey? hub)
    {
        if (hub is null)
            return [];

        var targets = network.HubEndpoints(hub).Where(endpoint => endpoint.ServiceName == serviceName)
            .Select(endpoint => endpoint.RegionalName).ToList();
        return from zone in network.HubZones(hub)
               from record in zone.Records ?? ValueList<ZoneRecord>.Empty
               where record.Alias is not null && targets.Contains(record.Alias) && DnsName.WithoutWildcard(record.Name) == zone.Name
               select new PrivateName(record.Name, NameSource.HubZone);
    }
}
