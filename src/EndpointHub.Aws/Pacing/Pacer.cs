using System.Collections.Concurrent;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Pacing;

/// <summary>
/// Lets each attempt at a call through when AWS has a token for it. One pacer serves everything that runs together, since the buckets
/// belong to the accounts and not to the callers.
/// </summary>
/// <param name="clock">The clock of the buckets.</param>
internal sealed class Pacer(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string AccountId, string Region, ApiAction Action), TokenBucket> _buckets = new();

    /// <summary>Waits for the right to make one attempt.</summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that calls, and the region.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    /// <returns>A task that ends when the attempt may be made.</returns>
    public Task EnterAsync(ApiAction action, Location location, CancellationToken cancellationToken) =>
        BucketOf(action, location)?.TakeAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Waits for a token and keeps it for the next attempt of the same action. Whoever must not be stopped once the call is sent can
    /// still be stopped here.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that will call, and the region.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    /// <returns>A task that ends when the next attempt will not have to wait.</returns>
    public Task ReserveAsync(ApiAction action, Location location, CancellationToken cancellationToken) =>
        BucketOf(action, location)?.ReserveAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Notes that AWS throttled an attempt.</summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that called, and the region.</param>
    public void Throttled(ApiAction action, Location location) => BucketOf(action, location)?.Empty();

    private TokenBucket? BucketOf(ApiAction action, Location location)
    {
        if (ApiBudgets.Of(action) is not { } budget)
            return null;

        var key = action.Service switch
        {
            "route53" => (location.AccountId, "", action with { Name = "*" }),
            "route53resolver" => (location.AccountId, location.Region, action with { Name = "*" }),
            _ => (location.AccountId, location.Region, action),
        };
        return _buckets.GetOrAdd(key, _ => new TokenBucket(budget, clock));
    }
}
