using System.Collections.Concurrent;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Pacing;

/// <summary>The token buckets of AWS by account, region and action. They fill while no command runs.</summary>
/// <param name="clock">The clock of the buckets.</param>
/// <param name="isAws">Whether they are AWS's own, which every command shares.</param>
internal sealed class TokenBuckets(TimeProvider clock, bool isAws = true)
{
    private volatile bool _areUnlimited;

    private readonly ConcurrentDictionary<(string AccountId, string Region, ApiAction Action), TokenBucket> _buckets = new();

    /// <summary>Gets whether the next command uses these buckets too.</summary>
    public bool AreShared => !_areUnlimited;

    /// <summary>
    /// Records that the server on this machine throttles nothing. A command is still paced as on AWS, so that it takes the time that it takes there,
    /// but the next command does not wait for what this one has used.
    /// </summary>
    public void ServerHasNoLimits() => _areUnlimited = !isAws;

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
