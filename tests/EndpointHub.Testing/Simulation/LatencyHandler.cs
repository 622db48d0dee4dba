using EndpointHub.Aws.Pacing;

namespace EndpointHub.Testing.Simulation;

/// <summary>
/// A network between client and sandbox: each request and each response has a random latency from the seed, so that responses arrive in another
/// order.
/// </summary>
internal sealed class LatencyHandler(HttpMessageHandler inner, VirtualClock clock, Random random, TimeSpan slowest) : DelegatingHandler(inner)
{
    private readonly HashSet<int> _threads = [];

    /// <summary>The threads that sent requests or received responses.</summary>
    public IReadOnlyCollection<int> Threads => _threads;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        clock.AssertOnPump("A request was sent");
        _threads.Add(Environment.CurrentManagedThreadId);
        await clock.DelayAsync(Draw(), cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        await clock.DelayAsync(Draw(), cancellationToken);
        _threads.Add(Environment.CurrentManagedThreadId);
        return answer;
    }

    private TimeSpan Draw() => TimeSpan.FromMilliseconds(random.Next(1, (int)slowest.TotalMilliseconds + 1));
}
