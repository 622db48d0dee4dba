namespace EndpointHub.Aws.Pacing;

/// <summary>Waits on a clock.</summary>
internal static class ClockDelay
{
    /// <summary>
    /// Waits on a clock. Unlike <c>Task.Delay</c>, which runs the continuation of a canceled wait on the thread pool, it runs the continuation on the
    /// thread that cancels. So a run on a virtual clock stays on its thread.
    /// </summary>
    /// <param name="clock">The clock.</param>
    /// <param name="time">The time to wait; zero or less returns at once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes after the time.</returns>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static async Task DelayAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (time <= TimeSpan.Zero)
            return;

        var ended = new TaskCompletionSource<bool>();
        using var cancellation = cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken));
        using var timer = clock.CreateTimer(_ => ended.TrySetResult(true), state: null, time, Timeout.InfiniteTimeSpan);
        await ended.Task;
    }

    /// <summary>Waits for work, but not for longer than a limit. Work that has not completed is left running.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="work">The work.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True if the work has completed, or failed.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static async Task<bool> WaitAsync(this TimeProvider clock, Task work, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isCompleted = await Task.WhenAny(work, clock.DelayAsync(limit, waiting.Token)) == work;
        waiting.Cancel();
        if (!isCompleted)
            cancellationToken.ThrowIfCancellationRequested();
        return isCompleted;
    }
}
