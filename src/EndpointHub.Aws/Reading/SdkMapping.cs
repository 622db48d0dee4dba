using Amazon.Runtime;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>What every mapping from the wire needs. A missing list arrives as null, and counts as empty.</summary>
internal static class SdkMapping
{
    // EC2 API reference, filtering: at most 200 values in a request's filters.
    private const int FilterValues = 200;

    // Lists come a hundred a page, and Resolver has two entries for each VPC.
    private const int MaxSingleQueries = 5;

    public static IEnumerable<T> All<T>(this List<T>? items) => items ?? [];

    /// <summary>An id without the path that Route 53 puts before it: <c>/hostedzone/Z1</c> is <c>Z1</c>.</summary>
    public static string BareId(string id) => id.Substring(id.LastIndexOf('/') + 1);

    public static ValueList<Tag> Tags(List<Ec2.Tag>? tags) => tags.All()
        .Select(tag => new Tag(tag.Key!, tag.Value ?? "")).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToValueList();

    public static ValueList<string> Sorted(IEnumerable<string?> texts) =>
        texts.OfType<string>().OrderBy(text => text, StringComparer.Ordinal).ToValueList();

    /// <summary>Whose associations to ask for where a list takes one VPC or none: each of a few, or one null for those of the whole account.</summary>
    public static IEnumerable<string?> FilterVpcIds(IReadOnlyCollection<string> vpcIds) => vpcIds.Count > MaxSingleQueries ? [null] : (IEnumerable<string?>)vpcIds;

    /// <summary>The items of every page.</summary>
    public static async Task<List<T>> ToListAsync<T>(this IPaginatedEnumerable<T> pages, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await foreach (var item in pages.WithCancellation(cancellationToken))
            items.Add(item);
        return items;
    }

    /// <summary>Reads by one filter, in as many requests as its values need, and every page of each.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        string filter, IEnumerable<string> values, Func<List<Ec2.Filter>, IPaginatedEnumerable<T>> read, CancellationToken cancellationToken)
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
