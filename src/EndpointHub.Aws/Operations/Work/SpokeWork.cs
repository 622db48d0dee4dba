using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>A record about a spoke and its hub, both found.</summary>
internal sealed record SpokeTask<TRequest>(TRequest Request, ResolvedSpoke Spoke, ResolvedHub Hub)
    where TRequest : OperationRequest
{
    public bool IsProjected => Spoke.IsProjected || Hub.IsProjected;

    /// <summary>The steps that led here in this pipeline and have not been taken, the hub's first.</summary>
    public ValueList<Step> Projected => StepTrail.Once(Hub.Projected.Concat(Spoke.Projected));

    /// <summary>The steps that led to a result.</summary>
    /// <param name="more">Those of this command.</param>
    /// <param name="isProjected">Whether the result is predicted.</param>
    /// <returns>The predicted ones, or the taken ones, the hub's first.</returns>
    public StepTrail TrailTo(IEnumerable<Step> more, bool isProjected) => isProjected
        ? StepTrail.Of(StepTrail.Once(Projected.Concat(more)))
        : Hub.Trail.Then(Spoke.Trail).Then(StepTrail.Of(more));

    /// <summary>The full names of services that were given by short ones: the hub's own come first.</summary>
    public ValueList<string> FullNames(ValueList<string> services, NetworkSnapshot network) =>
        services.Each(service => ServiceName.InFull(service, Hub.Location.Region, network.EndpointsOf(Hub.VpcId).Select(endpoint => endpoint.ServiceName)));

    /// <summary>The connection as a network has it, with the steps that led there.</summary>
    public SpokeConnection? Picture(PartResult result, string? profileName)
    {
        var trail = TrailTo(result.Steps, result.IsProjected);
        return SpokeConnection.In(result.Now, Hub.Key, Spoke.VpcId, result.TakenAt) is { } connection
            ? connection with { Steps = trail.Steps, StepRecords = trail.Records, IsProjected = result.IsProjected, ProfileName = profileName }
            : null;
    }

    /// <summary>Gives the connection after its names were moved, with the windows in which they may have had no answer.</summary>
    public void EmitMoved(PartResult result, OperationContext context)
    {
        var windows = result.Outcomes.SelectMany(outcome => outcome.Windows).ToValueList();
        foreach (var window in windows)
            context.Operator.ReportStatus(FormattableString.Invariant($"{window.ZoneName} may have had no private answer in {Spoke.VpcId} for {window.Seconds:0.0} s"));
        if (Picture(result, context.ProfileName) is { } connection)
            context.Operator.Emit(connection with { CutoverWindows = windows });
    }
}

/// <summary>What the operations about spokes share: finding the places, one task for each spoke, and what has to be read for them.</summary>
internal static class SpokeWork
{
    /// <summary>Finds the places of every record; what cannot be found is said of its record, and what was given twice is done once.</summary>
    public static async Task<IReadOnlyList<SpokeTask<TRequest>>> FindAsync<TRequest>(
        IEnumerable<TRequest> requests,
        Func<TRequest, (SpokeReference Spoke, HubReference? Hub)> places,
        OperationContext context,
        CancellationToken cancellationToken)
        where TRequest : OperationRequest
    {
        var finder = new TargetResolver(context);
        var tasks = new List<SpokeTask<TRequest>>();
        foreach (var request in requests)
        {
            try
            {
                var (spoke, hub) = places(request);
                var spokePlace = finder.Spoke(spoke);
                var task = new SpokeTask<TRequest>(request, spokePlace, await finder.HubAsync(hub ?? spoke.Hub, spokePlace.Location.Region, cancellationToken));
                if (!tasks.Exists(other => Same(other, task)))
                    tasks.Add(task);
            }
            catch (EndpointHubException refused)
            {
                context.Operator.Fail(refused.Problem, request.Record);
            }
        }

        return tasks;
    }

    /// <summary>The spokes and hubs of tasks.</summary>
    public static SnapshotScope Scope<TRequest>(IReadOnlyCollection<SpokeTask<TRequest>> tasks)
        where TRequest : OperationRequest => new()
        {
            Vpcs = tasks.Select(task => new ScopedVpc(task.Spoke.VpcId, task.Spoke.Location))
                .Concat(tasks.Select(task => new ScopedVpc(task.Hub.VpcId, task.Hub.Location)))
                .GroupBy(vpc => vpc.VpcId, StringComparer.Ordinal).Select(same => same.First()).ToValueList(),
            HubVpcIds = tasks.Select(task => task.Hub.VpcId).Distinct(StringComparer.Ordinal).ToValueList(),
        };

    /// <summary>The predicted steps that tasks carry; null when none of them is projected.</summary>
    public static IEnumerable<Step>? Projected<TRequest>(IReadOnlyCollection<SpokeTask<TRequest>> tasks)
        where TRequest : OperationRequest =>
        tasks.Any(task => task.IsProjected) ? tasks.SelectMany(task => task.Projected) : null;

    /// <summary>Reads what tasks are about.</summary>
    public static Task<PlannedWork> ReadAsync<TRequest>(IReadOnlyList<SpokeTask<TRequest>> tasks, OperationContext context, CancellationToken cancellationToken)
        where TRequest : OperationRequest => PlannedWork.OnAsync(context, Scope(tasks), Projected(tasks), cancellationToken);

    /// <summary>Plans each task on the network as those before it leave it, carries out what is agreed to, and gives each result as soon as it is one.</summary>
    /// <param name="work">The network.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="planner">Plans a task on a network.</param>
    /// <param name="activity">What it amounts to, for people.</param>
    /// <param name="finish">Gives a task's result.</param>
    /// <param name="cancellationToken">Stops it; a cut-over that has begun is finished or taken back first.</param>
    /// <param name="earlier">Plans what a dry run assumes to be done before; null for nothing.</param>
    public static async Task CarryOutAsync<TRequest>(
        this PlannedWork work,
        IReadOnlyList<SpokeTask<TRequest>> tasks,
        Func<SpokeTask<TRequest>, NetworkSnapshot, Plan> planner,
        string activity,
        Action<SpokeTask<TRequest>, PartResult> finish,
        CancellationToken cancellationToken,
        Func<SpokeTask<TRequest>, NetworkSnapshot, Plan>? earlier = null)
        where TRequest : OperationRequest
    {
        var parts = new Dictionary<Part, SpokeTask<TRequest>>();
        foreach (var task in tasks)
        {
            if (await work.PlanAsync(task.Request.Record, network => planner(task, network), standsApart: false, earlier is null ? null : network => earlier(task, network), cancellationToken) is { } part)
                parts[part] = task;
        }

        await work.CarryOutAsync(activity, (part, result) => finish(parts[part], result), cancellationToken);
    }

    // Two records that differ in what they ask of the same spoke stay two.
    private static bool Same<TRequest>(SpokeTask<TRequest> one, SpokeTask<TRequest> other)
        where TRequest : OperationRequest =>
        one.Spoke.VpcId == other.Spoke.VpcId && one.Hub.Key == other.Hub.Key
        && one.Request.IsEquivalentTo(other.Request);
}
