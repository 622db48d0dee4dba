using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations;

/// <summary>Leads spokes' names back from their hub to their own endpoints.</summary>
public sealed class EnablePrivateDns : Operation<EnablePrivateDnsRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<EnablePrivateDnsRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, (HubReference?)null), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var work = await SpokeWork.ReadAsync(tasks, context, cancellationToken);
        var ground = await CutoverGround.LookAsync(context.Access, work.Now, cancellationToken);
        await work.CarryOutAsync(
            tasks,
            (task, now) => ground.Judge(ReturnPlanner.For(now, Intent(task, now))),
            "Leading names back",
            (task, result) => task.EmitMoved(result, context),
            cancellationToken);
    }

    private static ReturnIntent Intent(SpokeTask<EnablePrivateDnsRequest> task, NetworkSnapshot now) => new()
    {
        HubName = task.Hub.Name,
        HubVpcId = task.Hub.VpcId,
        SpokeVpcId = task.Spoke.VpcId,
        ServiceNames = task.FullNames(task.Request.Services, now),
        Force = task.Request.Force,
    };
}
