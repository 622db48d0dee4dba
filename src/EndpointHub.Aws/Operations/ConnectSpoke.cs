using EndpointHub.Planning.Intents;
using EndpointHub.Planning.Planners;

namespace EndpointHub.Aws.Operations;

/// <summary>Connects spokes to a hub: a peering, routes on both sides, and a rule in the hub's group.</summary>
public sealed class ConnectSpoke : Operation<ConnectSpokeRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<ConnectSpokeRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var work = await PlannedWork.OnAsync(context, SpokeWork.Scope(tasks), SpokeWork.Foretold(tasks), cancellationToken);
        var parts = new Dictionary<Part, SpokeTask<ConnectSpokeRequest>>();
        foreach (var task in tasks)
        {
            var intent = new ConnectionIntent
            {
                HubName = task.Hub.Name,
                HubVpcId = task.Hub.VpcId,
                SpokeVpcId = task.Spoke.VpcId,
                RouteTableIds = task.Request.RouteTableIds,
                SourceSecurityGroupIds = task.Request.SourceSecurityGroupIds,
            };
            if (await work.PlanAsync(task.Request.Record, now => ConnectionPlanner.For(now, intent), standsApart: false, cancellationToken) is { } part)
                parts[part] = task;
        }

        await work.CarryOutAsync("Connecting spokes", (part, result) =>
        {
            if (parts[part].Picture(result, context.ProfileName) is { } connection)
                context.Operator.Emit(connection);
        }, cancellationToken);
    }
}
