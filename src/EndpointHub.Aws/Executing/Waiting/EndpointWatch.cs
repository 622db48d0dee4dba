using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// Polls the states of endpoints. One call returns many endpoints, so all waiting steps share each poll. A hundred pending endpoints cost as
/// many calls as one.
/// </summary>
internal sealed class EndpointWatch(ApisAt apis, TimeProvider clock)
{
    private readonly Dictionary<Location, Poll> _next = [];
    private readonly Dictionary<Location, DateTimeOffset> _last = [];

    /// <summary>Returns an endpoint as of the next poll.</summary>
    /// <param name="location">The account and region.</param>
    /// <param name="endpointId">The endpoint.</param>
    /// <returns>The endpoint in any state; null if AWS does not return it.</returns>
    public async Task<Endpoint?> FindAsync(Location location, string endpointId)
    {
        if (!_next.TryGetValue(location, out var poll))
        {
            _next[location] = poll = new Poll();
            _ = PollAsync(location, poll);
        }

        poll.Ids.Add(endpointId);
        return (await await poll.Result.WaitAsync()).FirstOrDefault(endpoint => endpoint.Id == endpointId);
    }

    // Cancellation of one caller must not cancel a call that others wait for. The call is short.
    private async Task PollAsync(Location location, Poll poll)
    {
        // The timer fires only after all requests of the same moment have been added.
        var due = _last.TryGetValue(location, out var last) ? last + Pace.Endpoint.Interval - clock.GetUtcNow() : TimeSpan.Zero;
        await clock.DelayAsync(due > TimeSpan.Zero ? due : TimeSpan.FromTicks(1), CancellationToken.None);
        _next.Remove(location);
        _last[location] = clock.GetUtcNow();
        var reading = ReadAsync(location, poll.Ids);
        await Task.WhenAny(reading);
        poll.Result.Set(reading);
    }

    // Every exception is stored in the task, because all callers of the poll wait for it.
    private async Task<IEnumerable<Endpoint>> ReadAsync(Location location, IEnumerable<string> endpointIds) =>
        await EndpointReader.FindAsync(apis(location), endpointIds, CancellationToken.None);

    private sealed class Poll
    {
        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public OneShotSignal<Task<IEnumerable<Endpoint>>> Result { get; } = new();
    }
}
