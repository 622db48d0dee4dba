using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// Restores the former answers for an endpoint's names. The new answer is removed first, because AWS refuses private DNS while a zone of the same
/// name is associated, and the association while private DNS is on. Then the former answer is restored, and last the tags.
/// </summary>
internal sealed class Rollback
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly IStepRunner _runner;
    private readonly TimeProvider _clock;
    private readonly List<(StepRun Run, StepRun Inverse)> _pairs;

    public Rollback(IReadOnlyList<StepRun> runs, NetworkSnapshot before, IStepRunner runner, TimeProvider clock)
    {
        _runner = runner;
        _clock = clock;
        _pairs =
        [
            .. runs.Where(run => run.MayHaveTakenEffect)
                .Reverse()
                .Select(run => (run, new StepRun(run.Step.Bound(runner.Symbols).InverseOn(before)))),
        ];
    }

    /// <summary>Gets the problems of the steps that failed.</summary>
    public IEnumerable<Problem> Obstacles => Inverses.Select(inverse => inverse.Problem).OfType<Problem>();

    /// <summary>Gets the commands that complete the rollback, in their order; null if nothing is left to do for the names.</summary>
    public CommandLine? Remaining =>
        Of(NameEffect.RemovesAnswer)
            .Concat(Of(NameEffect.AddsAnswer))
            .Where(inverse => inverse.Problem is not null)
            .Select(inverse => inverse.Step.CommandLine)
            .OfType<CommandLine>()
            .Aggregate((CommandLine?)null, (all, next) => all?.Then(next) ?? next);

    /// <summary>Gets the time at which the last former answer was restored; null if that was not observed for each.</summary>
    public DateTimeOffset? RestoredAt =>
        Of(NameEffect.AddsAnswer).All(inverse => inverse.SettledAt is not null) ? Of(NameEffect.AddsAnswer).Max(inverse => inverse.SettledAt) : null;

    private IEnumerable<StepRun> Inverses => _pairs.Select(pair => pair.Inverse);

    /// <summary>Rolls back as many steps as possible.</summary>
    /// <returns>A task that completes when all work has finished.</returns>
    public async Task RunAsync()
    {
        using var deadline = new Deadline(_clock, Limit);

        // These need not settle: AWS refuses the next calls until the removal is complete, and they are repeated until then.
        await TryAllAsync(Of(NameEffect.RemovesAnswer), settles: false, deadline);
        await TryAllAsync(Of(NameEffect.AddsAnswer), settles: true, deadline);
        await TryAllAsync(Inverses.Where(inverse => inverse.Step.NameChange is null), settles: true, deadline);
    }

    /// <summary>Returns the step that undoes another one.</summary>
    /// <param name="run">The other step.</param>
    /// <returns>The step; null if there was nothing to undo.</returns>
    public StepRun? InverseOf(StepRun run) => _pairs.Find(pair => pair.Run == run).Inverse;

    private IEnumerable<StepRun> Of(NameEffect effect) => Inverses.Where(inverse => inverse.Step.NameChange?.Effect == effect);

    private Task TryAllAsync(IEnumerable<StepRun> inverses, bool settles, Deadline deadline) =>
        Task.WhenAll(inverses.Select(inverse => TryAsync(inverse, settles, deadline)).ToArray());

    private async Task TryAsync(StepRun inverse, bool settles, Deadline deadline)
    {
        var step = inverse.Step;
        try
        {
            inverse.Sent(_clock.GetUtcNow());
            await _runner.BeginAsync(step, expectsZoneRemoval: true, deadline.Token);
            inverse.Accepted();
            if (!settles)
                return;
            await _runner.SettleAsync(step, deadline.Token);
            inverse.Done(_clock.GetUtcNow());
        }
        catch (StepFailure failure)
        {
            inverse.Failed(failure);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            inverse.Failed(new StepFailure(Problems.NotSettled(step.Subject, step.Description, Limit), mayHaveTakenEffect: true));
        }
    }
}
