namespace EndpointHub.Testing.Simulation;

/// <summary>
/// A clock that advances only on request, from one timer to the next. It belongs to one thread: a timer set on another thread has
/// left the pump, and the run would not be reproducible.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (long Due, long Sequence)> _timers = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly long _start = start.UtcTicks;
    private long _network = start.UtcTicks;
    private long _sequence;

    public VirtualClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The elapsed time.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(_network - _start);

    public override DateTimeOffset GetUtcNow() => new(_network, TimeSpan.Zero);

    public override long GetTimestamp() => _network;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        AssertOnPump("A timer was set");
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances to the next timer and fires it.</summary>
    /// <returns>False when no timer is set.</returns>
    public bool FireNext()
    {
        AssertOnPump("The clock was advanced");
        while (_timers.TryDequeue(out var timer, out var key))
        {
            if (!timer.IsDue(key.Sequence))
                continue;
            _network = Math.Max(_network, key.Due);
            timer.Fire();
            return true;
        }

        return false;
    }

    /// <summary>Throws when the caller is not on the thread of the clock.</summary>
    public void AssertOnPump(string what)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException($"{what} from thread {Environment.CurrentManagedThreadId}; the pump is thread {_thread}.");
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private long _scheduled = -1;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Schedule(dueTime);
            return true;
        }

        public bool IsDue(long sequence) => sequence == _scheduled;

        public void Fire()
        {
            _scheduled = -1;
            if (_period > TimeSpan.Zero)
                Schedule(_period);
            callback(state);
        }

        public void Dispose() => _scheduled = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan dueTime)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                _scheduled = -1;
                return;
            }

            _scheduled = clock._sequence++;
            clock._timers.Enqueue(this, (clock._network + dueTime.Ticks, _scheduled));
        }
    }
}
