using Amazon.EC2;
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

    public static List<Ec2.Tag> Of(ValueList<Tag> tags) => [.. tags.Select(tag => new Ec2.Tag { Key = tag.Key, Value = tag.Value })];
}
