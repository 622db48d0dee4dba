using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>A name to follow, and whether it stands for all names that clients make up below a wildcard.</summary>
internal readonly record struct TestedName(string Name, bool IsUnderWildcard)
{
    /// <summary>What stands below the wildcard's asterisk; the name itself where it is under none.</summary>
    public string Domain => IsUnderWildcard ? Name.Substring(Name.IndexOf('.') + 1) : Name;

    /// <summary>The name of the record that answers for it.</summary>
    public string RecordName => IsUnderWildcard ? DnsName.Wildcard(Domain) : Name;
}

internal static class TestedNames
{
    /// <summary>Stands for whatever clients may put before a wildcard's domain.</summary>
    public const string AnyAccount = "000000000000";

    /// <summary>
    /// Every name that clients of a service may use: those of its zones, and those of any record that points to one of the endpoints,
    /// so that a hub made by other means is judged by its own names.
    /// </summary>
    public static IReadOnlyList<ServiceZone> ZonesOf(PathIndex index, string serviceName, string hubVpcId)
    {
        var endpoints = index.EndpointsOf(hubVpcId, serviceName).ToList();
        var served = endpoints.SelectMany(index.Domains.NamesLeadingTo).Select(name => new PrivateName(name, NameSource.HubZone)).ToList();
        var zones = ServiceZones.Of(index.Snapshot, serviceName, HubNameOf(endpoints) is { } hubName ? new HubKey(hubName, hubVpcId) : null);
        var learnt = zones.Where(zone => served.Count == 0 || zone.Source != NameSource.BuiltIn)
            .SelectMany(zone => zone.RecordNames.Select(name => new PrivateName(name, zone.Source)));
        return ServiceZones.Grouped(learnt.Concat(served));
    }

    /// <summary>
    /// The names to follow from one account: for a wildcard the one that its image pulls use stands for all, unless that name has a record of its
    /// own, which tells nothing of the others.
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

            var asked = $"{accountId}.{DnsName.WithoutWildcard(name)}";
            if (!names.Contains(asked))
                yield return new TestedName(asked, IsUnderWildcard: true);
            if (hasRecord(asked))
                yield return new TestedName($"{AnyAccount}.{DnsName.WithoutWildcard(name)}", IsUnderWildcard: true);
        }
    }

    public static string? HubNameOf(IEnumerable<Endpoint> endpoints) =>
        endpoints.Select(endpoint => endpoint.Tag(Hubs.HubMark.HubTag)).FirstOrDefault(name => name is not null);
}
