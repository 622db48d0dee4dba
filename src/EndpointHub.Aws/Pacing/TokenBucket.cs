namespace EndpointHub.Aws.Pacing;

/// <summary>
/// AWS's token bucket as the caller has to see it. The whole state is the time at which the bucket would be full again; taking a token puts
/// that time off, and whoever takes more than there is waits. So the queue is fair, and the arithmetic is exact in ticks.
/// </summary>
internal sealed class TokenBucket(ApiBudget budget, TimeProvider clock)
{
    private readonly long _ticksPerToken = (long)Math.Ceiling(TimeSpan.TicksPerSecond / budget.PerSecond);
    private readonly object _gate = new();
    private readonly Queue<long> _reservedAt = new();
    private long _fullAt;
    private long _fullAtAws;
    private long _late;

    private long Depth => budget.Capacity * _ticksPerToken;

    /// <summary>Takes a token, one that was set aside first, and waits until it is there.</summary>
    /// <param name="cancellationToken">Leaves the queue; the token goes back.</param>
    /// <returns>A task that ends when the call may be made.</returns>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_reservedAt.Count > 0)
            {
                NoteLateUse(_reservedAt.Dequeue());
                return;
            }
        }

        await WaitAsync(cancellationToken);
        lock (_gate)
            Used();
    }

    /// <summary>Waits for a token and sets it aside for the next who takes one.</summary>
    /// <param name="cancellationToken">Leaves the queue; the token goes back.</param>
    /// <returns>A task that ends when a token is set aside.</returns>
    public async Task ReserveAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        lock (_gate)
            _reservedAt.Enqueue(clock.GetUtcNow().UtcTicks);
    }

    /// <summary>Believes AWS that nothing is left: others draw on the same account.</summary>
    public void Empty()
    {
        lock (_gate)
        {
            _fullAt = Math.Max(_fullAt, clock.GetUtcNow().UtcTicks + Depth);
            _fullAtAws = Math.Max(_fullAtAws, clock.GetUtcNow().UtcTicks + Depth);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (due, late) = Spend();
        try
        {
            while (LeftUntil(due, late) is { Ticks: > 0 } left)
                await clock.DelayAsync(left, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            GiveBack();
            throw;
        }
    }

    private (long Due, long Late) Spend()
    {
        lock (_gate)
        {
            _fullAt = Math.Max(_fullAt, clock.GetUtcNow().UtcTicks) + _ticksPerToken;
            return (_fullAt - Depth, _late);
        }
    }

    private TimeSpan LeftUntil(long due, long late)
    {
        lock (_gate)
            return new TimeSpan(due + _late - late - clock.GetUtcNow().UtcTicks);
    }

    // AWS's bucket does not begin to fill again before the call is made. While it lay full, nothing came back that was counted on.
    private void NoteLateUse(long reservedAt)
    {
        var utcNow = clock.GetUtcNow().UtcTicks;
        if (_fullAtAws <= utcNow)
        {
            var late = utcNow - Math.Max(reservedAt, _fullAtAws);
            _fullAt += late;
            _late += late;
        }

        Used();
    }

    private void Used() => _fullAtAws = Math.Max(_fullAtAws, clock.GetUtcNow().UtcTicks) + _ticksPerToken;

    private void GiveBack()
    {
        lock (_gate)
            _fullAt -= _ticksPerToken;
    }
}
