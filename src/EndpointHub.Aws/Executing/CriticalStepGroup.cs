using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// The steps that move an endpoint's names to the hub, or back: the old answer is removed and the new one added. Until the first answer is removed,
/// the group can be canceled like any other. From then on it is completed or rolled back, whatever is canceled or fails elsewhere.
/// </summary>
internal sealed class CriticalStepGroup(IReadOnlyList<StepRun> runs, StepRunTable runTable, IStepRunner runner, TimeProvider clock, Deadline? limit)
    : StepGroup(runs, runTable, runner, clock, limit),
        IDisposable
{
    private readonly StepRunTable _runTable = runTable;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private bool _isUninterruptible;

    /// <summary>Gets the rollback of the group; null if it was not rolled back.</summary>
    public Rollback? Rollback { get; private set; }

    /// <summary>Gets the problems of the steps that failed, the first one first.</summary>
    public IEnumerable<Problem> Causes => Runs.Select(run => run.Problem).Prepend(Problem).OfType<Problem>().Distinct();

    /// <summary>Gets the time limit. It keeps a group from starting, and does not apply to one that has started.</summary>
    protected override Deadline? Limit => Runs.Any(run => run.SentAt is not null) ? null : base.Limit;

    /// <inheritdoc/>
    protected override bool CanContinue => _isUninterruptible || base.CanContinue;

    /// <inheritdoc/>
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = cancellationToken.Register(StopIfInterruptible);
        try
        {
            foreach (var reserved in Runs.Where(one => one.Step.ReservesAhead))
                await Runner.ReserveAsync(reserved.Step, _stop.Token);
            await RunStepsAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_isUninterruptible)
        {
            // The group canceled its own remaining steps because one of them failed. They are rolled back too.
        }
        catch (StepFailure refused)
        {
            Problem ??= refused.Problem;
        }
        finally
        {
            foreach (var run in Runs)
                run.Ended();
        }

        var isAnswerRemoved = Runs.Any(run => RemovesAnswer(run.Step) && run.MayHaveTakenEffect);
        if (isAnswerRemoved && Problem is not null && Runs.Any(run => AddsAnswer(run.Step) && !run.IsAccepted))
        {
            Rollback = new Rollback(Runs, _runTable.Before, Runner, Clock);
            await Rollback.RunAsync();
        }
    }

    /// <summary>Determines whether a step belongs to this group.</summary>
    /// <param name="step">The step.</param>
    /// <returns>True if it does.</returns>
    public bool Contains(Step step) => Runs.Any(run => run.Step == step);

    /// <summary>Determines whether a step is in effect: AWS has accepted it, and it was not rolled back.</summary>
    /// <param name="step">A step of this group.</param>
    /// <returns>True if it is.</returns>
    public bool IsInEffect(Step step)
    {
        var run = _runTable[step];
        return run.IsAccepted && Rollback?.InverseOf(run) is not { Effect: StepEffect.Accepted or StepEffect.Settled };
    }

    /// <summary>Returns where the names resolve to now.</summary>
    /// <param name="before">The network before the plan.</param>
    /// <param name="vpcId">The spoke.</param>
    /// <returns>One answer for each zone.</returns>
    public IEnumerable<NameAnswer> AnswersByZone(NetworkSnapshot before, string vpcId) => new GroupAnswers(Runs, Rollback, before, vpcId).ByZone();

    /// <summary>Returns the times at which the calls that removed an answer were sent.</summary>
    public IEnumerable<DateTimeOffset> RemovedAt() =>
        Runs.Where(run => RemovesAnswer(run.Step) && run.MayHaveTakenEffect).Select(run => run.SentAt!.Value);

    /// <summary>Returns the windows in which each zone's names may have had no private answer.</summary>
    /// <returns>
    /// The windows. Each begins when the call that removed the old answer was sent. It ends when the new answer, or after a rollback the old one, was
    /// observed.
    /// </returns>
    public IEnumerable<CutoverWindow> Windows()
    {
        foreach (var run in Runs.Where(run => AddsAnswer(run.Step)))
        {
            var closedAt = Rollback is null ? run.SettledAt : Rollback.RestoredAt;
            var removals = _runTable.RemovalsBefore(run.Step).Where(removal => removal.MayHaveTakenEffect).ToList();
            if (run.Step.NameChange!.ZoneName is { } associated && removals.Count > 0)
                yield return new CutoverWindow(associated, removals.Min(removal => removal.SentAt!.Value), closedAt);
            foreach (var removal in removals)
            {
                if (removal.Step.NameChange!.ZoneName is { } disassociated)
                    yield return new CutoverWindow(disassociated, removal.SentAt!.Value, closedAt);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void OnStarting(Step step)
    {
        if (!RemovesAnswer(step))
            return;

        lock (_gate)
        {
            _stop.Token.ThrowIfCancellationRequested();
            _isUninterruptible = true;
        }
    }

    /// <inheritdoc/>
    protected override void OnFailed(StepRun run)
    {
        // AWS completes what it has accepted, however slowly. A rollback would take even longer.
        if ((RemovesAnswer(run.Step) || AddsAnswer(run.Step)) && !run.IsAccepted)
            _stop.Cancel();
    }

    /// <inheritdoc/>
    protected override Task ReserveAsync(Step step, CancellationToken cancellationToken) =>
        step.ReservesAhead ? Task.CompletedTask : base.ReserveAsync(step, cancellationToken);

    private static bool RemovesAnswer(Step step) => step.NameChange?.Effect == NameEffect.RemovesAnswer;

    private static bool AddsAnswer(Step step) => step.NameChange?.Effect == NameEffect.AddsAnswer;

    private void StopIfInterruptible()
    {
        lock (_gate)
        {
            if (!_isUninterruptible)
                _stop.Cancel();
        }
    }
}
