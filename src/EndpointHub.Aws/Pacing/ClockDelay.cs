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
}
