namespace EndpointHub.Sandbox.Settling;

/// <summary>
/// Schedules events. No timer is used: the events that are due are carried out in time order at the start of the next request, so that the
/// outcome depends only on the clock and the requests.
/// </summary>
internal sealed class Scheduler
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _due = new();
    private long _order;

    /// <summary>The instant of the request being handled or of the event being carried out.</summary>
    public DateTimeOffset Now { get; private set; }

    public void After(TimeSpan delay, Action happening) => _due.Enqueue(happening, (Now + delay, _order++));

    public void AdvanceTo(DateTimeOffset utcNow)
    {
        while (_due.TryPeek(out var happening, out var when) && when.At <= utcNow)
        {
            _due.Dequeue();
            Now = when.At;
            happening();
        }

        // A wall clock may step back; the sandbox's time never does.
        if (utcNow > Now)
            Now = utcNow;
    }
}
