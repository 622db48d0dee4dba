using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>A group of steps. When one fails, no further step of the group begins.</summary>
internal class StepGroup(IReadOnlyList<StepRun> runs, StepRunTable runTable, IStepRunner runner, TimeProvider clock, Deadline? limit)
{
    /// <summary>Gets the steps.</summary>
    protected IReadOnlyList<StepRun> Runs { get; } = runs;

    /// <summary>Gets the clock.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Gets the runner of the steps.</summary>
    protected IStepRunner Runner { get; } = runner;

    /// <summary>Gets the problem of a group that did not complete, otherwise null.</summary>
    public Problem? Problem { get; protected set; }

    /// <summary>Gets the problems of the steps that AWS had not completed when the operator's time limit passed.</summary>
    public IReadOnlyList<Problem> Unfinished =>
        [.. Runs.Select(run => run.Problem).OfType<Problem>().Where(problem => problem.Code == nameof(Problems.StillSettling)).Distinct()];

    /// <summary>Gets the operator's time limit for waiting; null where none applies.</summary>
    protected virtual Deadline? Limit => limit;

    /// <summary>Gets whether further steps may begin.</summary>
    protected virtual bool CanContinue => Problem is null;

    /// <summary>Carries out the steps, in parallel where they do not require each other.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when all work has finished.</returns>
    public virtual Task RunAsync(CancellationToken cancellationToken) => RunStepsAsync(cancellationToken);

    /// <summary>Carries out the steps.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when no step is running.</returns>
    protected async Task RunStepsAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Runs.Select(run => RunStepAsync(run, cancellationToken)).ToArray());

    /// <summary>Waits until the rate limit allows a step's call.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Cancels the wait. No call was sent.</param>
    /// <returns>A task that completes when the call may be made.</returns>
    protected virtual Task ReserveAsync(Step step, CancellationToken cancellationToken) => Runner.ReserveAsync(step, cancellationToken);

    /// <summary>Called immediately before a step's call is sent.</summary>
    /// <param name="step">The step.</param>
    protected virtual void OnStarting(Step step) { }

    /// <summary>Called after a step has failed.</summary>
    /// <param name="run">The step.</param>
    protected virtual void OnFailed(StepRun run) { }

    private async Task RunStepAsync(StepRun run, CancellationToken cancellationToken)
    {
        try
        {
            var mayBegin = await WaitForRequiredAsync(run.Step, cancellationToken);
            if (mayBegin && CanContinue)
                await QueueAsync(run.Step, cancellationToken);
            if (mayBegin && CanContinue && Limit is { HasPassed: true } over)
            {
                var bound = run.Step.Bound(Runner.Symbols);
                Problem ??= Problems.NotBegun(bound.Subject, bound.Description, over.Limit);
            }

            if (!mayBegin || !CanContinue)
            {
                run.Skipped(Problem!);
                return;
            }

            OnStarting(run.Step);
            runTable.Listener?.Begun(run.Step.Bound(Runner.Symbols));
            run.Sent(Clock.GetUtcNow());
            await Runner.BeginAsync(run.Step, runTable.ExpectsZoneRemoval(run.Step), cancellationToken);
            run.Accepted();
            await SettleAsync(run.Step, cancellationToken);
            runTable.Listener?.Done(run.Step.Bound(Runner.Symbols), Clock.GetUtcNow() - run.SentAt!.Value);
            run.Done(Clock.GetUtcNow());
        }
        catch (StepFailure failure)
        {
            run.Failed(failure);
            if (Problem is null || UnitOutcome.IsOfTimeLimit(Problem))
                Problem = failure.Problem;
            OnFailed(run);
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
            runTable.Listener?.Queued(step);
        await reserving;
    }

    private async Task SettleAsync(Step step, CancellationToken cancellationToken)
    {
        if (Limit is not { } over)
        {
            await SettleReportedAsync(step, cancellationToken);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        try
        {
            await SettleReportedAsync(step, either.Token);
        }
        catch (OperationCanceledException) when (over.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            var bound = step.Bound(Runner.Symbols);
            throw new StepFailure(
                Problems.StillSettling(
                    bound.Settlement?.ResourceId ?? bound.Subject,
                    Runner.StateOf(step) ?? "in progress",
                    bound.Description,
                    over.Limit
                ),
                mayHaveTakenEffect: true
            );
        }
    }

    private async Task SettleReportedAsync(Step step, CancellationToken cancellationToken)
    {
        var settling = Runner.SettleAsync(step, cancellationToken);
        if (!settling.IsCompleted)
            runTable.Listener?.Settling(step.Bound(Runner.Symbols));
        await settling;
    }

    private async Task<bool> WaitForRequiredAsync(Step step, CancellationToken cancellationToken)
    {
        foreach (var required in runTable.RequiredBy(step))
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
