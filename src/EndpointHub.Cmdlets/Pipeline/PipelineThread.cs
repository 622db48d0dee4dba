using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EndpointHub.Cmdlets.Pipeline;

/// <summary>
/// Runs the calls of asynchronous work into PowerShell on the pipeline thread, the only thread that may make them, and blocks that thread
/// until the work is done.
/// </summary>
/// <remarks>
/// The work itself does not run on that thread. WriteObject runs all later stages of the pipeline, and a confirmation waits
/// for an answer. Either may take hours, while another spoke is between private DNS off and the association of its zones.
/// So the work runs on other threads, one continuation at a time (an exclusive scheduler). Therefore the operations need no locks.
/// </remarks>
internal sealed class PipelineThread(CancellationTokenSource stop, ProgressBar progress) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly BlockingCollection<Action> _calls = [];
    private ExceptionDispatchInfo? _unwinding;

    /// <summary>Gets the progress bar of the work.</summary>
    internal ProgressBar Progress => progress;

    /// <summary>True if the pipeline accepts no records any more, because it was stopped or a later stage has ended it.</summary>
    internal bool IsUnwinding => stop.IsCancellationRequested;

    /// <summary>Runs the work until it completes, and makes its calls meanwhile. Call it on the pipeline thread.</summary>
    /// <returns>The exception of the work; null if it succeeded or was cancelled by the stop.</returns>
    internal Exception? Pump(Func<Task> work)
    {
        var oneAtATime = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, oneAtATime).Unwrap();
        _ = running.ContinueWith(
            _ => _calls.CompleteAdding(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

        while (!_calls.IsCompleted)
        {
            // Progress is also shown while the work makes no calls.
            if (_calls.TryTake(out var call, PollInterval))
            {
                call();
            }
            else
            {
                Perform(progress.ShowPending, ifStopped: null);
            }
        }

        return running.Exception?.GetBaseException() ?? (running.IsCanceled && !IsUnwinding ? new TaskCanceledException(running) : null);
    }

    /// <summary>Rethrows the exception that a later stage of the pipeline threw into a call. Call it when the work has finished.</summary>
    internal void Unwind() => _unwinding?.Throw();

    /// <summary>Queues a call without waiting for it.</summary>
    /// <param name="call">The call into PowerShell.</param>
    /// <param name="ifStopped">The call to make instead if the pipeline was stopped; null to drop the call.</param>
    internal void Post(Action call, Action? ifStopped = null) => _calls.Add(() => Perform(call, ifStopped));

    /// <summary>Queues a question and returns its answer.</summary>
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

    // PowerShell ends a pipeline with an exception from a call (a stop, Select-Object -First, -ErrorAction Stop,
    // a throw in a later stage). The exception must not abort the work at that point. The work is cancelled and completes or
    // reverts what it has begun, and only then is the exception rethrown.
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
