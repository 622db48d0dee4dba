using EndpointHub.Planning;
using EndpointHub.Planning.Intents;
using EndpointHub.Planning.Planners;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// Deletes spokes' idle endpoints. What was found when the question was asked is not enough: right before each deletion the network is
/// read and judged again.
/// </summary>
public sealed class RemoveSpokeEndpoint : Operation<RemoveSpokeEndpointRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<RemoveSpokeEndpointRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var foretold = SpokeWork.Foretold(tasks);
        var work = await PlannedWork.OnAsync(context, SpokeWork.Scope(tasks), foretold, cancellationToken);
        var before = work.Now;
        var agreed = new List<(SpokeTask<RemoveSpokeEndpointRequest> Task, Part Part)>();
        foreach (var task in tasks)
        {
            var intent = Intent(task, task.FullNames(task.Request.Services, work.Now), task.Request.VpcEndpointIds);
            if (await work.PlanAsync(task.Request.Record, now => RemovalPlanner.For(now, intent), standsApart: true, cancellationToken) is { } part)
                agreed.Add((task, part));
        }

        if (foretold is not null || context.Operator.IsRehearsal)
            agreed.ForEach(one => Foretell(one.Task, one.Part, before, context));
        else
            await Task.WhenAll(agreed.Select(one => RemoveAsync(one.Task, one.Part, before, context, cancellationToken)).ToArray());
    }

    private static RemovalIntent Intent(SpokeTask<RemoveSpokeEndpointRequest> task, ValueList<string> services, ValueList<string> endpointIds) => new()
    {
        HubName = task.Hub.Name,
        HubVpcId = task.Hub.VpcId,
        SpokeVpcId = task.Spoke.VpcId,
        ServiceNames = services,
        EndpointIds = endpointIds,
    };

    private static IEnumerable<DeleteEndpoint> Deletions(Part part) => part.Units.SelectMany(unit => unit.Steps).OfType<DeleteEndpoint>();

    private static void Foretell(SpokeTask<RemoveSpokeEndpointRequest> task, Part part, NetworkSnapshot before, OperationContext context)
    {
        Rehearsal.Note(task.Request.Record, Deletions(part));
        foreach (var deletion in Deletions(part))
            Emit(task, before.Endpoints[deletion.EndpointId], deletion, isProjected: true, context);
    }

    private static async Task RemoveAsync(
        SpokeTask<RemoveSpokeEndpointRequest> task, Part part, NetworkSnapshot before, OperationContext context, CancellationToken cancellationToken)
    {
        foreach (var deletion in Deletions(part))
        {
            var service = before.Endpoints[deletion.EndpointId].ServiceName;
            var now = await context.Access.Reader.ReadAsync(SpokeWork.Scope([task]), cancellationToken);
            var plan = RemovalPlanner.For(now, Intent(task, ValueList.Of(service), ValueList.Of(deletion.EndpointId)));
            var outcomes = plan.Refusals.Count > 0 || plan.IsEmpty
                ? []
                : await context.Access.Executor.Start(plan, step => context.Operator.Tell($"Done: {step.Description}"), cancellationToken).CompleteAsync();
            foreach (var problem in plan.Refusals.Concat(outcomes.Select(outcome => outcome.Problem).OfType<Problem>()))
                context.Operator.Fail(problem, task.Request.Record);
            if (outcomes.Any(outcome => outcome.IsComplete))
                Emit(task, now.Endpoints[deletion.EndpointId], deletion, isProjected: false, context);
        }
    }

    private static void Emit(SpokeTask<RemoveSpokeEndpointRequest> task, Endpoint endpoint, DeleteEndpoint deletion, bool isProjected, OperationContext context) =>
        context.Operator.Emit(new RemovedEndpoint
        {
            Before = endpoint,
            AccountId = task.Spoke.Location.AccountId,
            Region = task.Spoke.Location.Region,
            HubName = task.Hub.Name,
            RemovedAt = context.Access.Clock.GetUtcNow(),
            IsProjected = isProjected,
            Steps = task.StepsTo([deletion], isProjected),
        });
}
