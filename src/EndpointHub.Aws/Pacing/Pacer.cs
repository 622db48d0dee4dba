using System.Collections.Concurrent;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Pacing;

/// <summary>
/// Delays each attempt of a command's calls until the rate limit of AWS allows it. Commands share the buckets, because the limits apply to accounts
/// and not to callers. A reserved token belongs to the command that reserved it.
/// </summary>
/// <param name="buckets">The buckets.</param>
internal sealed class Pacer(TokenBuckets buckets)
{
    private readonly ConcurrentDictionary<TokenBucket, ConcurrentQueue<Reservation>> _reservations = new();

    /// <summary>Waits until an attempt may be made. Reserved tokens are taken first.</summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that calls, and the region.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the attempt may be made.</returns>
    public Task EnterAsync(ApiAction action, Location location, CancellationToken cancellationToken)
    {
        if (buckets.Of(action, location) is not { } bucket)
            return Task.CompletedTask;
        if (!_reservations.TryGetValue(bucket, out var reserved) || !reserved.TryDequeue(out var reservation))
            return bucket.TakeAsync(cancellationToken);

        bucket.Use(reservation);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Waits for a token and reserves it for the next attempt of the same action. Work that must not be canceled once the call is sent can
    /// still be canceled here.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that will call, and the region.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the next attempt will not have to wait.</returns>
    public async Task ReserveAsync(ApiAction action, Location location, CancellationToken cancellationToken)
    {
        if (buckets.Of(action, location) is { } bucket)
            _reservations.GetOrAdd(bucket, _ => new ConcurrentQueue<Reservation>()).Enqueue(await bucket.ReserveAsync(cancellationToken));
    }

    /// <summary>Records whether the server throttles. The sandbox does not by default.</summary>
    /// <param name="hasLimits">True if it throttles.</param>
    public void Observe(bool hasLimits) => buckets.Observe(hasLimits);

    /// <summary>Records that AWS throttled an attempt.</summary>
    /// <param name="action">The action.</param>
    /// <param name="location">The account that called, and the region.</param>
    public void Throttled(ApiAction action, Location location) => buckets.Of(action, location)?.Empty();
}
