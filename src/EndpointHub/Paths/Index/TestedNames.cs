using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>A name to resolve. It may represent all names that a wildcard matches.</summary>
internal readonly record struct TestedName(string Name, bool IsUnderWildcard)
{
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
            .SelectMany(zone => zone.RecordNames.Select(name => new PrivateName(name, zone.Source)));
        return ServiceZones.Grouped(known.Concat(served));
    }

    /// <summary>
    /// The names to resolve from one account. For a wildcard, the name that image pulls of the account use represents all names, unless it has a
    /// record of its own, which says nothing about the others.
    /// </summary>
    /// <param name="zones">The service's zones.</param>
    /// <param name="accountId">The account, or any label in its place.</param>
    /// <param name="hasRecord">True if a name has a record of its own in some zone.</param>
    public static IEnumerable<TestedName> In(IEnumerable<ServiceZone> zones, string accountId, Func<string, bool> hasRecord)
    {
        var names = zones.SelectMany(zone => zone.RecordNames).ToList();
        foreach (var name in names)
        {
            if (!DnsName.IsWildcard(name))
            {
                yield return new TestedName(name, IsUnderWildcard: false);
                continue;
            }

            var tested = $"{accountId}.{DnsName.WithoutWildcard(name)}";
            if (!names.Contains(tested))
                yield return new TestedName(tested, IsUnderWildcard: true);
            if (hasRecord(tested))
                yield return new TestedName($"{AnyAccount}.{DnsName.WithoutWildcard(name)}", IsUnderWildcard: true);
        }
    }

    public static string? HubNameOf(IEnumerable<Endpoint> endpoints) =>
        endpoints.Select(endpoint => endpoint.HubName()).FirstOrDefault(name => name is not null);
}
