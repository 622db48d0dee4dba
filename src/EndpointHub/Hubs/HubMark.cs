using EndpointHub.Topology;

namespace EndpointHub.Hubs;

/// <summary>How EndpointHub knows its own work again: by what stands at AWS, never by a local file.</summary>
internal static class HubMark
{
    /// <summary>The tag on a hub's group, endpoints and peerings; its value is the hub's name.</summary>
    public const string HubTag = "endpointhub:hub";

    /// <summary>
    /// The tag on a spoke's endpoint whose private names were moved to a hub; its value is the hub's name. Without it an endpoint
    /// with private DNS off is one that somebody calls by its own name, and is never removed.
    /// </summary>
    public const string CutOverTag = "endpointhub:cut-over";

    private const string CommentPrefix = "EndpointHub ";

    /// <summary>The hub's tag.</summary>
    /// <param name="hubName">The hub.</param>
    /// <returns>The tag.</returns>
    public static Tag Hub(string hubName) => new(HubTag, hubName);

    /// <summary>The mark of an endpoint whose names were moved.</summary>
    /// <param name="hubName">The hub they moved to.</param>
    /// <returns>The tag.</returns>
    public static Tag CutOver(string hubName) => new(CutOverTag, hubName);

    /// <summary>The comment that marks a zone as a hub's.</summary>
    /// <param name="hubName">The hub.</param>
    /// <returns>The comment.</returns>
    public static string ZoneComment(string hubName) => CommentPrefix + hubName;

    /// <summary>The description that marks a rule as a hub's.</summary>
    /// <param name="hubName">The hub.</param>
    /// <param name="spokeVpcId">The spoke the rule lets in.</param>
    /// <returns>The description.</returns>
    public static string RuleDescription(string hubName, string spokeVpcId) => $"{CommentPrefix}{hubName}: {spokeVpcId}";

    /// <summary>Whether a zone is a hub's.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="hubName">The hub.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsOf(this PrivateZone zone, string hubName) => zone.Comment == ZoneComment(hubName);

    /// <summary>Whether a resource is a hub's.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="hubName">The hub.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsOf(this Resource resource, string hubName) => resource.Tag(HubTag) == hubName;
}
