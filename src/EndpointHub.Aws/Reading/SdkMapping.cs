using Amazon.Runtime;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Helpers for mapping SDK types. A missing list is null in the SDK, and counts as empty.</summary>
internal static class SdkMapping
{
    // EC2 API reference, filtering: at most 200 values in a request's filters.
    private const int FilterValues = 200;

    // Above this number one unfiltered list needs fewer calls: a page has a hundred items, and Resolver has two per VPC.
    private const int MaxSingleQueries = 5;

    public static IEnumerable<T> All<T>(this List<T>? items) => items ?? [];

    /// <summary>Removes the path that Route 53 puts before an id: <c>/hostedzone/Z1</c> is <c>Z1</c>.</summary>
    public static string BareId(string id) => id.Substring(id.LastIndexOf('/') + 1);

    public static ValueList<Tag> Tags(List<Ec2.Tag>? tags) =>
        tags.All().Select(tag => new Tag(tag.Key!, tag.Value ?? "")).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToValueList();

    public static ValueList<string> Sorted(IEnumerable<string?> texts) =>
        texts.OfType<string>().OrderBy(text => text, StringComparer.Ordinal).ToValueList();

    /// <summary>Returns the filter values for lists that filter by one VPC or none: each VPC of a few, or one null for the whole account.</summary>
    public static IEnumerable<string?> FilterVpcIds(IReadOnlyCollection<string> vpcIds) =>
        vpcIds.Count > MaxSingleQueries ? [null] : (IEnumerable<string?>)vpcIds;

    /// <summary>Reads the items of all pages.</summary>
    public static async Task<List<T>> ToListAsync<T>(this IPaginatedEnumerable<T> pages, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await foreach (var item in pages.WithCancellation(cancellationToken))
            items.Add(item);
        return items;
    }

    /// <summary>Reads all pages by one filter, in as many requests as its values need.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        string filter,
        IEnumerable<string> values,
        Func<List<Ec2.Filter>, IPaginatedEnumerable<T>> read,
        CancellationToken cancellationToken
    )
    {
        var items = new List<T>();
        var rest = values.Distinct(StringComparer.Ordinal).OrderBy(value => value, StringComparer.Ordinal).ToList();
        for (var start = 0; start < rest.Count; start += FilterValues)
        {
            var some = rest.GetRange(start, Math.Min(FilterValues, rest.Count - start));
            items.AddRange(await read([new Ec2.Filter { Name = filter, Values = some }]).ToListAsync(cancellationToken));
        }

        return items;
    }
}
