using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Results;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// An endpoint's names on their way to the hub, or back: what answered for them goes, and what shall answer comes. Until the first of it goes the
/// stretch can be stopped like anything else; from then on it is carried to its end or taken back, whatever is asked or fails elsewhere.
/// </summary>
internal sealed class CriticalStretch(IReadOnlyList<StepRun> runs, StepBoard board, IStepCarrier carrier, TimeProvider clock)
    : Stretch(runs, board, carrier, clock), IDisposable
{
    private readonly StepBoard _board = board;
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
            // Endpoints have the scarcest budget of all, so names leave the hub only when the call that brings them home can follow at once.
            foreach (var on in Runs.Where(run => run.Step is EnablePrivateDns))
                await Carrier.ReserveAsync(on.Step, _stop.Token);
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

        var isGone = Runs.Any(run => Silences(run.Step) && run.MayHaveTakenEffect);
        if (isGone && Problem is { } cause && Runs.Any(run => Answers(run.Step) && !run.IsAccepted))
        {
            IsTakenBack = true;
            Problem = await new TakingBack(Runs, _board.Before, Carrier, Clock).RunAsync(cause);
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
        foreach (var run in Runs)
        {
            var opened = _board.SwitchesOffBefore(run.Step).Select(off => off.SentAt).Min();
            if (run.Step is AssociateZone associate && opened is { } from)
                yield return new CutoverWindow(associate.ZoneName, from, run.SettledAt ?? Clock.GetUtcNow());
            foreach (var left in _board.RequiredBy(run.Step).Where(_ => run.Step is EnablePrivateDns))
            {
                if (left is { Step: DisassociateZone zone, SentAt: { } sent })
                    yield return new CutoverWindow(zone.ZoneName, sent, run.SettledAt ?? Clock.GetUtcNow());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void Begins(Step step)
    {
        if (!Silences(step))
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
        if ((Silences(run.Step) || Answers(run.Step)) && !run.IsAccepted)
            _stop.Cancel();
    }

    /// <inheritdoc/>
    protected override Task ReserveAsync(Step step, CancellationToken cancellationToken) =>
        step is EnablePrivateDns ? Task.CompletedTask : base.ReserveAsync(step, cancellationToken);

    private static bool Silences(Step step) => step is DisablePrivateDns or DisassociateZone;

    private static bool Answers(Step step) => step is AssociateZone or EnablePrivateDns;

    private void StopUnlessOpen()
    {
        lock (_gate)
        {
            if (!_isOpen)
                _stop.Cancel();
        }
    }
}
