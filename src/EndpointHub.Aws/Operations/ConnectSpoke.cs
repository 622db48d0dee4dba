using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// Connects spokes to a hub: a peering connection or a Transit Gateway, routes on both sides, and a rule in the hub's security group.
/// </summary>
internal sealed class ConnectSpoke : Operation<ConnectSpokeRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<ConnectSpokeRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var work = await SpokeWork.ReadAsync(tasks, context, cancellationToken);
        await work.CarryOutAsync(
            tasks,
            (task, network) => ConnectionPlanner.For(network, Intent(task)),
            "Connecting spokes",
            (task, result) =>
            {
                if (task.ConnectionIn(result, context.ProfileName) is { } connection)
                    context.Operator.Emit(connection);
            },
            cancellationToken
        );
    }

    private static ConnectionIntent Intent(SpokeTask<ConnectSpokeRequest> task) =>
        new()
        {
            Hub = task.Hub.Key,
            SpokeVpcId = task.Spoke.VpcId,
            RouteTableIds = task.Request.RouteTableIds,
            SourceSecurityGroupIds = task.Request.SourceSecurityGroupIds,
            SpokeCidrs = task.Request.SpokeCidrs.Select(Cidr.Parse).ToValueList(),
            Tags = task.Request.Tags,
        };
}
