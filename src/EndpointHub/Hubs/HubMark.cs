using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Hubs;

/// <summary>
/// The tags, comments and descriptions by which EndpointHub recognises the resources that it created. There is no local state file.
/// </summary>
internal static class HubMark
{
    /// <summary>The tag of a hub's security group, endpoints and peering connections; its value is the hub's name.</summary>
    public const string HubTag = "endpointhub:hub";

    /// <summary>
    /// The tag of a spoke's endpoint whose private names were moved to a hub; its value is the hub's name. An endpoint without it
    /// and with private DNS disabled may have clients that use its own DNS name, and is never removed.
    /// </summary>
    public const string CutOverTag = "endpointhub:cut-over";

    private const string CommentPrefix = "EndpointHub ";
    private const string Part = ", chosen blocks";

    /// <summary>The prefix of the keys of EndpointHub's own tags.</summary>
    public const string KeyPrefix = "endpointhub:";

    /// <summary>The key of the tag that AWS's console shows as a resource's name. Each resource gets a name of its own.</summary>
    public const string NameTag = "Name";

    /// <summary>True if EndpointHub itself sets tags of this key. AWS compares keys with their case, but its reports do not always.</summary>
    /// <param name="key">The key.</param>
    ///
    public static bool IsOwnKey(string key) =>
        string.Equals(key, NameTag, StringComparison.OrdinalIgnoreCase) || key.StartsWith(KeyPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The tags among these that EndpointHub itself sets. The others are those of <c>-Tag</c>.</summary>
    /// <param name="tags">The tags of a resource.</param>
    /// <returns>Its own tags.</returns>
    public static ValueList<Tag> Own(ValueList<Tag> tags) => tags.Without(tag => !IsOwnKey(tag.Key));

    /// <summary>The hub's tag.</summary>
    /// <param name="hubName">The hub.</param>
    /// <returns>The tag.</returns>
    public static Tag Hub(string hubName) => new(HubTag, hubName);

    /// <summary>The tag of an endpoint whose private names were moved.</summary>
    /// <param name="hubName">The hub to which they were moved.</param>
    /// <returns>The tag.</returns>
    public static Tag CutOver(string hubName) => new(CutOverTag, hubName);

    /// <summary>The comment of a hosted zone that belongs to a hub.</summary>
    /// <param name="hubName">The hub.</param>
    /// <returns>The comment.</returns>
    public static string ZoneComment(string hubName) => CommentPrefix + hubName;

    /// <summary>The description of a security group rule that belongs to a hub.</summary>
    /// <param name="hubName">The hub.</param>
    /// <param name="spokeVpcId">The spoke that the rule admits.</param>
    /// <returns>The description.</returns>
    public static string RuleDescription(string hubName, string spokeVpcId) => $"{CommentPrefix}{hubName}: {spokeVpcId}";

    /// <summary>The description of a rule that admits a block of a spoke which the operator connected in part.</summary>
    /// <param name="hubName">The hub.</param>
    /// <param name="spokeVpcId">The spoke that the rule admits.</param>
    /// <returns>The description.</returns>
    public static string PartDescription(string hubName, string spokeVpcId) => RuleDescription(hubName, spokeVpcId) + Part;

    /// <summary>The spoke that a rule of a hub admits, by its description; null for another rule.</summary>
    /// <param name="hubName">The hub.</param>
    /// <param name="description">The description of a rule.</param>
    public static string? SpokeOf(string hubName, string? description)
    {
        var start = RuleDescription(hubName, "");
        if (description?.StartsWith(start, StringComparison.Ordinal) != true)
            return null;

        var rest = description.Substring(start.Length);
        return rest.EndsWith(Part, StringComparison.Ordinal) ? rest.Substring(0, rest.Length - Part.Length) : rest;
    }

    /// <summary>
    /// The name of the hub that a resource belongs to by its tag; null without one. A value that cannot be a hub's name names none.
    /// </summary>
    /// <param name="resource">The resource.</param>
    public static string? HubName(this Resource resource) => resource.Tag(HubTag) is { } name && HubNames.IsValid(name) ? name : null;

    /// <summary>The endpoints whose tag says that they belong to a hub, with a value that cannot be a hub's name.</summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <returns>A warning for each.</returns>
    public static IEnumerable<string> MisnamedHubs(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints
        let name = endpoint.Tag(HubTag)
        where name is not null && !HubNames.IsValid(name)
        select $"{endpoint.Id} belongs to no hub: its tag {HubTag} has the value {DisplayText.EscapeValue(name)}, which is not a hub's name. "
            + "A hub's name has 1 to 64 letters, digits, dots, underscores and hyphens.";

    /// <summary>True if a hosted zone belongs to a hub.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="hubName">The hub.</param>
    ///
    public static bool IsOf(this PrivateZone zone, string hubName) => zone.Comment == ZoneComment(hubName);

    /// <summary>True if a resource belongs to a hub.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="hubName">The hub.</param>
    ///
    public static bool IsOf(this Resource resource, string hubName) => resource.Tag(HubTag) == hubName;
}
