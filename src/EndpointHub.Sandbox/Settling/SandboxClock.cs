namespace EndpointHub.Sandbox.Settling;

/// <summary>The sandbox's clock: the provider's time, accelerated by the factor <c>speed</c> since the start.</summary>
internal sealed class SandboxClock(TimeProvider time, double speed)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private TimeSpan _ahead;

    public DateTimeOffset Now => _start + _ahead + ((time.GetUtcNow() - _start) * speed);

    /// <summary>Moves the clock forward to the instant, if it is later. A restored state may end in the clock's future.</summary>
    public void NotBefore(DateTimeOffset instant)
    {
        if (instant > Now)
            _ahead += instant - Now;
    }
}
