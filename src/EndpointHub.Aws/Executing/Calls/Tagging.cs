using Amazon.EC2;
using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>Converts tags to the SDK's types.</summary>
internal static class Tagging
{
    /// <summary>Returns the tags of a new resource; null for none, because AWS refuses an empty list.</summary>
    public static List<Ec2.TagSpecification>? Of(ResourceType type, ValueList<Tag> tags) =>
        tags.Count == 0 ? null : [new Ec2.TagSpecification { ResourceType = type, Tags = Of(tags) }];

    /// <summary>Returns the hub of tags; empty for a resource of no hub.</summary>
    public static string HubOf(ValueList<Tag> tags) => tags.FirstOrDefault(tag => tag.Key == HubMark.HubTag)?.Value ?? "";

    /// <summary>Determines whether a resource is the one that was to be created with tags. Its other tags may have been changed since.</summary>
    public static bool IsOf(Resource present, ValueList<Tag> tags) =>
        HubOf(tags) is { Length: > 0 } hubName ? present.IsOf(hubName) : HubMark.Own(tags).All(present.Tags.Contains);

    public static List<Ec2.Tag> Of(ValueList<Tag> tags) => [.. tags.Select(tag => new Ec2.Tag { Key = tag.Key, Value = tag.Value })];
}
