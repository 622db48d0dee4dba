using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>An AWS resource with an id, as part of a snapshot.</summary>
public abstract record Resource
{
    /// <summary>The AWS id, or a <see cref="SymbolicId"/> for a resource that a plan will create.</summary>
    public required string Id { get; init; }

    /// <summary>The tags, ordered by key.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <summary>The value of one tag.</summary>
    /// <param name="key">The key; it is case-sensitive, as in AWS.</param>
    /// <returns>The value, or null when the tag is absent.</returns>
    public string? Tag(string key) => Tags.FirstOrDefault(tag => tag.Key == key)?.Value;
}

/// <summary>A tag of a resource.</summary>
/// <param name="Key">Up to 128 characters.</param>
/// <param name="Value">Up to 256 characters; may be empty.</param>
public sealed record Tag(string Key, string Value)
{
    /// <summary>A list of tags with this one set, ordered by key as in snapshots.</summary>
    /// <param name="tags">The tags.</param>
    /// <returns>The tags with this one.</returns>
    public ValueList<Tag> In(ValueList<Tag> tags) =>
        tags.Without(tag => tag.Key == Key).With(this).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToValueList();
}
