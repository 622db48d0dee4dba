using Amazon.Route53;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Planning.Steps;
using Ec2 = Amazon.EC2.Model;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls that set and remove tags. Repeating one changes nothing more.</summary>
internal static class TagCalls
{
    private static readonly string[] Busy = ["PriorRequestNotComplete", "ConcurrentModification"];

    public static Task TagAsync(TagResource step, StepCall call) =>
        call.Apis.Ec2.CreateTagsAsync(
            new Ec2.CreateTagsRequest { Resources = [step.ResourceId], Tags = Tagging.Of(step.Tags) },
            call.CancellationToken
        );

    public static Task UntagAsync(UntagResource step, StepCall call) =>
        call.Apis.Ec2.DeleteTagsAsync(
            new Ec2.DeleteTagsRequest { Resources = [step.ResourceId], Tags = [.. step.TagKeys.Select(key => new Ec2.Tag { Key = key })] },
            call.CancellationToken
        );

    public static Task TagAsync(TagZone step, StepCall call) =>
        ChangeAsync(
            step.ZoneId,
            request => request.AddTags = [.. step.Tags.Select(tag => new Route53.Tag { Key = tag.Key, Value = tag.Value })],
            call
        );

    public static Task UntagAsync(UntagZone step, StepCall call) =>
        ChangeAsync(step.ZoneId, request => request.RemoveTagKeys = [.. step.TagKeys], call);

    private static Task<Route53.ChangeTagsForResourceResponse> ChangeAsync(
        string zoneId,
        Action<Route53.ChangeTagsForResourceRequest> tags,
        StepCall call
    )
    {
        var request = new Route53.ChangeTagsForResourceRequest { ResourceType = TagResourceType.Hostedzone, ResourceId = zoneId };
        tags(request);
        return call.WhileRefusedAsync(Pace.PriorRequest, Busy, () => call.Apis.Route53.ChangeTagsForResourceAsync(request, call.CancellationToken));
    }
}
