namespace EndpointHub.Aws.Pacing;

/// <summary>
/// AWS's token bucket as the caller has to see it. The whole state is the time at which the bucket would be full again; taking a token puts
/// that time off, and whoever takes more than there is waits. So the queue is fair, and the arithmetic is exact in ticks.
/// </summary>
internal sealed class TokenBucket(ApiBudget budget, TimeProvider clock)
{
    private readonly long _ticksPerToken = (long)Math.Ceiling(TimeSpan.TicksPerSecond / budget.PerSecond);
    private readonly object _gate = new();
    private long _fullAt;
    private int _reserved;

    private long Depth => budget.Capacity * _ticksPerToken;

    /// <summary>Takes a token, one that was set aside first, and waits until it is there.</summary>
    /// <param name="cancellationToken">Leaves the queue; the token goes back.</param>
    /// <returns>A task that ends when the call may be made.</returns>
    public Task TakeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_reserved > 0)
            {
                _reserved--;
                return Task.CompletedTask;
            }
        }

        return WaitAsync(cancellationToken);
    }

    /// <summary>Waits for a token and sets it aside for the next who takes one.</summary>
    /// <param name="cancellationToken">Leaves the queue; the token goes back.</param>
    /// <returns>A task that ends when a token is set aside.</returns>
    public async Task ReserveAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        lock (_gate)
            _reserved++;
    }

    /// <summary>Believes AWS that nothing is left: others draw on the same account.</summary>
    public void Empty()
    {
        lock (_gate)
            _fullAt = Math.Max(_fullAt, clock.GetUtcNow().UtcTicks + Depth);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = Spend();
        try
        {
            await clock.DelayAsync(wait, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            GiveBack();
            throw;
        }
    }

    private TimeSpan Spend()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow().UtcTicks;
            _fullAt = Math.Max(_fullAt, now) + _ticksPerToken;
            return new TimeSpan(_fullAt - now - Depth);
        }
    }

    private void GiveBack()
    {
        lock (_gate)
            _fullAt -= _ticksPerToken;
    }
}
