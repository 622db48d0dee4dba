using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>
/// Carries what asynchronous work has to say to the one thread that PowerShell takes it from, and keeps that thread busy
/// with it until the work is done.
/// </summary>
/// <remarks>
/// The work itself does not run on that thread. WriteObject runs all later stages of the pipeline, and a confirmation waits
/// for a person: either may take hours, and meanwhile another spoke may stand between private DNS off and its association.
/// So the work runs beside it, one continuation at a time (an exclusive scheduler), which spares the operations every lock.
/// </remarks>
internal sealed class PipelineThread(CancellationTokenSource stop, ProgressBar progress) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly BlockingCollection<Action> _calls = [];
    private ExceptionDispatchInfo? _unwinding;

    /// <summary>Shows how far the work has come.</summary>
    internal ProgressBar Progress => progress;

    /// <summary>Whether the pipeline takes nothing any more, because it was stopped or because a later stage has ended it.</summary>
    internal bool IsUnwinding => stop.IsCancellationRequested;

    /// <summary>Runs the work to its end and carries out its calls meanwhile. To be called on the pipeline thread.</summary>
    /// <returns>What the work failed with, or null where it ended well or was cancelled by the stop.</returns>
    internal Exception? Pump(Func<Task> work)
    {
        var oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, oneAtATime).Unwrap();
        _ = running.ContinueWith(_ => _calls.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        while (!_calls.IsCompleted)
        {
            // Work that says nothing for a while has its progress shown all the same.
            if (_calls.TryTake(out var call, PollInterval))
            {
                call();
            }
            else
            {
                Perform(progress.ShowWhatIsDue, ifStopped: null);
            }
        }

        return running.Exception?.GetBaseException() ?? (running.IsCanceled && !IsUnwinding ? new TaskCanceledException(running) : null);
    }

    /// <summary>Throws what a later stage of the pipeline threw into a call, now that the work is at rest.</summary>
    internal void Unwind() => _unwinding?.Throw();

    /// <summary>Has the call carried out in its turn, without waiting for it.</summary>
    /// <param name="call">The call into PowerShell.</param>
    /// <param name="ifStopped">What to do instead when the pipeline takes nothing any more; null to drop the call.</param>
    internal void Post(Action call, Action? ifStopped = null) => _calls.Add(() => Perform(call, ifStopped));

    /// <summary>Has the question put in its turn and answers with its answer.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was stopped before there was an answer.</exception>
    internal async Task<T> AskAsync<T>(Func<T> question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelled = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        Post(() => answer.TrySetResult(question()));
        Post(() => answer.TrySetCanceled(), ifStopped: () => answer.TrySetCanceled());
        return await answer.Task;
    }

    public void Dispose() => _calls.Dispose();

    // Whatever a call throws is PowerShell's own way of ending the pipeline (a stop, Select-Object -First, -ErrorAction Stop,
    // a throw in a later stage). It must not tear the work apart at that point: the work is cancelled, comes to rest in
    // its own order, and only then does the exception go on its way.
    private void Perform(Action call, Action? ifStopped)
    {
        if (IsUnwinding)
        {
            ifStopped?.Invoke();
            return;
        }

        try
        {
            call();
        }
        catch (Exception unwinding)
        {
            _unwinding = ExceptionDispatchInfo.Capture(unwinding);
            stop.Cancel();
        }
    }
}
