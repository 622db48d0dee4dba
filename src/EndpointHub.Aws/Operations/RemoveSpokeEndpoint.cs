using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// Deletes spokes' idle endpoints. What was found when the question was asked is not enough: right before the deletions the network is
/// read and judged again. They go in as few calls as AWS takes them in: one reading stands for all of a command.
/// </summary>
internal sealed class RemoveSpokeEndpoint : Operation<RemoveSpokeEndpointRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<RemoveSpokeEndpointRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var projected = SpokeWork.Projected(tasks);
        var work = await PlannedWork.OnAsync(context, SpokeWork.Scope(tasks), projected, cancellationToken);
        var before = work.Now;
        var agreed = new List<(SpokeTask<RemoveSpokeEndpointRequest> Task, Part Part)>();
        foreach (var task in tasks)
        {
            var intent = Intent(task, task.FullNames(task.Request.Services, work.Now), task.Request.VpcEndpointIds);
            if (await work.PlanAsync(task.Request.Record, network => Judged(RemovalPlanner.For(network, intent), task.Request.Force), standsApart: true, network => EarlierStages.BeforeRemoval(network, intent), cancellationToken) is { } part)
                agreed.Add((task, part));
        }

        if (projected is not null || context.Operator.IsDryRun)
            agreed.ForEach(one => Predict(one.Task, one.Part, context));
        else
            await RemoveAsync(agreed, before, context, cancellationToken);
    }

    private static RemovalIntent Intent(SpokeTask<RemoveSpokeEndpointRequest> task, ValueList<string> services, ValueList<string> endpointIds) => new()
    {
        Hub = task.Hub.Key,
        SpokeVpcId = task.Spoke.VpcId,
        ServiceNames = services,
        EndpointIds = endpointIds,
        AllowedUnknowns = task.Request.AllowedUnknowns,
    };

    // An idle endpoint carries no connections, which CloudWatch alone would tell.
    private static Plan Judged(Plan plan, bool isForced)
    {
        var idle = plan.Steps.OfType<DeleteEndpoint>().Select(deletion => deletion.EndpointId).ToValueList();
        return isForced || idle.Count == 0
            ? plan
            : plan with { Units = ValueList<PlanUnit>.Empty, Refusals = plan.Refusals.With(Problems.TrafficUnknown(plan.Units[0].Subject, idle)) };
    }

    private static IEnumerable<DeleteEndpoint> Deletions(Part part) => part.Units.SelectMany(unit => unit.Steps).OfType<DeleteEndpoint>();

    private static void Predict(SpokeTask<RemoveSpokeEndpointRequest> task, Part part, OperationContext context)
    {
        var assumed = part.Units.Where(unit => unit.Kind != PlanUnitKind.Removal).SelectMany(unit => unit.Steps).ToList();
        foreach (var deletion in Deletions(part))
            Emit(task, part.Before.Endpoints[deletion.EndpointId], [.. assumed, deletion], isProjected: true, context);
    }

    private static async Task RemoveAsync(
        List<(SpokeTask<RemoveSpokeEndpointRequest> Task, Part Part)> agreed, NetworkSnapshot before, OperationContext context, CancellationToken cancellationToken)
    {
        agreed.RemoveAll(one => !Deletions(one.Part).Any());
        if (agreed.Count == 0)
            return;

        var network = await context.ReadAsync(SpokeWork.Scope([.. agreed.Select(one => one.Task)]), cancellationToken);
        var proven = new List<(SpokeTask<RemoveSpokeEndpointRequest> Task, PlanUnit Unit)>();
        foreach (var (task, part) in agreed)
        {
            var ids = Deletions(part).Select(deletion => deletion.EndpointId).ToValueList();
            var plan = RemovalPlanner.For(network, Intent(task, ids.Each(id => before.Endpoints[id].ServiceName), ids));
            foreach (var problem in plan.Refusals)
                context.Operator.Fail(problem, task.Request.Record);

            // Each on its own: that one cannot be deleted keeps no other from it.
            proven.AddRange(plan.Steps.Select(step => (task, new PlanUnit(PlanUnitKind.Removal, step.Subject, ValueList.Of(step)))));
        }

        var all = new Plan(network, proven.Select(one => one.Unit).ToValueList(), ValueList<Problem>.Empty);
        if (all.IsEmpty)
            return;

        var story = new ProgressReporter(context.Operator, "Removing endpoints", proven.Count);
        var run = context.Access.Executor.Start(all, story, cancellationToken);
        try
        {
            await Task.WhenAll(proven.Select(one => EndAsync(one.Task, one.Unit, run, network, context)).ToArray());
        }
        finally
        {
            story.End();
        }
    }

    private static async Task EndAsync(
        SpokeTask<RemoveSpokeEndpointRequest> task, PlanUnit unit, PlanRun run, NetworkSnapshot network, OperationContext context)
    {
        var outcome = await run.OutcomeOfAsync(unit);
        if (outcome.Problem is { } problem)
            context.Operator.Fail(problem, task.Request.Record);
        foreach (var deletion in outcome.Done.OfType<DeleteEndpoint>())
            Emit(task, network.Endpoints[deletion.EndpointId], [deletion], isProjected: false, context);
    }

    private static void Emit(SpokeTask<RemoveSpokeEndpointRequest> task, Endpoint endpoint, Step[] steps, bool isProjected, OperationContext context)
    {
        var trail = task.TrailTo(steps, isProjected);
        context.Operator.Emit(new RemovedEndpoint
        {
            Before = endpoint,
            AccountId = task.Spoke.Location.AccountId,
            Region = task.Spoke.Location.Region,
            HubName = task.Hub.Name,
            RemovedAt = context.Access.Clock.GetUtcNow(),
            IsProjected = isProjected,
            Steps = trail.Steps,
            StepRecords = trail.Records,
        });
    }
}
