namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// A value that is set once and that many callers wait for. Each caller gets its own task: where several await one task, the runtime runs
/// all but one of their continuations on the thread pool, and a run on a virtual clock would leave its thread.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal sealed class OneShotSignal<T>
{
    private readonly object _gate = new();
    private readonly List<TaskCompletionSource<T>> _waiters = [];
    private bool _isSet;
    private T _value = default!;

    /// <summary>Waits for the value.</summary>
    /// <returns>The value.</returns>
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

    /// <summary>Sets the value. Later calls have no effect.</summary>
    /// <param name="value">The value.</param>
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
