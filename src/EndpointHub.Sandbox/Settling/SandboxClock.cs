namespace EndpointHub.Sandbox.Settling;

/// <summary>The sandbox's own time: the provider's, running <c>speed</c> times as fast since the start.</summary>
internal sealed class SandboxClock(TimeProvider time, double speed)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private TimeSpan _ahead;

    public DateTimeOffset Now => _start + _ahead + ((time.GetUtcNow() - _start) * speed);

    /// <summary>A restored state may end in the clock's future; time goes on from there.</summary>
    public void NotBefore(DateTimeOffset instant)
    {
        if (instant > Now) _ahead += instant - Now;
    }
}
