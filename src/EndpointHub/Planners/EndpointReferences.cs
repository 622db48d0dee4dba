using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>A record that points to an endpoint.</summary>
/// <param name="ZoneId">The record's zone.</param>
/// <param name="ZoneName">The zone's name.</param>
/// <param name="Record">The record.</param>
internal sealed record EndpointReference(string ZoneId, string ZoneName, ZoneRecord Record)
{
    /// <summary>The record and its zone.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => $"record {Record.Name} ({Record.Type}) of zone {ZoneId} ({ZoneName})";
}

/// <summary>
/// Finds the records that point to an endpoint by one of its DNS names, and the zones that could have such a record and were not read.
/// </summary>
internal static class EndpointReferences
{
    // Clients do not connect to what these contain.
    private static readonly string[] TextTypes = ["TXT", "SPF", "CAA"];

    /// <summary>The records that point to an endpoint, of all zones that were read.</summary>
    /// <param name="network">The network.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The records, ordered by zone and name.</returns>
    public static IEnumerable<EndpointReference> Of(NetworkSnapshot network, Endpoint endpoint) =>
        network
            .Zones.Select(zone => (zone.Id, zone.Name, zone.Records))
            .Concat((network.ZoneSearch?.Zones ?? ResourceTable<SearchedZone>.Empty).Select(zone => (zone.Id, zone.Name, zone.Records)))
            .SelectMany(zone =>
                (zone.Records ?? ValueList<ZoneRecord>.Empty)
                    .Where(record => Targets(record).Any(target => IsNameOf(target, endpoint)))
                    .Select(record => new EndpointReference(zone.Id, zone.Name, record))
            )
            .Distinct()
            .OrderBy(reference => reference.ZoneId, StringComparer.Ordinal)
            .ThenBy(reference => reference.Record.Name, StringComparer.Ordinal);

    /// <summary>The accounts of a VPC whose zones were not listed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="vpcId">The VPC of the endpoints in question.</param>
    /// <returns>The owner of the VPC if its zones were not listed, otherwise nothing.</returns>
    public static IEnumerable<string> UnlistedAccountIds(NetworkSnapshot network, string vpcId)
    {
        var owner = network.Vpcs[vpcId].Location.AccountId;
        return network.ZoneSearch is { } search && !search.UnlistedAccountIds.Contains(owner) ? [] : [owner];
    }

    /// <summary>
    /// The zones of a VPC's account, and those that are associated with the VPC, whose records were not read. Zones of other accounts and VPCs are
    /// not asked for.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="vpcId">The VPC of the endpoints in question.</param>
    /// <returns>The zones, ordered by id. The name and the owner of a zone that only a Profile names are not known.</returns>
    public static IEnumerable<(string Id, string Text)> UnreadZones(NetworkSnapshot network, string vpcId)
    {
        var owner = network.Vpcs[vpcId].Location.AccountId;
        var searched = network.ZoneSearch?.Zones ?? ResourceTable<SearchedZone>.Empty;
        var unread = searched
            .Where(zone => zone.OwnerAccountId == owner || zone.VpcIds.Contains(vpcId))
            .Select(zone => (zone.Id, Text: zone.ToString()))
            .Concat(
                network
                    .Zones.Where(zone => zone.OwnerAccountId == owner || zone.Serves(vpcId))
                    .Select(zone => (zone.Id, Text: $"zone {zone.Id} ({zone.Name}) of account {zone.OwnerAccountId}"))
            )
            .Concat(
                network
                    .Profiles.Where(profile => profile.Vpcs.Any(vpc => vpc.VpcId == vpcId))
                    .SelectMany(profile =>
                        (profile.Resources ?? ValueList<ProfileResource>.Empty)
                            .Where(resource => resource.Kind == ProfileResourceKind.PrivateZone)
                            .Select(resource => (Id: resource.ResourceId, Text: $"zone {resource.ResourceId} of Route 53 Profile {profile.Id}"))
                    )
            );
        return unread
            .Where(zone => searched.Find(zone.Id)?.Records is null && network.Zones.Find(zone.Id)?.Records is null)
            .GroupBy(zone => zone.Id, StringComparer.Ordinal)
            .Select(same => same.First())
            .OrderBy(zone => zone.Id, StringComparer.Ordinal);
    }

    /// <summary>The reasons why it is not known that no record points to endpoints.</summary>
    /// <param name="network">The network.</param>
    /// <param name="vpcId">Their VPC.</param>
    /// <param name="endpointIds">The endpoints.</param>
    /// <returns>ZoneListUnread and RecordsUnread, or nothing.</returns>
    public static IEnumerable<Problem> Unread(NetworkSnapshot network, string vpcId, ValueList<string> endpointIds)
    {
        foreach (var account in UnlistedAccountIds(network, vpcId))
            yield return Problems.ZoneListUnread(vpcId, endpointIds, account);

        var zones = UnreadZones(network, vpcId).ToList();
        if (zones.Count > 0)
        {
            yield return Problems.RecordsUnread(
                vpcId,
                endpointIds,
                zones.Select(zone => zone.Text).ToValueList(),
                zones.Select(zone => zone.Id).ToValueList()
            );
        }
    }

    // An SRV, MX or HTTPS record has its target among other values.
    private static IEnumerable<string> Targets(ZoneRecord record) =>
        TextTypes.Contains(record.Type)
            ? []
            : record
                .Values.SelectMany(value => value.Split([' ', '\t', '"'], StringSplitOptions.RemoveEmptyEntries))
                .Concat(record.Alias is { } alias ? [alias.DnsName] : [])
                .Select(DnsName.Normalize);

    // Each DNS name of an endpoint has a label that begins with its id: the regional name, those of the zones, and those below the wildcard of S3.
    private static bool IsNameOf(string name, Endpoint endpoint) =>
        name == endpoint.RegionalName?.DnsName
        || Enumerable.Range(0, name.Length).Any(at => (at == 0 || name[at - 1] == '.') && StartsAt(name, at, endpoint.Id + "-"));

    private static bool StartsAt(string name, int at, string part) => string.CompareOrdinal(name, at, part, 0, part.Length) == 0;
}
