using System.Runtime.ExceptionServices;

namespace EndpointHub.Testing.Simulation;

/// <summary>
/// Runs asynchronous work on the calling thread and a virtual clock. No synchronization context is installed: with one, a
/// continuation with ConfigureAwait(false), as everywhere in the AWS SDK, would run on the thread pool.
/// </summary>
internal static class Pump
{
    /// <summary>Runs work. When nothing can run, the clock advances to its next timer.</summary>
    /// <exception cref="InvalidOperationException">The work waits, and no timer is set: a deadlock, or a continuation on another thread.</exception>
    public static void Run(VirtualClock clock, Func<Task> work)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                if (!clock.FireNext())
                {
                    throw new InvalidOperationException(
                        "The work has not completed and no timer is set: a deadlock, or a continuation on another thread."
                    );
                }
            }

            if (task.Exception is { } failure)
                ExceptionDispatchInfo.Throw(failure.InnerExceptions.Count == 1 ? failure.InnerExceptions[0] : failure);
            if (task.IsCanceled)
                throw new OperationCanceledException();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    /// <summary>Runs work with a result.</summary>
    public static T Run<T>(VirtualClock clock, Func<Task<T>> work)
    {
        T result = default!;
        Run(
            clock,
            async () =>
            {
                result = await work();
            }
        );
        return result;
    }
}
