namespace EndpointHub.Sandbox.Settling;

/// <summary>
/// What will happen at which instant. Nothing fires by itself: everything due is carried out, in time order, at the start of the
/// next request, so that the outcome depends on the clock and the requests alone.
/// </summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _due = new();
    private long _order;

    /// <summary>The present instant of the sandbox: of the request being answered, or of the event being carried out.</summary>
    public DateTimeOffset Now { get; private set; }

    public void After(TimeSpan delay, Action happening) => _due.Enqueue(happening, (Now + delay, _order++));

    public void AdvanceTo(DateTimeOffset now)
    {
        while (_due.TryPeek(out var happening, out var when) && when.At <= now)
        {
            _due.Dequeue();
            Now = when.At;
            happening();
        }

        // A wall clock may step back; the sandbox's time never does.
        if (now > Now) Now = now;
    }
}
