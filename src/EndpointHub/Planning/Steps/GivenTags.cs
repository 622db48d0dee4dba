using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>The tags that an operator gave with <c>-Tag</c>, among the tags of a resource.</summary>
internal static class GivenTags
{
    /// <summary>
    /// The end of a step's description. EndpointHub's own tags are left out, because they say nothing that the description does not.
    /// </summary>
    /// <param name="tags">All tags of the new resource.</param>
    /// <returns>For example <c>, tagged with CostCenter=42, Owner=network</c>; empty without such tags.</returns>
    public static string Text(ValueList<Tag> tags)
    {
        var given = tags.Without(tag => HubMark.IsOwnKey(tag.Key));
        return given.Count == 0 ? "" : $", tagged with {List(given)}";
    }

    /// <summary>The tags as text.</summary>
    /// <param name="tags">The tags.</param>
    /// <returns>For example <c>CostCenter=42, Owner=network</c>.</returns>
    public static string List(ValueList<Tag> tags) => string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}"));

    /// <summary>The tags of a new resource: EndpointHub's own and those that an operator gave.</summary>
    /// <param name="own">EndpointHub's own tags.</param>
    /// <param name="given">The tags of <c>-Tag</c>.</param>
    /// <returns>All of them, ordered as in snapshots.</returns>
    public static ValueList<Tag> And(this ValueList<Tag> own, ValueList<Tag> given) => given.Aggregate(own, (tags, tag) => tag.In(tags));
}
