namespace EndpointHub.Aws.Pacing;

/// <summary>A cancellation that comes by itself when a clock says so.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly ITimer _timer;

    /// <summary>Starts the time.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="limit">When the cancellation comes.</param>
    public Deadline(TimeProvider clock, TimeSpan limit) =>
        _timer = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), _source, limit, Timeout.InfiniteTimeSpan);

    /// <summary>What is cancelled then.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether it has come.</summary>
    public bool HasPassed => _source.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }
}
