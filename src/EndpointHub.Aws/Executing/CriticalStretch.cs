using EndpointHub.Planning;
using EndpointHub.Planning.Steps;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// An endpoint's names on their way to the hub: private DNS off, and its zones associated. Until the first private DNS goes off it can be
/// stopped like anything else; from then on it is carried to its end or taken back, whatever is asked or fails elsewhere.
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
            await RunStepsAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_isOpen)
        {
            // The stretch stopped its own remaining steps, because one of them failed: they are taken back with it.
        }

        var isOff = Runs.Any(run => run.Step is DisablePrivateDns && run.MayHaveTakenEffect);
        if (isOff && Problem is { } cause && Runs.Any(run => run.Step is AssociateZone && !run.IsAccepted))
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
    /// <returns>The windows, each from the moment at which the call that switched private DNS off was sent.</returns>
    public IEnumerable<CutoverWindow> Windows()
    {
        foreach (var run in Runs)
        {
            var opened = _board.SwitchesOffBefore(run.Step).Select(off => off.SentAt).Min();
            if (run.Step is AssociateZone associate && opened is { } from)
                yield return new CutoverWindow(associate.ZoneName, from, run.SettledAt ?? Clock.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void Begins(Step step)
    {
        if (step is not DisablePrivateDns)
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
        if (run.Step is AssociateZone or DisablePrivateDns && !run.IsAccepted)
            _stop.Cancel();
    }

    private void StopUnlessOpen()
    {
        lock (_gate)
        {
            if (!_isOpen)
                _stop.Cancel();
        }
    }
}
