namespace EndpointHub.Aws.Pacing;

/// <summary>
/// A token bucket that follows AWS's own. Its state is the time at which the bucket will be full again. Taking a token moves
/// that time back, and a caller waits if no token is left. The queue is fair, and the arithmetic is exact in ticks.
/// </summary>
internal sealed class TokenBucket(ApiBudget budget, TimeProvider clock)
{
    private readonly long _ticksPerToken = (long)Math.Ceiling(TimeSpan.TicksPerSecond / budget.PerSecond);
    private readonly object _gate = new();
    private long _fullAt;
    private long _fullAtAws;
    private long _late;

    private long Depth => budget.Capacity * _ticksPerToken;

    /// <summary>Takes a token and waits until it is available.</summary>
    /// <param name="cancellationToken">Cancels the wait and returns the token.</param>
    /// <returns>A task that completes when the call may be made.</returns>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        lock (_gate)
            RecordUse();
    }

    /// <summary>Waits for a token and reserves it for a later call.</summary>
    /// <param name="cancellationToken">Cancels the wait and returns the token.</param>
    /// <returns>The reservation for <see cref="Use"/>.</returns>
    public async Task<Reservation> ReserveAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        lock (_gate)
            return new Reservation(clock.GetUtcNow().UtcTicks);
    }

    /// <summary>Uses a reserved token. The call may be made at once.</summary>
    /// <param name="reservation">The reservation.</param>
    public void Use(Reservation reservation)
    {
        lock (_gate)
            AdjustForLateUse(reservation.AtTicks);
    }

    /// <summary>
    /// Empties the bucket after AWS has throttled a call, because other clients use the same account. If calls wait already, each refusal delays them
    /// by one token, so that processes that share the account slow down together.
    /// </summary>
    public void Empty()
    {
        lock (_gate)
        {
            var emptyNow = clock.GetUtcNow().UtcTicks + Depth;
            if (_fullAt > emptyNow)
            {
                _fullAt += _ticksPerToken;
                _late += _ticksPerToken;
            }

            _fullAt = Math.Max(_fullAt, emptyNow);
            _fullAtAws = Math.Max(_fullAtAws, emptyNow);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (due, late) = TakeToken();
        try
        {
            while (TimeUntil(due, late) is { Ticks: > 0 } left)
                await clock.DelayAsync(left, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            ReturnToken();
            throw;
        }
    }

    private (long Due, long Late) TakeToken()
    {
        lock (_gate)
        {
            _fullAt = Math.Max(_fullAt, clock.GetUtcNow().UtcTicks) + _ticksPerToken;
            return (_fullAt - Depth, _late);
        }
    }

    private TimeSpan TimeUntil(long due, long late)
    {
        lock (_gate)
            return new TimeSpan(due + _late - late - clock.GetUtcNow().UtcTicks);
    }

    // AWS's bucket begins to refill only when the call is made. The refill that was expected while it was full did not happen.
    private void AdjustForLateUse(long reservedAt)
    {
        var utcNow = clock.GetUtcNow().UtcTicks;
        if (_fullAtAws <= utcNow)
        {
            var late = utcNow - Math.Max(reservedAt, _fullAtAws);
            _fullAt += late;
            _late += late;
        }

        RecordUse();
    }

    private void RecordUse() => _fullAtAws = Math.Max(_fullAtAws, clock.GetUtcNow().UtcTicks) + _ticksPerToken;

    private void ReturnToken()
    {
        lock (_gate)
            _fullAt -= _ticksPerToken;
    }
}

/// <summary>A token that was taken ahead of its call.</summary>
/// <param name="AtTicks">The time of the reservation.</param>
internal readonly record struct Reservation(long AtTicks);
