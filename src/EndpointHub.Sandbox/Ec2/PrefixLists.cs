using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Describes prefix lists: the AWS-managed lists of the gateway services and the account's own (<see cref="ManagedPrefixLists"/>).</summary>
internal sealed class PrefixLists(Call call) : Handler(call)
{
    /// <remarks>These are examples, because the published ranges change. It matters only that they are public and not part of a VPC.</remarks>
    private static readonly Dictionary<string, string[]> Ranges = new(StringComparer.Ordinal)
    {
        ["s3"] = ["52.219.0.0/20", "52.219.16.0/22", "52.219.68.0/22", "3.5.152.0/21"],
        ["dynamodb"] = ["52.119.224.0/21", "35.71.115.0/24"],
    };

    private static readonly FilterSet<PrefixList> Filters = new()
    {
        { "prefix-list-id", p => p.PrefixListId },
        { "prefix-list-name", p => p.PrefixListName },
    };

    private static readonly FilterSet<ManagedPrefixList> ManagedFilters = new(p => p.Tags)
    {
        { "owner-id", p => p.OwnerId },
        { "prefix-list-id", p => p.PrefixListId },
        { "prefix-list-name", p => p.PrefixListName },
    };

    /// <summary>Returns the id if a prefix list with it exists.</summary>
    /// <exception cref="Errors.AwsException">There is no such list.</exception>
    internal static string Find(World world, Network net, string id) =>
        Aws(world, net).Any(l => l.Id == id) ? id : net.PrefixLists.Get(id).PrefixListId!;

    public DescribePrefixListsResponse DescribePrefixLists(List<Filter> filters, List<string> prefixListIds, int? maxResults, string? nextToken)
    {
        var lists = Pick(prefixListIds)
            .Select(l => new PrefixList
            {
                PrefixListId = l.Id,
                PrefixListName = l.Name,
                Cidrs = [.. Ranges[l.Service]],
            })
            .ToList();
        return new() { PrefixLists = Filters.Apply(lists, filters).Page(maxResults, nextToken, out var next), NextToken = next };
    }

    public DescribeManagedPrefixListsResponse DescribeManagedPrefixLists(
        List<Filter> filters,
        List<string> prefixListIds,
        int? maxResults,
        string? nextToken
    )
    {
        var aws = Aws(World, Net)
            .Select(l => new ManagedPrefixList
            {
                PrefixListId = l.Id,
                PrefixListName = l.Name,
                AddressFamily = "IPv4",
                OwnerId = "AWS",
                State = "create-complete",
                PrefixListArn = $"arn:{PartitionName}:ec2:{Region}:aws:prefix-list/{l.Id}",
            })
            .ToList();
        var picked =
            prefixListIds.Count == 0
                ? aws.Concat(Net.PrefixLists.All)
                : [.. prefixListIds.Distinct().Select(id => aws.Find(l => l.PrefixListId == id) ?? Net.PrefixLists.Get(id))];
        return new()
        {
            PrefixLists = ManagedFilters.Apply(picked, filters).Page(maxResults, nextToken, out var next, atLeast: 1, atMost: 100),
            NextToken = next,
        };
    }

    /// <remarks>AWS does not number the versions of its own lists.</remarks>
    public GetManagedPrefixListEntriesResponse GetManagedPrefixListEntries(
        string prefixListId,
        long? targetVersion,
        int? maxResults,
        string? nextToken
    )
    {
        var entries = Aws(World, Net).FirstOrDefault(l => l.Id == prefixListId) is { Id: not null } aws
            ? Ranges[aws.Service].Select(r => new PrefixListEntry { Cidr = r })
            : Net.PrefixLists.Get(prefixListId).At(targetVersion);
        return new() { Entries = entries.Page(maxResults, nextToken, out var next, atLeast: 1, atMost: 100), NextToken = next };
    }

    private static IEnumerable<(string Id, string Name, string Service)> Aws(World world, Network net) =>
        world.Services.In(net.Region).Where(s => s.IsGateway).Select(s => (Regions.PrefixList(net.Region, s.ShortName), s.Name, s.ShortName));

    private IEnumerable<(string Id, string Name, string Service)> Pick(List<string> ids)
    {
        var all = Aws(World, Net).ToList();
        return ids.Count == 0 ? all : ids.Select(id => all.Exists(l => l.Id == id) ? all.Find(l => l.Id == id) : throw Net.PrefixLists.NotFound(id));
    }
}
