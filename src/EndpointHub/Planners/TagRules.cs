using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>AWS's rules for tags, and which keys are EndpointHub's own (EC2 user guide, tag restrictions; Route 53, ChangeTagsForResource).</summary>
internal static class TagRules
{
    /// <summary>The tags that a resource of EC2 can have beside EndpointHub's own: AWS allows 50, and two are the name and the hub.</summary>
    public const int PerResource = 48;

    /// <summary>The tags that a hosted zone can have. EndpointHub sets none of its own there.</summary>
    public const int PerZone = 10;

    private const int KeyLength = 128;
    private const int ValueLength = 256;

    /// <summary>Validates tags before anything is read or changed.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="limit">The number of tags that the resources can have.</param>
    /// <returns>The first problem, or null.</returns>
    public static Problem? Validate(ValueList<Tag> tags, int limit) =>
        tags.Select(Validate).FirstOrDefault(problem => problem is not null)
        ?? Repeated(tags)
        ?? (tags.Count > limit ? Problems.TooManyTags(tags.Count, limit) : null);

    private static Problem? Repeated(ValueList<Tag> tags) =>
        tags.GroupBy(tag => tag.Key, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? Problems.TagRefused(twice.Key, "is the key of two tags.")
            : null;

    private static Problem? Validate(Tag tag) =>
        tag.Key.Length == 0 ? Problems.TagRefused("-Tag", "contains an empty key.")
        : tag.Key.Length > KeyLength ? Problems.TagRefused(tag.Key, $"has {tag.Key.Length} characters, and AWS allows a key {KeyLength}.")
        : tag.Value.Length > ValueLength
            ? Problems.TagRefused(tag.Key, $"has a value of {tag.Value.Length} characters, and AWS allows {ValueLength}.")
        : tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
            ? Problems.TagRefused(tag.Key, "begins with aws:, and AWS reserves such keys.")
        : HubMark.IsOwnKey(tag.Key) ? Problems.TagRefused(tag.Key, "is a tag that EndpointHub sets itself, with a value of its own on each resource.")
        : null;
}
