using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>A plan that is being carried out.</summary>
internal sealed class PlanRun
{
    private readonly Dictionary<PlanUnit, OneShotSignal<Task<UnitOutcome>>> _ends;

    internal PlanRun(SymbolTable symbols, Dictionary<PlanUnit, Task<UnitOutcome>> outcomes)
    {
        Symbols = symbols;
        _ends = outcomes.Keys.ToDictionary(unit => unit, _ => new OneShotSignal<Task<UnitOutcome>>());
        foreach (var outcome in outcomes)
            _ = AnnounceAsync(outcome.Value, _ends[outcome.Key]);
    }

    /// <summary>What the plan's symbols have become so far.</summary>
    public SymbolTable Symbols { get; }

    /// <summary>What becomes of a unit.</summary>
    /// <param name="unit">A unit of the plan.</param>
    /// <returns>Ends as soon as the unit has ended, whatever the others do.</returns>
    /// <exception cref="OperationCanceledException">The unit was stopped.</exception>
    public async Task<UnitOutcome> OutcomeOfAsync(PlanUnit unit) => await await _ends[unit].WaitAsync();

    /// <summary>Waits until everything is at rest.</summary>
    /// <returns>What became of the units.</returns>
    /// <exception cref="OperationCanceledException">A unit was stopped.</exception>
    public Task<UnitOutcome[]> CompleteAsync() => Task.WhenAll(_ends.Keys.Select(OutcomeOfAsync).ToArray());

    private static async Task AnnounceAsync(Task<UnitOutcome> outcome, OneShotSignal<Task<UnitOutcome>> end)
    {
        await Task.WhenAny(outcome);
        end.Set(outcome);
    }
}
