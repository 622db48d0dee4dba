using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>A name to follow, and whether it stands for all names that clients make up below a wildcard.</summary>
internal readonly record struct TestedName(string Name, bool IsUnderWildcard);

internal static class TestedNames
{
    /// <summary>
    /// Every name that clients of a service may use: those of its zones, and those of any record that points to one of the endpoints,
    /// so that a hub made by other means is judged by its own names.
    /// </summary>
    public static IReadOnlyList<ServiceZone> ZonesOf(PathIndex index, string serviceName, string hubVpcId)
    {
        var endpoints = index.EndpointsOf(hubVpcId, serviceName).ToList();
        var served = endpoints.SelectMany(index.Domains.NamesLeadingTo).Select(name => new PrivateName(name, NameSource.HubZone)).ToList();
        var zones = ServiceZones.Of(index.Snapshot, serviceName, HubNameOf(endpoints) ?? "", hubVpcId);
        var learnt = zones.Where(zone => served.Count == 0 || zone.Source != NameSource.BuiltIn)
            .SelectMany(zone => zone.RecordNames.Select(name => new PrivateName(name, zone.Source)));
        return ServiceZones.Grouped(learnt.Concat(served));
    }

    /// <summary>The names to follow from one account: for a wildcard the one that its image pulls use stands for all.</summary>
    public static IEnumerable<TestedName> In(IEnumerable<ServiceZone> zones, string accountId) =>
        zones.SelectMany(zone => zone.RecordNames).Select(name => DnsName.IsWildcard(name)
            ? new TestedName($"{accountId}.{DnsName.WithoutWildcard(name)}", IsUnderWildcard: true)
            : new TestedName(name, IsUnderWildcard: false));

    public static string? HubNameOf(IEnumerable<Endpoint> endpoints) =>
        endpoints.Select(endpoint => endpoint.Tag(Planning.HubMark.HubTag)).FirstOrDefault(name => name is not null);
}
