using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Results;

namespace EndpointHub.Aws.Operations;

/// <summary>Adds S3 gateway endpoints to VPCs.</summary>
internal sealed class AddS3Gateway : Operation<AddS3GatewayRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<AddS3GatewayRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        // A VPC that is not a spoke takes the place of its hub, so that nothing else is read.
        var tasks = await SpokeWork.FindAsync(
            requests,
            request => (request.Spoke, request.Spoke.Hub ?? HubReference.Named("") with { HubVpcId = request.Spoke.Key.VpcId }),
            context,
            cancellationToken
        );
        if (tasks.Count == 0)
            return;

        var scope = SpokeWork.Scope(tasks);
        var hubs = tasks.Where(IsSpoke).Select(task => task.Hub.VpcId).ToList();
        var work = await PlannedWork.OnAsync(
            context,
            scope with
            {
                HubVpcIds = scope.HubVpcIds.Without(id => !hubs.Contains(id)),
            },
            SpokeWork.Projected(tasks),
            cancellationToken
        );
        await work.CarryOutAsync(
            tasks,
            (task, network) => S3GatewayPlanner.For(network, Intent(task)),
            "Adding S3 gateway endpoints",
            (task, result) => Emit(task, result, context),
            cancellationToken
        );
    }

    private static S3GatewayIntent Intent(SpokeTask<AddS3GatewayRequest> task) =>
        new()
        {
            VpcId = task.Spoke.VpcId,
            RouteTableIds = task.Request.RouteTableIds,
            IsNarrow = task.Request.IsNarrow,
            BucketNames = task.Request.BucketNames,
            Tags = task.Request.Tags,
        };

    private static bool IsSpoke(SpokeTask<AddS3GatewayRequest> task) => task.Request.Spoke.Hub is not null;

    private static void Emit(SpokeTask<AddS3GatewayRequest> task, RequestResult result, OperationContext context)
    {
        if (IsSpoke(task) && task.ConnectionIn(result, context.ProfileName) is { } connection)
            context.Operator.Emit(connection);
        if (IsSpoke(task))
            return;

        var trail = task.TrailTo(result.Steps, result.IsProjected);
        foreach (var gateway in S3GatewayEndpoint.In(result.Network, task.Spoke.VpcId, result.TakenAt))
            context.Operator.Emit(gateway with { IsProjected = result.IsProjected, Steps = trail.Steps, StepRecords = trail.Records });
    }
}
