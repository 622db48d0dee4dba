using Amazon.EC2;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>Tags as the wire wants them.</summary>
internal static class Tagging
{
    /// <summary>Tags for something that is being made; null for none, because an empty list is refused.</summary>
    public static List<Ec2.TagSpecification>? Of(ResourceType type, ValueList<Tag> tags) =>
        tags.Count == 0 ? null : [new Ec2.TagSpecification { ResourceType = type, Tags = Of(tags) }];

    public static List<Ec2.Tag> Of(ValueList<Tag> tags) => [.. tags.Select(tag => new Ec2.Tag { Key = tag.Key, Value = tag.Value })];
}
