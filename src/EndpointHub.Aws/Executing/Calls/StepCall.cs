using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>One attempt to carry out a step, with everything that a handler needs.</summary>
/// <param name="Apis">The APIs of the step's account and region.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Zones">Reads which zones are associated with a VPC.</param>
/// <param name="Deletions">Deletes endpoints in batches.</param>
/// <param name="IsRepeat">True if the response to an earlier attempt was lost, so that it may have taken effect.</param>
/// <param name="ExpectsZoneRemoval">
/// True if a conflicting zone will be removed, because this plan has switched off its endpoint's private DNS.
/// </param>
/// <param name="CancellationToken">Cancels the operation.</param>
internal sealed record StepCall(
    Apis Apis,
    TimeProvider Clock,
    ZoneWatch Zones,
    EndpointDeletions Deletions,
    bool IsRepeat,
    bool ExpectsZoneRemoval,
    CancellationToken CancellationToken
)
{
    /// <summary>Gets or sets the id of the created resource; null if the step creates none.</summary>
    public string? Created { get; set; }

    /// <summary>Gets or sets the id that takes the place of the step's resource, because another run was first; null if none does.</summary>
    public string? Replacement { get; set; }

    /// <summary>Gets or sets the Route 53 change to wait for; null if there is none.</summary>
    public string? ChangeId { get; set; }

    /// <summary>Searches for a resource until it is found.</summary>
    /// <typeparam name="T">The resource.</typeparam>
    /// <param name="pace">The interval and the time limit.</param>
    /// <param name="find">Searches once.</param>
    /// <returns>The resource; null if it was not found within the limit.</returns>
    public async Task<T?> FindAsync<T>(Pace pace, Func<Task<T?>> find)
        where T : class
    {
        var since = Clock.GetUtcNow();
        while (true)
        {
            if (await find() is { } found)
                return found;
            if (Clock.GetUtcNow() - since >= pace.Limit)
                return null;
            await Clock.DelayAsync(pace.Interval, CancellationToken);
        }
    }

    /// <summary>Tells whether a resource exists, and waits for it to be found.</summary>
    /// <typeparam name="T">The resource.</typeparam>
    /// <param name="pace">The interval and the time limit.</param>
    /// <param name="find">Searches once.</param>
    public async Task<bool> ExistsAsync<T>(Pace pace, Func<Task<T?>> find)
        where T : class => await FindAsync(pace, find) is not null;

    /// <summary>Repeats a call as long as AWS refuses it with one of the given codes.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="pace">The interval and the time limit.</param>
    /// <param name="codes">The error codes.</param>
    /// <param name="call">The call.</param>
    /// <returns>The response.</returns>
    public async Task<T> WhileRefusedAsync<T>(Pace pace, string[] codes, Func<Task<T>> call)
    {
        var since = Clock.GetUtcNow();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (AmazonServiceException refused) when (codes.Contains(refused.ErrorCode) && Clock.GetUtcNow() - since < pace.Limit)
            {
                // The condition is temporary.
            }

            await Clock.DelayAsync(pace.Interval, CancellationToken);
        }
    }
}
