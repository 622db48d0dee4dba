using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Errors;

namespace EndpointHub.Sandbox.State;

/// <summary>The resources of one kind in one account and Region, in the order of their creation.</summary>
/// <param name="prefix">The id's prefix, without the dash.</param>
/// <param name="notFound">The error code for an id that does not exist. AWS's codes do not follow one pattern.</param>
/// <param name="malformed">The error code for text that is not an id of this resource type.</param>
/// <param name="noun">The name of the resource type in AWS's error messages.</param>
internal sealed class Table<T>(string prefix, string notFound, string malformed, string noun) : ITable
    where T : class
{
    private readonly OrderedDictionary<string, T> _items = [];

    public IEnumerable<T> All => _items.Values;

    public string Prefix => prefix;

    public bool IsEmpty => _items.Count == 0;

    public T Get(string id) => Find(id) ?? throw NotFound(id);

    public T? Find(string? id) => id is not null && _items.TryGetValue(id, out var item) ? item : null;

    public bool Has(string id) => _items.ContainsKey(id);

    public void Add(string id, T item) => _items.Add(id, item);

    public void Remove(string id) => _items.Remove(id);

    /// <summary>Returns the resources with the ids, or all if no id is given.</summary>
    /// <exception cref="AwsException">An id does not exist.</exception>
    public IEnumerable<T> Pick(IReadOnlyCollection<string>? ids) => ids is null || ids.Count == 0 ? All : [.. ids.Distinct().Select(Get)];

    public AwsException NotFound(string id) =>
        Regex.IsMatch(id, $"^{prefix}-([0-9a-f]{{8}}|[0-9a-f]{{17}})$", RegexOptions.None, Regex.InfiniteMatchTimeout)
            ? new(notFound, $"The {noun} ID '{id}' does not exist")
            : new(malformed, $"Invalid id: \"{id}\" (expecting \"{prefix}-...\")");
}

/// <summary>A table without its resource type, for looking up resources of any type by id (tags).</summary>
internal interface ITable
{
    string Prefix { get; }

    bool IsEmpty { get; }

    bool Has(string id);

    AwsException NotFound(string id);
}
