using EndpointHub.Planning.Intents;
using EndpointHub.Planning.Planners;

namespace EndpointHub.Aws.Operations;

/// <summary>Leads spokes' names back from their hub to their own endpoints.</summary>
public sealed class EnablePrivateDns : Operation<EnablePrivateDnsRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<EnablePrivateDnsRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, (HubReference?)null), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var work = await PlannedWork.OnAsync(context, SpokeWork.Scope(tasks), SpokeWork.Foretold(tasks), cancellationToken);
        var ground = await CutoverGround.LookAsync(context.Access, work.Now, cancellationToken);
        var parts = new Dictionary<Part, SpokeTask<EnablePrivateDnsRequest>>();
        foreach (var task in tasks)
        {
            var intent = new ReturnIntent
            {
                HubName = task.Hub.Name,
                HubVpcId = task.Hub.VpcId,
                SpokeVpcId = task.Spoke.VpcId,
                ServiceNames = task.FullNames(task.Request.Services, work.Now),
                Force = task.Request.Force,
            };
            if (await work.PlanAsync(task.Request.Record, now => ground.Judge(ReturnPlanner.For(now, intent)), standsApart: false, cancellationToken) is { } part)
                parts[part] = task;
        }

        await work.CarryOutAsync("Leading names back", (part, result) => parts[part].EmitMoved(result, context), cancellationToken);
    }
}
