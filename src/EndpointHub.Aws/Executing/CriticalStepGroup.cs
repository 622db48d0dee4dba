using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Planning;
using EndpointHub.Results;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// An endpoint's names on their way to the hub, or back: what answered for them goes, and what shall answer comes. Until the first of it goes the
/// stretch can be stopped like anything else; from then on it is carried to its end or taken back, whatever is asked or fails elsewhere.
/// </summary>
internal sealed class CriticalStepGroup(IReadOnlyList<StepRun> runs, StepRunTable board, IStepRunner carrier, TimeProvider clock)
    : StepGroup(runs, board, carrier, clock), IDisposable
{
    private readonly StepRunTable _board = board;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private bool _isOpen;

    /// <summary>Whether the stretch was taken back.</summary>
    public bool IsTakenBack { get; private set; }

    /// <inheritdoc/>
    protected override bool GoesOn => _isOpen || base.GoesOn;

    /// <inheritdoc/>
    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = cancellationToken.Register(StopUnlessOpen);
        try
        {
            foreach (var ahead in Runs.Where(one => one.Step.ReservesAhead))
                await Carrier.ReserveAsync(ahead.Step, _stop.Token);
            await RunStepsAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_isOpen)
        {
            // The stretch stopped its own remaining steps, because one of them failed: they are taken back with it.
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

        var isGone = Runs.Any(run => RemovesAnswer(run.Step) && run.MayHaveTakenEffect);
        if (isGone && Problem is { } cause && Runs.Any(run => AddsAnswer(run.Step) && !run.IsAccepted))
        {
            IsTakenBack = true;
            Problem = await new Rollback(Runs, _board.Before, Carrier, Clock).RunAsync(cause);
        }
    }

    /// <summary>Whether a step is one of these.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Whether it is.</returns>
    public bool Holds(Step step) => Runs.Any(run => run.Step == step);

    /// <summary>For how long each zone's names may have had no private answer.</summary>
    /// <returns>The windows, each from the moment at which the call that took the old answer away was sent.</returns>
    public IEnumerable<CutoverWindow> Windows()
    {
        foreach (var run in Runs.Where(run => AddsAnswer(run.Step)))
        {
            var removals = _board.RemovalsBefore(run.Step).Where(removal => removal.SentAt is not null).ToList();
            if (run.Step.NameChange!.ZoneName is { } associated && removals.Count > 0)
                yield return new CutoverWindow(associated, removals.Min(removal => removal.SentAt!.Value), run.SettledAt ?? Clock.GetUtcNow());
            foreach (var removal in removals)
            {
                if (removal.Step.NameChange!.ZoneName is { } left)
                    yield return new CutoverWindow(left, removal.SentAt!.Value, run.SettledAt ?? Clock.GetUtcNow());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void Begins(Step step)
    {
        if (!RemovesAnswer(step))
            return;

        lock (_gate)
        {
            _stop.Token.ThrowIfCancellationRequested();
            _isOpen = true;
        }
    }

    /// <inheritdoc/>
    protected override void Failed(StepRun run)
    {
        // What AWS has accepted it will bring to its end, however slowly; taking it back would only be slower.
        if ((RemovesAnswer(run.Step) || AddsAnswer(run.Step)) && !run.IsAccepted)
            _stop.Cancel();
    }

    /// <inheritdoc/>
    protected override Task ReserveAsync(Step step, CancellationToken cancellationToken) =>
        step.ReservesAhead ? Task.CompletedTask : base.ReserveAsync(step, cancellationToken);

    private static bool RemovesAnswer(Step step) => step.NameChange?.Effect == NameEffect.RemovesAnswer;

    private static bool AddsAnswer(Step step) => step.NameChange?.Effect == NameEffect.AddsAnswer;

    private void StopUnlessOpen()
    {
        lock (_gate)
        {
            if (!_isOpen)
                _stop.Cancel();
        }
    }
}
