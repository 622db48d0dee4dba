namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// Lets one through at a time, in the order of arrival. What everybody asks all the time must not stand in the budget's queue many times
/// over, ahead of what is urgent.
/// </summary>
internal sealed class FifoLock
{
    private OneShotSignal<bool>? _last;

    /// <summary>Waits for its turn and does something.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="action">The thing.</param>
    /// <returns>What came of it.</returns>
    public async Task<T> PassAsync<T>(Func<Task<T>> action)
    {
        var before = _last;
        var turn = _last = new OneShotSignal<bool>();
        try
        {
            if (before is not null)
                await before.WaitAsync();
            return await action();
        }
        finally
        {
            turn.Set(true);
        }
    }
}
