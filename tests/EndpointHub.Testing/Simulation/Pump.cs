using System.Runtime.ExceptionServices;

namespace EndpointHub.Testing.Simulation;

/// <summary>
/// Runs asynchronous work to its end on the calling thread and a virtual clock. No synchronization context is installed: with one, a
/// continuation that does not want it (all of AWSSDK's) would be sent to the thread pool instead of running where its task ended.
/// </summary>
internal static class Pump
{
    /// <summary>Runs work; every time nothing more can run, the clock goes to its next timer.</summary>
    /// <exception cref="InvalidOperationException">The work waits for something that no timer will bring: a deadlock, or a continuation that left the thread.</exception>
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
                    throw new InvalidOperationException("The work is not over and no timer is set: it waits for itself, or a continuation left the pump thread.");
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

    /// <summary>Runs work that has a result.</summary>
    public static T Run<T>(VirtualClock clock, Func<Task<T>> work)
    {
        T result = default!;
        Run(clock, async () => { result = await work(); });
        return result;
    }
}
