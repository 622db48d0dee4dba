using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>
/// Determines the hosted zones and records of a service. Names are combined from AWS: the private names of the service's endpoints, those in
/// its description, and those of a hub's zones. The built-in table is used only when all of these are empty.
/// </summary>
internal static class ServiceZones
{
    /// <summary>The zones that a service needs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="serviceName">The full service name.</param>
    /// <param name="hub">The hub whose zones are included; null for none.</param>
    /// <returns>The zones, ordered by name; none when no private name is known.</returns>
    public static ValueList<ServiceZone> Of(NetworkSnapshot network, string serviceName, HubKey? hub)
    {
        var names = FromEndpoints(network, serviceName)
            .Concat(FromDescription(network, serviceName))
            .Concat(FromHubZones(network, serviceName, hub))
            .ToList();
        return Grouped(names.Count > 0 ? names : BuiltInNames.Of(serviceName));
    }

    /// <summary>Groups names into zones. The name without its wildcard label is the zone, and every zone has a record for its apex.</summary>
    /// <param name="names">The private names. A name may occur with several sources.</param>
    /// <returns>The zones, ordered by name.</returns>
    public static ValueList<ServiceZone> Grouped(IEnumerable<PrivateName> names) =>
        names
            .GroupBy(name => DnsName.WithoutWildcard(name.Name), StringComparer.Ordinal)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal)
            .Select(zone => new ServiceZone(
                zone.Key,
                zone.Any(name => DnsName.IsWildcard(name.Name)) ? ValueList.Of(zone.Key, DnsName.Wildcard(zone.Key)) : ValueList.Of(zone.Key),
                zone.Min(name => name.Source)
            )
            {
                HasApexName = zone.Any(name => name.Name == zone.Key),
            })
            .ToValueList();

    private static IEnumerable<PrivateName> FromEndpoints(NetworkSnapshot network, string serviceName) =>
        from endpoint in network.Endpoints
        where endpoint.ServiceName == serviceName && endpoint.IsAlive
        from name in endpoint.PrivateNames
        select new PrivateName(DnsName.Normalize(name), NameSource.EndpointEntries);

    private static IEnumerable<PrivateName> FromDescription(NetworkSnapshot network, string serviceName) =>
        network.Services.Find(serviceName) is { } service
            ? service.PrivateDnsNames.Select(name => new PrivateName(DnsName.Normalize(name), service.NameSource))
            : [];

    private static IEnumerable<PrivateName> FromHubZones(NetworkSnapshot network, string serviceName, HubKey? hub)
    {
        if (hub is null)
            return [];

        var targets = network
            .HubEndpoints(hub)
            .Where(endpoint => endpoint.ServiceName == serviceName)
            .Select(endpoint => endpoint.RegionalName)
            .ToList();
        return from zone in network.HubZones(hub)
            from record in zone.Records ?? ValueList<ZoneRecord>.Empty
            where record.Alias is not null && targets.Contains(record.Alias) && DnsName.WithoutWildcard(record.Name) == zone.Name
            select new PrivateName(record.Name, NameSource.HubZone);
    }
}
