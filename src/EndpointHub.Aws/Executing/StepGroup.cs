using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>Steps that stand or fall together: once one fails, none of the others is begun.</summary>
internal class StepGroup(IReadOnlyList<StepRun> runs, StepRunTable board, IStepRunner carrier, TimeProvider clock)
{
    /// <summary>The steps.</summary>
    protected IReadOnlyList<StepRun> Runs { get; } = runs;

    /// <summary>The clock.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>What carries out the steps.</summary>
    protected IStepRunner Carrier { get; } = carrier;

    /// <summary>Why the stretch did not come to its end; null when it did.</summary>
    public Problem? Problem { get; protected set; }

    /// <summary>Whether steps may still be begun.</summary>
    protected virtual bool GoesOn => Problem is null;

    /// <summary>Carries out the steps, side by side where none waits for another.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A task that ends when everything is at rest.</returns>
    public virtual Task RunAsync(CancellationToken cancellationToken) => RunStepsAsync(cancellationToken);

    /// <summary>Carries out the steps.</summary>
    /// <param name="cancellationToken">Stops them.</param>
    /// <returns>A task that ends when none of them is under way.</returns>
    protected async Task RunStepsAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Runs.Select(run => RunStepAsync(run, cancellationToken)).ToArray());

    /// <summary>Waits until a step's call would be sent without waiting.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Leaves the queue; nothing was sent.</param>
    /// <returns>A task that ends when the call may be made.</returns>
    protected virtual Task ReserveAsync(Step step, CancellationToken cancellationToken) => Carrier.ReserveAsync(step, cancellationToken);

    /// <summary>Called right before a step's call is sent.</summary>
    /// <param name="step">The step.</param>
    protected virtual void Begins(Step step)
    {
    }

    /// <summary>Called when a step has failed.</summary>
    /// <param name="run">The step.</param>
    protected virtual void Failed(StepRun run)
    {
    }

    private async Task RunStepAsync(StepRun run, CancellationToken cancellationToken)
    {
        try
        {
            var mayBegin = await WaitForRequiredAsync(run.Step, cancellationToken);
            if (mayBegin && GoesOn)
                await QueueAsync(run.Step, cancellationToken);
            if (!mayBegin || !GoesOn)
            {
                run.Skipped(Problem!);
                return;
            }

            Begins(run.Step);
            board.Listener?.Begun(run.Step.Bound(Carrier.Symbols));
            run.Sent(Clock.GetUtcNow());
            await Carrier.BeginAsync(run.Step, board.AwaitsZoneToGo(run.Step), cancellationToken);
            run.Accepted();
            await SettleAsync(run.Step, cancellationToken);
            board.Listener?.Done(run.Step.Bound(Carrier.Symbols), Clock.GetUtcNow() - run.SentAt!.Value);
            run.Done(Clock.GetUtcNow());
        }
        catch (StepFailure failure)
        {
            run.Failed(failure);
            Problem ??= failure.Problem;
            Failed(run);
        }
        finally
        {
            run.Ended();
        }
    }

    private async Task QueueAsync(Step step, CancellationToken cancellationToken)
    {
        var reserving = ReserveAsync(step, cancellationToken);
        if (!reserving.IsCompleted)
            board.Listener?.Queued(step);
        await reserving;
    }

    private async Task SettleAsync(Step step, CancellationToken cancellationToken)
    {
        var settling = Carrier.SettleAsync(step, cancellationToken);
        if (!settling.IsCompleted)
            board.Listener?.Settling(step.Bound(Carrier.Symbols));
        await settling;
    }

    private async Task<bool> WaitForRequiredAsync(Step step, CancellationToken cancellationToken)
    {
        foreach (var required in board.RequiredBy(step))
        {
            if (await required.ReadyForAsync(step))
                continue;

            Problem ??= required.Problem;
            if (Problem is null)
                cancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        return true;
    }
}
