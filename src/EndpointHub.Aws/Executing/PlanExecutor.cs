using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Carries out plans. Every step begins when the steps that it requires are done. Independent steps run in parallel, as fast as AWS's
/// rate limits allow.
/// </summary>
internal sealed class PlanExecutor(Func<IStepRunner> newRunner, TimeProvider clock)
{
    /// <summary>Starts to carry out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="listener">Receives the events of the run; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation. A cut-over that has begun is completed or rolled back first.</param>
    /// <returns>The run.</returns>
    public PlanRun Start(Plan plan, IStepListener? listener, CancellationToken cancellationToken) =>
        Start(plan, listener, limit: null, cancellationToken);

    /// <summary>Starts to carry out a plan with a time limit.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="listener">Receives the events of the run; null for none.</param>
    /// <param name="limit">The operator's time limit for waiting; null for none. The caller disposes it after the run.</param>
    /// <param name="cancellationToken">Cancels the operation. A cut-over that has begun is completed or rolled back first.</param>
    /// <returns>The run.</returns>
    public PlanRun Start(Plan plan, IStepListener? listener, Deadline? limit, CancellationToken cancellationToken)
    {
        var runner = newRunner();
        var runTable = new StepRunTable(plan, listener);
        return new PlanRun(
            runner.Symbols,
            plan.Units.ToDictionary(
                unit => unit,
                unit =>
                    unit.IsCritical
                        ? RunCriticalAsync(unit, runTable, runner, limit, cancellationToken)
                        : RunAsync(unit, runTable, runner, limit, cancellationToken)
            )
        );
    }

    private async Task<UnitOutcome> RunAsync(
        PlanUnit unit,
        StepRunTable runTable,
        IStepRunner runner,
        Deadline? limit,
        CancellationToken cancellationToken
    )
    {
        var group = new StepGroup([.. unit.Steps.Select(step => runTable[step])], runTable, runner, clock, limit);
        await group.RunAsync(cancellationToken);
        return new UnitOutcome(unit, CompletedSteps(unit.Steps, runTable, runner), group.Problem, ValueList<CutoverWindow>.Empty)
        {
            Unfinished = group.Unfinished.ToValueList(),
            InEffect = Bound(unit.Steps.Where(step => runTable[step].IsAccepted), runner),
            IsUncertain = IsUncertain(unit, runTable),
        };
    }

    private async Task<UnitOutcome> RunCriticalAsync(
        PlanUnit unit,
        StepRunTable runTable,
        IStepRunner runner,
        Deadline? limit,
        CancellationToken cancellationToken
    )
    {
        var groups = Connected(unit, runTable).Select(runs => new CriticalStepGroup(runs, runTable, runner, clock, limit)).ToList();
        try
        {
            await Task.WhenAll(groups.Select(group => group.RunAsync(cancellationToken)).ToArray());
            var done = unit.Steps.Where(step => !groups.Any(group => group.Rollback is not null && group.Contains(step)));
            var outcome = new CriticalOutcome(unit, groups, runTable.Before);
            return new UnitOutcome(unit, CompletedSteps(done, runTable, runner), outcome.ToProblem(), outcome.Windows)
            {
                InEffect = Bound(unit.Steps.Where(step => groups.Any(group => group.Contains(step) && group.IsInEffect(step))), runner),
                IsUncertain = IsUncertain(unit, runTable),
                Unfinished = groups.SelectMany(group => group.Unfinished).ToValueList(),
            };
        }
        finally
        {
            groups.ForEach(group => group.Dispose());
        }
    }

    private static ValueList<Step> CompletedSteps(IEnumerable<Step> steps, StepRunTable runTable, IStepRunner runner) =>
        Bound(steps.Where(step => IsCompleted(step, runTable)), runner);

    // A step that started on acceptance may be done although the resource that it needs has not settled.
    private static bool IsCompleted(Step step, StepRunTable runTable) =>
        runTable[step].SettledAt is not null
        && (!step.StartsOnAcceptance || runTable.RequiredBy(step).All(required => required.SettledAt is not null));

    private static ValueList<Step> Bound(IEnumerable<Step> steps, IStepRunner runner) =>
        steps.Select(step => step.Bound(runner.Symbols)).ToValueList();

    private static bool IsUncertain(PlanUnit unit, StepRunTable runTable) =>
        unit.Steps.Any(step => runTable[step].Effect is StepEffect.Unknown or StepEffect.Accepted);

    // The cut-over of one endpoint may be rolled back without affecting others, so steps that do not require each other form separate groups.
    private static IEnumerable<IReadOnlyList<StepRun>> Connected(PlanUnit unit, StepRunTable runTable)
    {
        var groups = new List<List<Step>>();
        foreach (var step in unit.Steps)
        {
            var joined = groups
                .Where(group => group.Exists(other => step.Requires.Contains(other.Key) || other.Requires.Contains(step.Key)))
                .ToList();
            groups.RemoveAll(joined.Contains);
            groups.Add([.. joined.SelectMany(group => group), step]);
        }

        return groups.Select(group => group.Select(step => runTable[step]).ToList());
    }
}
