namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// An asynchronous lock that admits one action at a time, in the order of arrival. Frequent polls must not fill the queue of the rate limit
/// ahead of urgent calls.
/// </summary>
internal sealed class FifoLock
{
    private OneShotSignal<bool>? _last;

    /// <summary>Waits for the lock and runs an action.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="action">The action.</param>
    /// <returns>The result of the action.</returns>
    public async Task<T> RunAsync<T>(Func<Task<T>> action)
    {
        var previous = _last;
        var released = _last = new OneShotSignal<bool>();
        try
        {
            if (previous is not null)
                await previous.WaitAsync();
            return await action();
        }
        finally
        {
            released.Set(true);
        }
    }
}
