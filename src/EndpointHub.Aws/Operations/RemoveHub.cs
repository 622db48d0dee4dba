using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
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
/// Deletes what hubs have twice and nothing refers to. The network may have changed since the confirmation prompt, so immediately before the
/// deletions it is read and planned on again.
/// </summary>
internal sealed class RemoveHub : Operation<RemoveHubRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<RemoveHubRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var hubs = await FindAsync(requests, context, cancellationToken);
        if (hubs.Count == 0)
            return;

        var scope = await ScopeAsync(hubs, context, cancellationToken);
        var projected = hubs.Exists(task => task.Hub.IsProjected) ? hubs.SelectMany(task => task.Hub.Projected) : null;
        var work = await PlannedWork.OnAsync(context, scope with { SearchesZones = true }, projected, cancellationToken);
        var search = work.Network.ZoneSearch;
        var confirmed = new List<(HubTask Task, PlannedRequest Planned)>();
        foreach (var task in hubs)
        {
            if (
                await work.PlanAsync(
                    task.Request.Record,
                    network => DuplicatePlanner.For(network, task.Intent),
                    allowsPartialPlan: true,
                    earlier: null,
                    cancellationToken
                ) is
                { } planned
            )
            {
                confirmed.Add((task, planned));
            }
        }

        if (projected is not null || context.Operator.IsDryRun)
        {
            foreach (var (task, planned) in confirmed)
                Emit(task, planned.Units.SelectMany(unit => unit.Steps).ToList(), planned.Before, planned.Waivers, isProjected: true, context);
        }
        else if (confirmed.Exists(one => one.Planned.Units.Count > 0))
        {
            var network = await context.ReadAsync(scope, cancellationToken) with { ZoneSearch = search };
            await RemoveAsync(confirmed, network, context, cancellationToken);
        }
    }

    private static async Task<List<HubTask>> FindAsync(
        IReadOnlyList<RemoveHubRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var resolver = new TargetResolver(context);
        var found = new List<HubTask>();
        foreach (var request in requests)
        {
            try
            {
                var task = new HubTask(request, await resolver.HubAsync(request.Hub, region: null, cancellationToken));
                if (!found.Exists(other => other.Hub.Key == task.Hub.Key && other.Request.IsEquivalentTo(request)))
                    found.Add(task);
            }
            catch (EndpointHubException refused)
            {
                context.Operator.Fail(refused.Problem, request.Record);
            }
        }

        return found;
    }

    // Zones of the spokes may have records of other accounts. Spokes of another account cannot be read here.
    private static async Task<SnapshotScope> ScopeAsync(List<HubTask> hubs, OperationContext context, CancellationToken cancellationToken)
    {
        var vpcs = new List<ScopedVpc>();
        foreach (var location in hubs.GroupBy(task => task.Hub.Location))
        {
            var own = location.Select(task => task.Hub.VpcId).Distinct(StringComparer.Ordinal).ToList();
            var peers = (await PeeringReader.ReadAsync(context.Access.At(location.Key), own, cancellationToken))
                .Where(peering => peering.IsActive)
                .SelectMany(peering => new[] { peering.Requester, peering.Accepter })
                .Where(side => side.Location.AccountId == location.Key.AccountId)
                .Select(side => new ScopedVpc(side.VpcId, side.Location));
            vpcs.AddRange(own.Select(id => new ScopedVpc(id, location.Key)).Concat(peers));
        }

        return new SnapshotScope
        {
            Vpcs = vpcs.GroupBy(vpc => vpc.VpcId, StringComparer.Ordinal).Select(same => same.First()).ToValueList(),
            HubVpcIds = hubs.Select(task => task.Hub.VpcId).Distinct(StringComparer.Ordinal).ToValueList(),
        };
    }

    private static async Task RemoveAsync(
        List<(HubTask Task, PlannedRequest Planned)> confirmed,
        NetworkSnapshot network,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var proven = new List<(HubTask Task, PlanUnit Unit, ValueList<Waiver> Waivers)>();
        foreach (var (task, planned) in confirmed)
        {
            var plan = DuplicatePlanner.For(network, task.Intent);
            var asked = planned.Units.SelectMany(unit => unit.Steps).Select(step => step.Key).ToList();

            // What was refused before the confirmation has been reported.
            var refusedBefore = DuplicatePlanner.For(planned.Before, task.Intent).Refusals;
            foreach (var problem in plan.Refusals.Where(problem => !refusedBefore.Contains(problem)))
                context.Operator.Fail(problem, task.Request.Record);

            // Each deletion is a unit of its own, so that one that fails does not block the others.
            proven.AddRange(
                plan.Steps.Where(step => asked.Contains(step.Key) && !proven.Exists(other => other.Unit.Steps[0].Key == step.Key))
                    .Select(step => (task, new PlanUnit(PlanUnitKind.Duplicates, step.Subject, ValueList.Of(step)), plan.Waivers))
            );
        }

        var all = new Plan(network, proven.Select(one => one.Unit).ToValueList(), ValueList<Problem>.Empty);
        if (all.IsEmpty)
            return;

        var reporter = new ProgressReporter(context.Operator, "Deleting duplicates", proven.Count);
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
        HubTask task,
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
        Emit(task, outcome.InEffect, network, waivers, isProjected: false, context);
    }

    private static void Emit(
        HubTask task,
        IReadOnlyList<Step> steps,
        NetworkSnapshot before,
        ValueList<Waiver> waivers,
        bool isProjected,
        OperationContext context
    )
    {
        foreach (var deletion in steps.OfType<DeleteEndpoint>())
        {
            var trail = isProjected
                ? StepTrail.Of(StepTrail.Distinct(task.Hub.Projected.Append(deletion)))
                : task.Hub.Trail.Then(StepTrail.Of([deletion]));
            context.Operator.Emit(
                new RemovedEndpoint
                {
                    Before = before.Endpoints[deletion.EndpointId],
                    AccountId = task.Hub.Location.AccountId,
                    Region = task.Hub.Location.Region,
                    HubName = task.Hub.Name,
                    RemovedAt = context.Access.Clock.GetUtcNow(),
                    Allowed = Waiver.CodesOf(waivers.Where(waiver => waiver.Subject == deletion.EndpointId)),
                    IsProjected = isProjected,
                    Steps = trail.Steps,
                    StepRecords = trail.Records,
                }
            );
        }
    }

    private sealed record HubTask(RemoveHubRequest Request, ResolvedHub Hub)
    {
        public DuplicateIntent Intent =>
            new()
            {
                Hub = Hub.Key,
                Allowed = Request.Allowed,
                IncludedOwners = Request.IncludedOwners,
            };
    }
}
