using System.Collections.Concurrent;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Pacing;

/// <summary>
/// Delays each attempt of a call until the rate limit of AWS allows it. All concurrent work shares one pacer, because the limits
/// apply to accounts and not to callers.
/// </summary>
/// <param name="clock">The clock of the buckets.</param>
internal sealed class Pacer(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string AccountId, string Region, ApiAction Action), TokenBucket> _buckets = new();

    /// <summary>Waits until an attempt may be made.</summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that calls, and the region.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the attempt may be made.</returns>
    public Task EnterAsync(ApiAction action, Location location, CancellationToken cancellationToken) =>
        BucketOf(action, location)?.TakeAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Waits for a token and reserves it for the next attempt of the same action. Work that must not be canceled once the call is sent can
    /// still be canceled here.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that will call, and the region.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the next attempt will not have to wait.</returns>
    public Task ReserveAsync(ApiAction action, Location location, CancellationToken cancellationToken) =>
        BucketOf(action, location)?.ReserveAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Records that AWS throttled an attempt.</summary>
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
