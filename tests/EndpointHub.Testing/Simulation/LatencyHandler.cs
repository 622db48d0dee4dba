using EndpointHub.Aws.Pacing;

namespace EndpointHub.Testing.Simulation;

/// <summary>A network between client and sandbox: each request and each answer takes its own time, drawn from the seed, so that answers overtake each other.</summary>
public sealed class LatencyHandler(HttpMessageHandler beyond, VirtualClock clock, Random random, TimeSpan slowest) : DelegatingHandler(beyond)
{
    private readonly HashSet<int> _threads = [];

    /// <summary>The threads that requests were sent from and answers came back on.</summary>
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
