using System.Collections.Concurrent;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Pacing;

/// <summary>The token buckets of AWS by account, region and action. They fill while no command runs.</summary>
/// <param name="clock">The clock of the buckets.</param>
/// <param name="isAws">True for the buckets of AWS, false for those of a server on this machine.</param>
internal sealed class TokenBuckets(TimeProvider clock, bool isAws = true)
{
    private volatile bool _areUnlimited;

    private readonly ConcurrentDictionary<(string AccountId, string Region, ApiAction Action), TokenBucket> _buckets = new();

    /// <summary>Records whether the server throttles. The sandbox does not by default, and then no call waits for a token.</summary>
    /// <param name="hasLimits">True if it throttles. AWS's own buckets always apply.</param>
    public void Observe(bool hasLimits) => _areUnlimited = !hasLimits && !isAws;

    /// <summary>Returns the bucket of an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that calls, and the region.</param>
    /// <returns>The bucket; null if AWS publishes no rate limit, or the server has none.</returns>
    public TokenBucket? Of(ApiAction action, Location location)
    {
        if (_areUnlimited || ApiBudgets.Of(action) is not { } budget)
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
