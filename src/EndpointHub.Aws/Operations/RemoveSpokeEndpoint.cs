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
/// Deletes spokes' idle endpoints. The network may have changed since the confirmation prompt, so immediately before the deletions it is
/// read and planned on again. One read covers all deletions of a command, which are made in as few calls as AWS allows.
/// </summary>
internal sealed class RemoveSpokeEndpoint : Operation<RemoveSpokeEndpointRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<RemoveSpokeEndpointRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var projected = SpokeWork.Projected(tasks);
        var work = await PlannedWork.OnAsync(context, SpokeWork.Scope(tasks) with { SearchesZones = true }, projected, cancellationToken);
        var before = work.Network;
        var confirmed = new List<(SpokeTask<RemoveSpokeEndpointRequest> Task, PlannedRequest PlannedRequest)>();
        foreach (var task in tasks)
        {
            var intent = Intent(task, task.FullNames(task.Request.Services, work.Network), task.Request.VpcEndpointIds);
            if (
                await work.PlanAsync(
                    task.Request.Record,
                    network => RemovalPlanner.For(network, intent),
                    allowsPartialPlan: true,
                    network => EarlierStages.BeforeRemoval(network, intent),
                    cancellationToken
                ) is
                { } plannedRequest
            )
            {
                confirmed.Add((task, plannedRequest));
            }
        }

        if (projected is not null || context.Operator.IsDryRun)
            confirmed.ForEach(one => Predict(one.Task, one.PlannedRequest, context));
        else
            await RemoveAsync(confirmed, before, context, cancellationToken);
    }

    private static RemovalIntent Intent(SpokeTask<RemoveSpokeEndpointRequest> task, ValueList<string> services, ValueList<string> endpointIds) =>
        new()
        {
            Hub = task.Hub.Key,
            SpokeVpcId = task.Spoke.VpcId,
            ServiceNames = services,
            EndpointIds = endpointIds,
            Allowed = task.Request.Allowed,
            IncludedOwners = task.Request.IncludedOwners,
            ClientSubnetIds = task.Request.ClientSubnetIds,
        };

    private static IEnumerable<DeleteEndpoint> Deletions(PlannedRequest plannedRequest) =>
        plannedRequest.Units.SelectMany(unit => unit.Steps).OfType<DeleteEndpoint>();

    private static void Predict(SpokeTask<RemoveSpokeEndpointRequest> task, PlannedRequest plannedRequest, OperationContext context)
    {
        var assumed = plannedRequest.Units.Where(unit => unit.Kind != PlanUnitKind.Removal).SelectMany(unit => unit.Steps).ToList();
        foreach (var deletion in Deletions(plannedRequest))
        {
            var endpoint = plannedRequest.Before.Endpoints[deletion.EndpointId];
            Emit(task, endpoint, [.. assumed, deletion], plannedRequest.Waivers, isProjected: true, context);
        }
    }

    private static async Task RemoveAsync(
        List<(SpokeTask<RemoveSpokeEndpointRequest> Task, PlannedRequest PlannedRequest)> confirmed,
        NetworkSnapshot before,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        confirmed.RemoveAll(one => !Deletions(one.PlannedRequest).Any());
        if (confirmed.Count == 0)
            return;

        var scope = SpokeWork.Scope([.. confirmed.Select(one => one.Task)]);
        var network = await context.ReadAsync(scope, cancellationToken) with { ZoneSearch = before.ZoneSearch };
        var proven = new List<(SpokeTask<RemoveSpokeEndpointRequest> Task, PlanUnit Unit, ValueList<Waiver> Waivers)>();
        foreach (var (task, plannedRequest) in confirmed)
        {
            // Another run may have deleted some of them since they were read.
            var present = Deletions(plannedRequest).ToLookup(deletion => network.Endpoints.Find(deletion.EndpointId) is not null);
            foreach (var deletion in present[false])
                context.Operator.ReportStatus($"{deletion.EndpointId} was deleted by another run.");
            var ids = present[true].Select(deletion => deletion.EndpointId).ToValueList();
            if (ids.Count == 0)
                continue;

            var plan = RemovalPlanner.For(network, Intent(task, ids.Each(id => before.Endpoints[id].ServiceName), ids));
            foreach (var problem in plan.Refusals)
                context.Operator.Fail(problem, task.Request.Record);

            // Each endpoint is a unit of its own, so that one that cannot be deleted does not block the others.
            proven.AddRange(plan.Steps.Select(step => (task, new PlanUnit(PlanUnitKind.Removal, step.Subject, ValueList.Of(step)), plan.Waivers)));
        }

        var all = new Plan(network, proven.Select(one => one.Unit).ToValueList(), ValueList<Problem>.Empty);
        if (all.IsEmpty)
            return;

        var reporter = new ProgressReporter(context.Operator, "Deleting endpoints", proven.Count);
        using var limit = context.StartLimit();
        var run = context.Access.Executor.Start(all, reporter, limit, cancellationToken);
        try
        {
            await Task.WhenAll(proven.Select(one => CompleteAsync(one.Task, one.Unit, one.Waivers, run, network, context)).ToArray());
        }
        finally
        {
            reporter.End();
        }
    }

    private static async Task CompleteAsync(
        SpokeTask<RemoveSpokeEndpointRequest> task,
        PlanUnit unit,
        ValueList<Waiver> waivers,
        PlanRun run,
        NetworkSnapshot network,
        OperationContext context
    )
    {
        var outcome = await run.OutcomeOfAsync(unit);
        if (outcome.Problem is { } problem)
            context.Operator.Fail(problem, task.Request.Record);

        // The record of a deleted endpoint cannot be read later, so it is returned even where its end was not observed.
        foreach (var deletion in outcome.InEffect.OfType<DeleteEndpoint>())
            Emit(task, network.Endpoints[deletion.EndpointId], [deletion], waivers, isProjected: false, context);
    }

    private static void Emit(
        SpokeTask<RemoveSpokeEndpointRequest> task,
        Endpoint endpoint,
        Step[] steps,
        ValueList<Waiver> waivers,
        bool isProjected,
        OperationContext context
    )
    {
        var trail = task.TrailTo(steps, isProjected);
        context.Operator.Emit(
            new RemovedEndpoint
            {
                Before = endpoint,
                AccountId = task.Spoke.Location.AccountId,
                Region = task.Spoke.Location.Region,
                HubName = task.Hub.Name,
                RemovedAt = context.Access.Clock.GetUtcNow(),
                Allowed = Waiver.CodesOf(waivers.Where(waiver => waiver.Subject == endpoint.Id)),
                IsProjected = isProjected,
                Steps = trail.Steps,
                StepRecords = trail.Records,
            }
        );
    }
}
