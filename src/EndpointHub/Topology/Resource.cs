using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>Something that AWS gives an id and that a snapshot keeps.</summary>
public abstract record Resource
{
    /// <summary>AWS's id, or a <see cref="SymbolicId"/> for what a plan has yet to make.</summary>
    public required string Id { get; init; }

    /// <summary>The tags, ordered by key.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <summary>The value of one tag.</summary>
    /// <param name="key">The key; case matters, as at AWS.</param>
    /// <returns>The value, or null when the tag is absent.</returns>
    public string? Tag(string key) => Tags.FirstOrDefault(tag => tag.Key == key)?.Value;
}

/// <summary>A label on a resource.</summary>
/// <param name="Key">Up to 128 characters.</param>
/// <param name="Value">Up to 256 characters; may be empty.</param>
public sealed record Tag(string Key, string Value)
{
    /// <summary>Tags with this one set, ordered by key as a snapshot keeps them.</summary>
    /// <param name="tags">The tags.</param>
    /// <returns>The tags and this one.</returns>
    public ValueList<Tag> In(ValueList<Tag> tags) =>
        tags.Without(tag => tag.Key == Key).With(this).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToValueList();
}
