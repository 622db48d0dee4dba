using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Carries out plans: every step as soon as what it requires is done, steps that do not wait for each other side by side, as fast as AWS's
/// budgets allow.
/// </summary>
internal sealed class PlanExecutor(Func<IStepRunner> carriers, TimeProvider clock)
{
    /// <summary>Begins to carry out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="listener">Follows the run; null when nobody does.</param>
    /// <param name="cancellationToken">Stops it; a cut-over that has begun is finished or taken back first.</param>
    /// <returns>The run.</returns>
    public PlanRun Start(Plan plan, IStepListener? listener, CancellationToken cancellationToken)
    {
        var carrier = carriers();
        var board = new StepRunTable(plan, listener);
        return new PlanRun(carrier.Symbols, plan.Units.ToDictionary(
            unit => unit,
            unit => unit.IsCritical ? RunCriticalAsync(unit, board, carrier, cancellationToken) : RunAsync(unit, board, carrier, cancellationToken)));
    }

    private async Task<UnitOutcome> RunAsync(PlanUnit unit, StepRunTable board, IStepRunner carrier, CancellationToken cancellationToken)
    {
        var stretch = new StepGroup([.. unit.Steps.Select(step => board[step])], board, carrier, clock);
        await stretch.RunAsync(cancellationToken);
        return new UnitOutcome(unit, DoneOf(unit.Steps, board, carrier), stretch.Problem, ValueList<CutoverWindow>.Empty);
    }

    private async Task<UnitOutcome> RunCriticalAsync(PlanUnit unit, StepRunTable board, IStepRunner carrier, CancellationToken cancellationToken)
    {
        var stretches = Connected(unit, board).Select(runs => new CriticalStepGroup(runs, board, carrier, clock)).ToList();
        try
        {
            await Task.WhenAll(stretches.Select(stretch => stretch.RunAsync(cancellationToken)).ToArray());
            var done = unit.Steps.Where(step => !stretches.Any(stretch => stretch.IsTakenBack && stretch.Holds(step)));
            return new UnitOutcome(
                unit,
                DoneOf(done, board, carrier),
                stretches.Select(stretch => stretch.Problem).FirstOrDefault(problem => problem is not null),
                stretches.SelectMany(stretch => stretch.Windows()).OrderBy(window => window.ZoneName, StringComparer.Ordinal).ToValueList());
        }
        finally
        {
            stretches.ForEach(stretch => stretch.Dispose());
        }
    }

    private static ValueList<Step> DoneOf(IEnumerable<Step> steps, StepRunTable board, IStepRunner carrier) =>
        steps.Where(step => board[step].SettledAt is not null).Select(step => step.Bound(carrier.Symbols)).ToValueList();

    // One endpoint's cut-over may fail and be taken back without touching another's: what the steps' requirements do not join is apart.
    private static IEnumerable<IReadOnlyList<StepRun>> Connected(PlanUnit unit, StepRunTable board)
    {
        var groups = new List<List<Step>>();
        foreach (var step in unit.Steps)
        {
            var joined = groups.Where(group => group.Exists(other => step.Requires.Contains(other.Key) || other.Requires.Contains(step.Key))).ToList();
            groups.RemoveAll(joined.Contains);
            groups.Add([.. joined.SelectMany(group => group), step]);
        }

        return groups.Select(group => group.Select(step => board[step]).ToList());
    }
}
