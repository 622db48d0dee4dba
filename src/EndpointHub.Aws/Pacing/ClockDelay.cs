namespace EndpointHub.Aws.Pacing;

/// <summary>The one way to wait.</summary>
internal static class ClockDelay
{
    /// <summary>
    /// Waits on a clock. <c>Task.Delay</c> would do, but sends a cancelled wait's continuation to the thread pool; here it runs where the
    /// cancellation was asked for, so a run on a virtual clock stays on its one thread.
    /// </summary>
    /// <param name="clock">The clock.</param>
    /// <param name="time">How long; nothing or less ends at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
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
