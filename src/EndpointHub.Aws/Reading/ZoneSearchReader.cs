using Amazon.Runtime;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads the records of all zones, public and private, of the accounts in use, and of the zones that are associated with the VPCs. A zone that was
/// read before is not read again.
/// </summary>
internal sealed class ZoneSearchReader(ApisAt apis, IReadOnlyCollection<ScopedVpc> vpcs)
{
    private readonly Dictionary<string, Location> _accounts = vpcs.GroupBy(vpc => vpc.Location.AccountId, StringComparer.Ordinal)
        .ToDictionary(account => account.Key, account => account.First().Location, StringComparer.Ordinal);

    /// <summary>Reads the zones.</summary>
    /// <param name="listed">The zones of every VPC.</param>
    /// <param name="read">The zones of the snapshot. Their records are used where they were read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The zones. Records that could not be read are null.</returns>
    public async Task<ZoneSearch> ReadAsync(IEnumerable<ListedZone> listed, ResourceTable<PrivateZone> read, CancellationToken cancellationToken)
    {
        var owned = await Task.WhenAll(
            _accounts.Select(async account => (AccountId: account.Key, Zones: await OwnedAsync(account.Value, cancellationToken))).ToArray()
        );
        var zones = await Task.WhenAll(
            listed
                .Concat(owned.SelectMany(account => account.Zones ?? []))
                .GroupBy(zone => zone.Id, StringComparer.Ordinal)
                .Select(zone => ReadAsync([.. zone], read.Find(zone.Key)?.Records, cancellationToken))
                .ToArray()
        );
        return new ZoneSearch
        {
            Zones = ResourceTable<SearchedZone>.From(zones.OfType<SearchedZone>()),
            UnlistedAccountIds = SdkMapping.Sorted(owned.Where(account => account.Zones is null).Select(account => account.AccountId)),
        };
    }

    private Task<List<ListedZone>?> OwnedAsync(Location owner, CancellationToken cancellationToken) =>
        Permitted.OrNullAsync<List<ListedZone>>(async () =>
        {
            var zones = await apis(owner).Route53.Paginators.ListHostedZones(new()).HostedZones.ToListAsync(cancellationToken);
            return [.. zones.Select(zone => new ListedZone(SdkMapping.BareId(zone.Id!), DnsName.Normalize(zone.Name!), owner.AccountId, Vpc: null))];
        });

    /// <summary>Reads one zone; null if it was deleted in the meantime.</summary>
    private async Task<SearchedZone?> ReadAsync(List<ListedZone> listed, ValueList<ZoneRecord>? known, CancellationToken cancellationToken)
    {
        var zone = new SearchedZone
        {
            Id = listed[0].Id,
            Name = listed[0].Name,
            OwnerAccountId = listed[0].OwnerAccountId,
            VpcIds = SdkMapping.Sorted(listed.Select(one => one.Vpc?.VpcId).OfType<string>()),
            Records = known,
        };
        if (known is not null || !_accounts.TryGetValue(zone.OwnerAccountId, out var owner))
            return zone;

        try
        {
            return zone with { Records = await RecordsAsync(apis(owner), zone.Id, cancellationToken) };
        }
        catch (AmazonServiceException missing) when (missing.ErrorCode == "NoSuchHostedZone")
        {
            return null;
        }
    }

    private static Task<ValueList<ZoneRecord>?> RecordsAsync(Apis owner, string zoneId, CancellationToken cancellationToken) =>
        Permitted.OrNullAsync<ValueList<ZoneRecord>>(async () =>
        {
            var records = await owner
                .Route53.Paginators.ListResourceRecordSets(new() { HostedZoneId = zoneId })
                .ResourceRecordSets.ToListAsync(cancellationToken);
            return PrivateZone.Ordered(records.Where(record => record.Type!.Value is not ("SOA" or "NS")).Select(ZoneReader.Map));
        });
}
