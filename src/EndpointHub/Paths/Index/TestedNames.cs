using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>A name to resolve. It may represent all names that a wildcard matches.</summary>
internal readonly record struct TestedName(string Name, bool IsUnderWildcard)
{
    /// <summary>True if clients use names below this one only.</summary>
    public bool IsUnusedApex { get; init; }

    /// <summary>The domain of the wildcard; the name itself when it is not under a wildcard.</summary>
    public string Domain => IsUnderWildcard ? Name.Substring(Name.IndexOf('.') + 1) : Name;

    /// <summary>The name of its record.</summary>
    public string RecordName => IsUnderWildcard ? DnsName.Wildcard(Domain) : Name;
}

internal static class TestedNames
{
    /// <summary>A label that represents any label under a wildcard.</summary>
    public const string AnyAccount = "000000000000";

    /// <summary>
    /// All names that clients of a service may use: those of its zones, and those of any record that points to one of the endpoints,
    /// so that a hub that was created by other means is tested with its own names.
    /// </summary>
    public static IReadOnlyList<ServiceZone> ZonesOf(PathIndex index, string serviceName, string hubVpcId)
    {
        var endpoints = index.EndpointsOf(hubVpcId, serviceName).ToList();
        var served = endpoints.SelectMany(index.Domains.NamesOfRecordsTo).Select(name => new PrivateName(name, NameSource.HubZone)).ToList();
        var zones = ServiceZones.Of(index.Snapshot, serviceName, HubNameOf(endpoints) is { } hubName ? new HubKey(hubName, hubVpcId) : null);
        var known = zones
            .Where(zone => served.Count == 0 || zone.Source != NameSource.BuiltIn)
            .SelectMany(zone =>
                zone.RecordNames.Where(name => name != zone.Name || zone.HasApexName).Select(name => new PrivateName(name, zone.Source))
            );
        return ServiceZones.Grouped(known.Concat(served));
    }

    /// <summary>
    /// The names to resolve from one account. For a wildcard, the name that image pulls of the account use represents all names, unless it has a
    /// record of its own, which says nothing about the others. The apex of a wildcard is resolved where it is one of the names or has a record.
    /// </summary>
    /// <param name="zones">The service's zones.</param>
    /// <param name="accountId">The account, or any label in its place.</param>
    /// <param name="hasRecord">True if a name has a record of its own in some zone.</param>
    public static IEnumerable<TestedName> In(IEnumerable<ServiceZone> zones, string accountId, Func<string, bool> hasRecord)
    {
        var grouped = zones.ToList();
        var names = grouped.SelectMany(zone => zone.RecordNames).ToList();
        foreach (var zone in grouped)
        {
            if (!zone.IsApexUnused || zone.HasApexName || hasRecord(zone.Name))
                yield return new TestedName(zone.Name, IsUnderWildcard: false) { IsUnusedApex = zone.IsApexUnused };
            if (zone.RecordNames.Count == 1)
                continue;

            var tested = $"{accountId}.{zone.Name}";
            if (!names.Contains(tested))
                yield return new TestedName(tested, IsUnderWildcard: true);
            if (hasRecord(tested))
                yield return new TestedName($"{AnyAccount}.{zone.Name}", IsUnderWildcard: true);
        }
    }

    public static string? HubNameOf(IEnumerable<Endpoint> endpoints) =>
        endpoints.Select(endpoint => endpoint.HubName()).FirstOrDefault(name => name is not null);
}
