using Amazon.EC2;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Reading;

/// <summary>
/// Reads the prefix lists that routes, the ingress rules of endpoints or the egress rules of clients refer to. The prefix lists of gateway
/// endpoints are left out, so that a network without others costs no call. Only image pulls need the addresses of S3.
/// </summary>
internal static class PrefixListReader
{
    public static async Task<IEnumerable<PrefixList>> ReadAsync(Apis apis, NetworkSnapshot network, CancellationToken cancellationToken)
    {
        if (await Permitted.OrNullAsync(() => DescribeAsync(apis, ReferencedIds(network), cancellationToken)) is not { } lists)
            return [];

        return await Task.WhenAll(
            lists
                .Select(async list => list with { Entries = await Permitted.OrNullAsync(() => EntriesAsync(apis, list.Id, cancellationToken)) })
                .ToArray()
        );
    }

    /// <summary>Reads the prefix list of S3 in a region, with its addresses, in one call; null if it is not returned.</summary>
    public static async Task<PrefixList?> OfS3Async(Apis apis, string region, CancellationToken cancellationToken)
    {
        var found = await Permitted.OrNullAsync(() =>
            SdkMapping.ReadAsync(
                "prefix-list-name",
                [PrefixList.NameOfS3(region)],
                filters => apis.Ec2.Paginators.DescribePrefixLists(new() { Filters = filters }).PrefixLists,
                cancellationToken
            )
        );
        return found is { Count: > 0 }
            ? new PrefixList
            {
                Id = found[0].PrefixListId!,
                Name = found[0].PrefixListName!,
                Entries = Blocks(found[0].Cidrs.All()),
            }
            : null;
    }

    private static IEnumerable<string> ReferencedIds(NetworkSnapshot network)
    {
        var routes = network.RouteTables.SelectMany(table => table.Routes).ToLookup(network.LeadsToGatewayEndpoint);
        var endpointGroups = new HashSet<string>(network.NetworkInterfaces.SelectMany(nic => nic.SecurityGroupIds), StringComparer.Ordinal);
        return network
            .SecurityGroups.SelectMany(group => endpointGroups.Contains(group.Id) ? group.Ingress.Concat(group.Egress) : group.Egress)
            .Select(rule => rule.Peer.PrefixListId)
            .Concat(routes[false].Select(route => route.Destination.PrefixListId))
            .OfType<string>()
            .Except(routes[true].Select(route => route.Destination.PrefixListId!), StringComparer.Ordinal);
    }

    private static async Task<List<PrefixList>> DescribeAsync(Apis apis, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        [
            .. (
                await SdkMapping.ReadAsync(
                    "prefix-list-id",
                    ids,
                    filters => apis.Ec2.Paginators.DescribeManagedPrefixLists(new() { Filters = filters }).PrefixLists,
                    cancellationToken
                )
            ).Select(list => new PrefixList
            {
                Id = list.PrefixListId!,
                Name = list.PrefixListName ?? "",
                Tags = SdkMapping.Tags(list.Tags),
            }),
        ];

    private static async Task<ValueList<Cidr>> EntriesAsync(Apis apis, string id, CancellationToken cancellationToken) =>
        Blocks(
            (await apis.Ec2.Paginators.GetManagedPrefixListEntries(new() { PrefixListId = id }).Entries.ToListAsync(cancellationToken)).Select(
                entry => entry.Cidr
            )
        );

    // A list has one address family. Lists of IPv6 are not needed.
    private static ValueList<Cidr> Blocks(IEnumerable<string?> cidrs) =>
        cidrs.Select(text => Cidr.TryParse(text, out var cidr) ? cidr : (Cidr?)null).OfType<Cidr>().OrderBy(cidr => cidr).ToValueList();
}
