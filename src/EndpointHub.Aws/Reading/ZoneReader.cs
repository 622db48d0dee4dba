using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads the private zones that are associated with VPCs, or that Profiles share with them. Route 53 allows five calls a second to a whole account,
/// so records are read only for zones of a hub, and for zones whose name is a parent or a child of one of the given names.
/// </summary>
internal sealed class ZoneReader(ApisAt apis, IReadOnlyCollection<ScopedVpc> vpcs)
{
    private readonly Dictionary<string, Location> _reachable = vpcs.GroupBy(vpc => vpc.Location.AccountId, StringComparer.Ordinal)
        .ToDictionary(account => account.Key, account => account.First().Location, StringComparer.Ordinal);

    /// <summary>
    /// Lists the zones of each VPC, and those of Profiles, which the list of a VPC does not contain (Route 53 developer guide, Profiles).
    /// </summary>
    /// <param name="zonesOfProfiles">The ids of the zones that Profiles share. Zones of accounts without credentials are left out.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The zones. A zone occurs once per VPC.</returns>
    public async Task<IReadOnlyList<ListedZone>> ListAsync(IReadOnlyCollection<string> zonesOfProfiles, CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(vpcs.Select(vpc => ListAsync(vpc, cancellationToken)).ToArray());
        var listed = lists.SelectMany(list => list).ToList();
        var missing = zonesOfProfiles.Except(listed.Select(zone => zone.Id), StringComparer.Ordinal).ToList();
        var owned = await Task.WhenAll(
            _reachable.Values.Where(_ => missing.Count > 0).Select(account => OwnedAsync(account, missing, cancellationToken)).ToArray()
        );
        return [.. listed, .. owned.SelectMany(zones => zones)];
    }

    /// <summary>Reads the records of the relevant zones.</summary>
    /// <param name="listed">The zones of every VPC.</param>
    /// <param name="hubVpcIds">The VPCs whose zones are all relevant.</param>
    /// <param name="names">The names that other zones must be related to.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Every zone once.</returns>
    public async Task<IEnumerable<PrivateZone>> ReadAsync(
        IEnumerable<ListedZone> listed,
        IReadOnlyCollection<string> hubVpcIds,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken
    ) =>
        await Task.WhenAll(
            listed
                .GroupBy(zone => zone.Id, StringComparer.Ordinal)
                .Select(zone =>
                {
                    var first = zone.First();
                    var isRelevant =
                        zone.Any(one => one.Vpc is { } vpc && hubVpcIds.Contains(vpc.VpcId)) || names.Any(name => IsRelated(first.Name, name));
                    return isRelevant && _reachable.TryGetValue(first.OwnerAccountId, out var owner)
                        ? ReadAsync(apis(owner), zone, cancellationToken)
                        : Task.FromResult(WithoutRecords(zone));
                })
                .ToArray()
        );

    internal static PrivateZone Map(ListedZone listed, Route53.GetHostedZoneResponse zone, IEnumerable<Route53.ResourceRecordSet>? records) =>
        new()
        {
            Id = listed.Id,
            Name = listed.Name,
            OwnerAccountId = listed.OwnerAccountId,
            Comment = zone.HostedZone?.Config?.Comment ?? "",
            Vpcs = zone
                .VPCs.All()
                .Select(vpc => new ZoneVpc(vpc.VPCId!, vpc.VPCRegion!.Value))
                .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal)
                .ToValueList(),
            Records = records is null ? null : PrivateZone.Ordered(records.Where(record => record.Type!.Value is not ("SOA" or "NS")).Select(Map)),
        };

    internal static ZoneRecord Map(Route53.ResourceRecordSet record) =>
        new(
            DnsName.Normalize(record.Name!),
            record.Type!.Value,
            record.AliasTarget is { } alias ? new AliasTarget(DnsName.Normalize(alias.DNSName!), alias.HostedZoneId!) : null,
            record.ResourceRecords.All().Select(value => value.Value!).ToValueList()
        )
        {
            SetIdentifier = record.SetIdentifier,
        };

    private static bool IsRelated(string zone, string name)
    {
        var apex = DnsName.WithoutWildcard(name);
        return DnsName.IsWithin(apex, zone) || DnsName.IsWithin(zone, apex);
    }

    private static PrivateZone WithoutRecords(IEnumerable<ListedZone> listed)
    {
        var zones = listed.ToList();
        return new PrivateZone
        {
            Id = zones[0].Id,
            Name = zones[0].Name,
            OwnerAccountId = zones[0].OwnerAccountId,
            Vpcs = zones.Select(zone => zone.Vpc).OfType<ZoneVpc>().OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList(),
            Records = null,
        };
    }

    private async Task<IEnumerable<ListedZone>> ListAsync(ScopedVpc vpc, CancellationToken cancellationToken)
    {
        var zones = new List<ListedZone>();
        var request = new Route53.ListHostedZonesByVPCRequest { VPCId = vpc.VpcId, VPCRegion = vpc.Location.Region };
        await foreach (
            var zone in apis(vpc.Location).Route53.Paginators.ListHostedZonesByVPC(request).HostedZoneSummaries.WithCancellation(cancellationToken)
        )
        {
            // A zone without an owning account is the managed zone of an endpoint, which the endpoint itself describes.
            if (zone.Owner?.OwningAccount is { Length: > 0 } account)
            {
                zones.Add(
                    new ListedZone(
                        SdkMapping.BareId(zone.HostedZoneId!),
                        DnsName.Normalize(zone.Name!),
                        account,
                        new ZoneVpc(vpc.VpcId, vpc.Location.Region)
                    )
                );
            }
        }

        return zones;
    }

    /// <summary>Lists the zones of an account in one call.</summary>
    private async Task<IEnumerable<ListedZone>> OwnedAsync(Location owner, List<string> ids, CancellationToken cancellationToken)
    {
        var zones = await Permitted.OrNullAsync(() =>
            apis(owner).Route53.Paginators.ListHostedZones(new()).HostedZones.ToListAsync(cancellationToken)
        );
        return zones
            .All()
            .Select(zone => new ListedZone(SdkMapping.BareId(zone.Id!), DnsName.Normalize(zone.Name!), owner.AccountId, Vpc: null))
            .Where(zone => ids.Contains(zone.Id));
    }

    // The zone and its records are two permissions. What a zone's comment says does not get lost with its records.
    private static async Task<PrivateZone> ReadAsync(Apis owner, IGrouping<string, ListedZone> listed, CancellationToken cancellationToken)
    {
        var zone = await Permitted.OrNullAsync(() => owner.Route53.GetHostedZoneAsync(new() { Id = listed.Key }, cancellationToken));
        if (zone is null)
            return WithoutRecords(listed);

        var records = await Permitted.OrNullAsync(() =>
            owner.Route53.Paginators.ListResourceRecordSets(new() { HostedZoneId = listed.Key }).ResourceRecordSets.ToListAsync(cancellationToken)
        );
        return Map(listed.First(), zone, records);
    }
}

/// <summary>A zone in the list of a VPC or, without a VPC, in the list of its owner.</summary>
internal sealed record ListedZone(string Id, string Name, string OwnerAccountId, ZoneVpc? Vpc);
