using System.Collections.Concurrent;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Pacing;

/// <summary>The token buckets of AWS by account, region and action. They fill while no command runs.</summary>
/// <param name="clock">The clock of the buckets.</param>
internal sealed class TokenBuckets(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string AccountId, string Region, ApiAction Action), TokenBucket> _buckets = new();

    /// <summary>Returns the bucket of an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that calls, and the region.</param>
    /// <returns>The bucket; null if AWS publishes no rate limit.</returns>
    public TokenBucket? Of(ApiAction action, Location location)
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
