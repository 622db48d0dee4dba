using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations;

/// <summary>Reverts the cut-over of spokes: their names resolve to their own endpoints again.</summary>
internal sealed class RevertCutover : Operation<RevertCutoverRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<RevertCutoverRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, (HubReference?)null), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var work = await SpokeWork.ReadAsync(tasks, context, cancellationToken);
        var preconditions = await CutoverPreconditions.CheckAsync(context.Access, work.Network, cancellationToken);
        await work.CarryOutAsync(
            tasks,
            (task, network) => preconditions.Apply(ReturnPlanner.For(network, Intent(task, network))),
            "Reverting cut-overs",
            (task, result) => task.EmitMoved(result, context),
            cancellationToken
        );
    }

    private static ReturnIntent Intent(SpokeTask<RevertCutoverRequest> task, NetworkSnapshot network) =>
        new()
        {
            Hub = task.Hub.Key,
            SpokeVpcId = task.Spoke.VpcId,
            ServiceNames = task.FullNames(task.Request.Services, network),
            Allowed = task.Request.Allowed,
        };
}
