using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>A plan that is being carried out.</summary>
internal sealed class PlanRun
{
    private readonly Dictionary<PlanUnit, OneShotSignal<Task<UnitOutcome>>> _outcomes;

    internal PlanRun(SymbolTable symbols, Dictionary<PlanUnit, Task<UnitOutcome>> outcomes)
    {
        Symbols = symbols;
        _outcomes = outcomes.Keys.ToDictionary(unit => unit, _ => new OneShotSignal<Task<UnitOutcome>>());
        foreach (var outcome in outcomes)
            _ = SignalAsync(outcome.Value, _outcomes[outcome.Key]);
    }

    /// <summary>Gets the real ids of the plan's symbols so far.</summary>
    public SymbolTable Symbols { get; }

    /// <summary>Waits for the outcome of a unit.</summary>
    /// <param name="unit">A unit of the plan.</param>
    /// <returns>A task that completes with the unit's outcome, independently of other units.</returns>
    /// <exception cref="OperationCanceledException">The unit was canceled.</exception>
    public async Task<UnitOutcome> OutcomeOfAsync(PlanUnit unit) => await await _outcomes[unit].WaitAsync();

    /// <summary>Waits until all work has finished.</summary>
    /// <returns>The outcomes of the units.</returns>
    /// <exception cref="OperationCanceledException">A unit was canceled.</exception>
    public Task<UnitOutcome[]> CompleteAsync() => Task.WhenAll(_outcomes.Keys.Select(OutcomeOfAsync).ToArray());

    private static async Task SignalAsync(Task<UnitOutcome> outcome, OneShotSignal<Task<UnitOutcome>> end)
    {
        await Task.WhenAny(outcome);
        end.Set(outcome);
    }
}
