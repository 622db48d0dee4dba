using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Creates a hub's private zones and records. DNS resolution in the spokes does not change.</summary>
internal sealed class AddPrivateZone : Operation<AddPrivateZoneRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<AddPrivateZoneRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var found = await SpokeWork.FindAsync(requests, request => (request.Spoke ?? SpokeReference.To(""), request.Hub), context, cancellationToken);
        var tasks = found.Select(task => task.Request.Spoke is null ? ForHub(task) : task).ToList();
        if (tasks.Count == 0)
            return;

        var scope = SpokeWork.Scope(tasks) with { IncludesZoneTags = tasks.Exists(task => task.Request.Tags.Count > 0) };
        var work = await PlannedWork.OnAsync(context, scope, SpokeWork.Projected(tasks), cancellationToken);
        await work.CarryOutAsync(
            tasks,
            (task, network) => ZonePlanner.For(network, Intent(task, network)),
            "Creating private zones",
            (task, result) => Emit(task, result, context),
            cancellationToken,
            allowsPartialPlan: true
        );
    }

    private static ZoneIntent Intent(SpokeTask<AddPrivateZoneRequest> task, NetworkSnapshot network) =>
        new()
        {
            Hub = task.Hub.Key,
            ServiceNames = task.FullNames(task.Request.Services, network),
            Tags = task.Request.Tags,
            SpokeVpcIds = task.Request.Spoke is null ? ValueList<string>.Empty : ValueList.Of(task.Spoke.VpcId),
        };

    // Without a spoke only the hub's VPC is read, and no names of other endpoints are added.
    private static SpokeTask<AddPrivateZoneRequest> ForHub(SpokeTask<AddPrivateZoneRequest> task) =>
        task with
        {
            Spoke = task.Spoke with { Key = new SpokeKey(task.Hub.VpcId), Location = task.Hub.Location },
        };

    // The zones can be created without a path to S3, but image pulls would fail at the layers.
    private static void WarnAboutImageLayers(SpokeTask<AddPrivateZoneRequest> task, NetworkSnapshot network, OperationContext context)
    {
        var service = task.FullNames(ValueList.Of("ecr.dkr"), network)[0];
        var question = new PathQuestion(task.Spoke.VpcId, task.Hub.VpcId, service) { ProfileName = context.ProfileName };
        var path = PathAnalyzer.Analyze(new PathIndex(network), question);
        var findings = path.Subnets.SelectMany(subnet => subnet.LayerHops).Select(hop => hop.Finding).OfType<Finding>().Distinct().ToList();
        findings.ForEach(finding =>
            context.Operator.Warn(string.Join(" ", new[] { finding.Resource, finding.Reason, finding.Advice, finding.Command }.OfType<string>()))
        );
        if (findings.Count == 0)
            context.Operator.ReportStatus($"{task.Spoke.VpcId} reads image layers through its own S3 gateway endpoint, from every subnet");
    }

    private static void Emit(SpokeTask<AddPrivateZoneRequest> task, RequestResult result, OperationContext context)
    {
        if (task.Request is { WarnsAboutImageLayers: true, Spoke: not null })
            WarnAboutImageLayers(task, result.Network, context);
        if (task.Request.Spoke is not null && task.ConnectionIn(result, context.ProfileName) is { } connection)
            context.Operator.Emit(connection);
        if (task.Request.Spoke is not null || Hub.In(result.Network, task.Hub.Key, result.TakenAt) is not { } hub)
            return;

        var trail = task.TrailTo(result.Steps, result.IsProjected);
        context.Operator.Emit(hub with { Steps = trail.Steps, StepRecords = trail.Records, IsProjected = result.IsProjected });
    }
}
