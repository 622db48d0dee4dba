namespace EndpointHub.Aws.Pacing;

/// <summary>A cancellation after a time on a clock.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly ITimer _timer;

    /// <summary>Starts the timer.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="limit">The time until the cancellation.</param>
    public Deadline(TimeProvider clock, TimeSpan limit)
    {
        Limit = limit;
        _timer = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), _source, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets the time until the cancellation.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Gets the token that is canceled.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether the time has passed.</summary>
    public bool HasPassed => _source.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }
}
