using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>A request with its spoke and its hub, both resolved.</summary>
internal sealed record SpokeTask<TRequest>(TRequest Request, ResolvedSpoke Spoke, ResolvedHub Hub)
    where TRequest : OperationRequest
{
    public bool IsProjected => Spoke.IsProjected || Hub.IsProjected;

    /// <summary>Gets the predicted steps of earlier commands of the pipeline, the hub's first.</summary>
    public ValueList<Step> Projected => StepTrail.Distinct(Hub.Projected.Concat(Spoke.Projected));

    /// <summary>Returns the steps that led to a result.</summary>
    /// <param name="more">The steps of this command.</param>
    /// <param name="isProjected">True if the result is predicted.</param>
    /// <returns>The predicted steps, or the completed ones, the hub's first.</returns>
    public StepTrail TrailTo(IEnumerable<Step> more, bool isProjected) =>
        isProjected ? StepTrail.Of(StepTrail.Distinct(Projected.Concat(more))) : Hub.Trail.Then(Spoke.Trail).Then(StepTrail.Of(more));

    /// <summary>Returns the full names of services. The hub's own services take precedence.</summary>
    public ValueList<string> FullNames(ValueList<string> services, NetworkSnapshot network) =>
        services.Each(service =>
            ServiceName.InFull(service, Hub.Location.Region, network.EndpointsOf(Hub.VpcId).Select(endpoint => endpoint.ServiceName))
        );

    /// <summary>Returns the connection in the resulting network, with the steps that led to it.</summary>
    public SpokeConnection? ConnectionIn(RequestResult result, string? profileName)
    {
        var trail = TrailTo(result.Steps, result.IsProjected);
        return SpokeConnection.In(result.Network, Hub.Key, Spoke.VpcId, result.TakenAt) is { } connection
            ? connection with
            {
                Steps = trail.Steps,
                StepRecords = trail.Records,
                IsProjected = result.IsProjected,
                ProfileName = profileName,
            }
            : null;
    }

    /// <summary>Returns the connection after a cut-over or its reversal, with the windows in which names may have had no private answer.</summary>
    public void EmitMoved(RequestResult result, OperationContext context)
    {
        var windows = result.Outcomes.SelectMany(outcome => outcome.Windows).ToValueList();
        foreach (var window in windows)
        {
            context.Operator.ReportStatus(
                window.Seconds is { } seconds
                    ? FormattableString.Invariant($"{window.ZoneName} may have had no private answer in {Spoke.VpcId} for {seconds:0.0} s")
                    : FormattableString.Invariant(
                        $"{window.ZoneName} may have no private answer in {Spoke.VpcId} since {window.OpenedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"
                    )
            );
        }

        if (ConnectionIn(result, context.ProfileName) is { } connection)
            context.Operator.Emit(connection with { CutoverWindows = windows, Allowed = result.Allowed });
    }
}

/// <summary>The common part of the operations on spokes: resolving spokes and hubs, one task per spoke, and reading the network.</summary>
internal static class SpokeWork
{
    /// <summary>Resolves the spoke and the hub of every request. A request that fails is reported, and duplicates are removed.</summary>
    public static async Task<IReadOnlyList<SpokeTask<TRequest>>> FindAsync<TRequest>(
        IEnumerable<TRequest> requests,
        Func<TRequest, (SpokeReference Spoke, HubReference? Hub)> targets,
        OperationContext context,
        CancellationToken cancellationToken
    )
        where TRequest : OperationRequest
    {
        var resolver = new TargetResolver(context);
        var tasks = new List<SpokeTask<TRequest>>();
        foreach (var request in requests)
        {
            try
            {
                var (spoke, hub) = targets(request);
                var resolvedSpoke = resolver.Spoke(spoke);
                var task = new SpokeTask<TRequest>(
                    request,
                    resolvedSpoke,
                    await resolver.HubAsync(hub ?? spoke.Hub, resolvedSpoke.Location.Region, cancellationToken)
                );
                if (!tasks.Exists(other => IsSame(other, task)))
                    tasks.Add(task);
            }
            catch (EndpointHubException refused)
            {
                context.Operator.Fail(refused.Problem, request.Record);
            }
        }

        return tasks;
    }

    /// <summary>Returns the part of the network with the spokes and hubs of tasks.</summary>
    public static SnapshotScope Scope<TRequest>(IReadOnlyCollection<SpokeTask<TRequest>> tasks)
        where TRequest : OperationRequest =>
        new()
        {
            Vpcs = tasks
                .Select(task => new ScopedVpc(task.Spoke.VpcId, task.Spoke.Location))
                .Concat(tasks.Select(task => new ScopedVpc(task.Hub.VpcId, task.Hub.Location)))
                .GroupBy(vpc => vpc.VpcId, StringComparer.Ordinal)
                .Select(same => same.First())
                .ToValueList(),
            HubVpcIds = tasks.Select(task => task.Hub.VpcId).Distinct(StringComparer.Ordinal).ToValueList(),
            // An endpoint that does not exist yet has its service's names from the description, as it will have when it exists.
            ServiceNames = tasks
                .SelectMany(task => task.Projected)
                .OfType<CreateEndpoint>()
                .Select(step => step.ServiceName)
                .Distinct(StringComparer.Ordinal)
                .ToValueList(),
        };

    /// <summary>Returns the predicted steps of tasks; null if none of them is projected.</summary>
    public static IEnumerable<Step>? Projected<TRequest>(IReadOnlyCollection<SpokeTask<TRequest>> tasks)
        where TRequest : OperationRequest => tasks.Any(task => task.IsProjected) ? tasks.SelectMany(task => task.Projected) : null;

    /// <summary>Reads the network of tasks.</summary>
    public static Task<PlannedWork> ReadAsync<TRequest>(
        IReadOnlyList<SpokeTask<TRequest>> tasks,
        OperationContext context,
        CancellationToken cancellationToken
    )
        where TRequest : OperationRequest => PlannedWork.OnAsync(context, Scope(tasks), Projected(tasks), cancellationToken);

    /// <summary>
    /// Plans each task on the predicted network after the tasks before it, carries out the confirmed units, and returns each result as soon as it is
    /// complete.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="planner">Creates the plan of a task for a network.</param>
    /// <param name="activity">The name of the activity in progress reports.</param>
    /// <param name="onCompleted">Returns the result of a task.</param>
    /// <param name="cancellationToken">Cancels the operation. A cut-over that has begun is completed or reverted first.</param>
    /// <param name="earlier">Plans the stages that a dry run assumes to be done; null for none.</param>
    /// <param name="allowsPartialPlan">True to continue with the other units of a task if some are refused.</param>
    public static async Task CarryOutAsync<TRequest>(
        this PlannedWork work,
        IReadOnlyList<SpokeTask<TRequest>> tasks,
        Func<SpokeTask<TRequest>, NetworkSnapshot, Plan> planner,
        string activity,
        Action<SpokeTask<TRequest>, RequestResult> onCompleted,
        CancellationToken cancellationToken,
        Func<SpokeTask<TRequest>, NetworkSnapshot, Plan>? earlier = null,
        bool allowsPartialPlan = false
    )
        where TRequest : OperationRequest
    {
        var planned = new Dictionary<PlannedRequest, SpokeTask<TRequest>>();
        foreach (var task in tasks)
        {
            if (
                await work.PlanAsync(
                    task.Request.Record,
                    network => planner(task, network),
                    allowsPartialPlan,
                    earlier is null ? null : network => earlier(task, network),
                    cancellationToken
                ) is
                { } plannedRequest
            )
            {
                planned[plannedRequest] = task;
            }
        }

        await work.CarryOutAsync(activity, (plannedRequest, result) => onCompleted(planned[plannedRequest], result), cancellationToken);
    }

    // Different requests for the same spoke are separate tasks.
    private static bool IsSame<TRequest>(SpokeTask<TRequest> one, SpokeTask<TRequest> other)
        where TRequest : OperationRequest =>
        one.Spoke.VpcId == other.Spoke.VpcId && one.Hub.Key == other.Hub.Key && one.Request.IsEquivalentTo(other.Request);
}
