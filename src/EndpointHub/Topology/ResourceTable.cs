using System.Collections;

namespace EndpointHub.Topology;

/// <summary>A collection of resources of one type, by id. It is immutable, ordered by id, and compared by content.</summary>
/// <typeparam name="T">The type of resource.</typeparam>
internal sealed class ResourceTable<T> : IReadOnlyCollection<T>, IEquatable<ResourceTable<T>>
    where T : Resource
{
    private readonly T[] _ordered;
    private readonly Dictionary<string, T> _byId;

    private ResourceTable(IEnumerable<T> resources)
    {
        _ordered = [.. resources.OrderBy(resource => resource.Id, StringComparer.Ordinal)];
        _byId = _ordered.ToDictionary(resource => resource.Id, StringComparer.Ordinal);
    }

    /// <summary>The empty table.</summary>
    public static ResourceTable<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _ordered.Length;

    /// <summary>The resource of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The resource.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot has no resource with this id.</exception>
    public T this[string id] => Find(id) ?? throw new KeyNotFoundException($"The snapshot has no {typeof(T).Name} {id}.");

    /// <summary>Builds a table.</summary>
    /// <param name="resources">The resources; ids must differ.</param>
    /// <returns>The table.</returns>
    public static ResourceTable<T> From(IEnumerable<T> resources) => new(resources);

    /// <summary>The resource of an id.</summary>
    /// <param name="id">The id; null finds nothing.</param>
    /// <returns>The resource, or null.</returns>
    public T? Find(string? id) => id is not null && _byId.TryGetValue(id, out var resource) ? resource : null;

    /// <summary>A copy with a resource added. A resource with the same id is replaced.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The changed copy.</returns>
    public ResourceTable<T> With(T resource) => new(_ordered.Where(present => present.Id != resource.Id).Append(resource));

    /// <summary>A copy without a resource.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The changed copy.</returns>
    public ResourceTable<T> Without(string id) => new(_ordered.Where(present => present.Id != id));

    /// <inheritdoc/>
    public bool Equals(ResourceTable<T>? other) => other is not null && _ordered.SequenceEqual(other._ordered);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceTable<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _ordered.Aggregate(_ordered.Length, (hash, resource) => unchecked((hash * 31) + resource.GetHashCode()));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_ordered).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _ordered.GetEnumerator();
}
