using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// How endpoints are on their way. One call tells of many, so all who wait for one share each look: a hundred endpoints under way cost as
/// many calls as one.
/// </summary>
internal sealed class EndpointWatch(ApisAt apis, TimeProvider clock)
{
    private readonly Dictionary<Location, Poll> _next = [];
    private readonly Dictionary<Location, DateTimeOffset> _last = [];

    /// <summary>An endpoint, as the next look shows it.</summary>
    /// <param name="location">Its place.</param>
    /// <param name="endpointId">Its id.</param>
    /// <returns>The endpoint in whatever state it is; null when AWS does not know it, not yet or not any more.</returns>
    public async Task<Endpoint?> FindAsync(Location location, string endpointId)
    {
        if (!_next.TryGetValue(location, out var look))
        {
            _next[location] = look = new Poll();
            _ = PollAsync(location, look);
        }

        look.Ids.Add(endpointId);
        return (await await look.Seen.WaitAsync()).FirstOrDefault(endpoint => endpoint.Id == endpointId);
    }

    // No single waiter's cancellation may end what others wait for; it is one short call.
    private async Task PollAsync(Location location, Poll look)
    {
        // Everybody who comes at this moment comes before a timer does.
        var due = _last.TryGetValue(location, out var last) ? last + Pace.Endpoint.Interval - clock.GetUtcNow() : TimeSpan.Zero;
        await clock.DelayAsync(due > TimeSpan.Zero ? due : TimeSpan.FromTicks(1), CancellationToken.None);
        _next.Remove(location);
        _last[location] = clock.GetUtcNow();
        var reading = ReadAsync(location, look.Ids);
        await Task.WhenAny(reading);
        look.Seen.Set(reading);
    }

    // Whatever fails, be it before the call, is in the task: everybody who looks waits for it.
    private async Task<IEnumerable<Endpoint>> ReadAsync(Location location, IEnumerable<string> endpointIds) =>
        await EndpointReader.FindAsync(apis(location), endpointIds, CancellationToken.None);

    private sealed class Poll
    {
        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public OneShotSignal<Task<IEnumerable<Endpoint>>> Seen { get; } = new();
    }
}
