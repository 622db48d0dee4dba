using Amazon.Route53;
using EndpointHub.Topology;
using EndpointHub.Values;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads the tags of a hub's zones, which no other call of Route 53 returns.</summary>
internal sealed class ZoneTagReader(ApisAt apis, SnapshotScope scope)
{
    // The maximum of ListTagsForResources (Route 53 API reference).
    private const int IdsInCall = 10;

    /// <summary>Adds the tags to the zones of the hubs. A zone whose tags may not be read keeps none, and is tagged again.</summary>
    /// <param name="zones">All zones.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>All zones.</returns>
    public async Task<List<PrivateZone>> AddToAsync(IReadOnlyList<PrivateZone> zones, CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, ValueList<Tag>>(StringComparer.Ordinal);
        foreach (var owner in scope.Vpcs.Where(vpc => scope.HubVpcIds.Contains(vpc.VpcId)).Select(vpc => vpc.Location).Distinct())
        {
            var own = zones.Where(zone => zone.OwnerAccountId == owner.AccountId && zone.Records is not null && IsOfHub(zone)).ToList();
            for (var from = 0; from < own.Count; from += IdsInCall)
            {
                foreach (var set in await ReadAsync(apis(owner), [.. own.Skip(from).Take(IdsInCall).Select(zone => zone.Id)], cancellationToken))
                    tags[SdkMapping.BareId(set.ResourceId!)] = Map(set);
            }
        }

        return [.. zones.Select(zone => tags.TryGetValue(zone.Id, out var read) ? zone with { Tags = read } : zone)];
    }

    private bool IsOfHub(PrivateZone zone) => scope.HubVpcIds.Any(zone.Serves);

    private static async Task<IEnumerable<Route53.ResourceTagSet>> ReadAsync(Apis here, List<string> ids, CancellationToken cancellationToken)
    {
        var answer = await Permitted.OrNullAsync(() =>
            here.Route53.ListTagsForResourcesAsync(
                new Route53.ListTagsForResourcesRequest { ResourceType = TagResourceType.Hostedzone, ResourceIds = ids },
                cancellationToken
            )
        );
        return (answer?.ResourceTagSets).All();
    }

    private static ValueList<Tag> Map(Route53.ResourceTagSet set) =>
        set.Tags.All().Select(tag => new Tag(tag.Key!, tag.Value ?? "")).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToValueList();
}
