using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Route53;

internal sealed class Tagging(Call call) : ZoneHandler(call)
{
    public void ChangeTagsForResource(string resourceType, string resourceId, List<Tag> addTags, List<string> removeTagKeys)
    {
        var tags = Tags(resourceType, resourceId);
        tags.RemoveAll(t => removeTagKeys.Contains(t.Key!) || addTags.Exists(a => a.Key == t.Key));
        tags.AddRange(addTags);
    }

    public ListTagsForResourceResponse ListTagsForResource(string resourceType, string resourceId) =>
        new()
        {
            ResourceTagSet = new()
            {
                ResourceType = resourceType,
                ResourceId = resourceId,
                Tags = Tags(resourceType, resourceId),
            },
        };

    public ListTagsForResourcesResponse ListTagsForResources(string resourceType, List<string> resourceIds) =>
        new()
        {
            ResourceTagSets =
            [
                .. resourceIds.Select(id => new ResourceTagSet
                {
                    ResourceType = resourceType,
                    ResourceId = id,
                    Tags = Tags(resourceType, id),
                }),
            ],
        };

    private List<Tag> Tags(string type, string id) =>
        type == "hostedzone" ? OwnZone(id).Tags : throw AwsException.Unsupported($"ResourceType {type}");
}
