namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// Something that comes once and that many wait for. Each waiter has a task of its own: where several await one task, the runtime sends
/// all but one of their continuations to the thread pool, and a run on a virtual clock would leave its thread.
/// </summary>
/// <typeparam name="T">What comes.</typeparam>
internal sealed class OneShotSignal<T>
{
    private readonly object _gate = new();
    private readonly List<TaskCompletionSource<T>> _waiters = [];
    private bool _isSet;
    private T _value = default!;

    /// <summary>Waits for it.</summary>
    /// <returns>What came.</returns>
    public Task<T> WaitAsync()
    {
        lock (_gate)
        {
            if (_isSet)
                return Task.FromResult(_value);

            var waiter = new TaskCompletionSource<T>();
            _waiters.Add(waiter);
            return waiter.Task;
        }
    }

    /// <summary>Lets it come; the first value stays.</summary>
    /// <param name="value">What comes.</param>
    public void Set(T value)
    {
        List<TaskCompletionSource<T>> waiters;
        lock (_gate)
        {
            if (_isSet)
                return;

            _isSet = true;
            _value = value;
            waiters = [.. _waiters];
        }

        waiters.ForEach(waiter => waiter.TrySetResult(value));
    }
}
