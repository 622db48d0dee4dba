using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>One attempt to carry out a step, with what a handler needs for it.</summary>
/// <param name="Apis">The APIs of the step's place.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Zones">Tells which zones answer in a VPC.</param>
/// <param name="Deletions">Deletes endpoints together.</param>
/// <param name="Token">The same for each attempt at this step in this run, and for no other step or run.</param>
/// <param name="IsRepeat">Whether an earlier attempt's answer was lost, so that it may have taken effect.</param>
/// <param name="AwaitsZoneToGo">Whether a zone in the way will go, because this plan has switched it off.</param>
/// <param name="CancellationToken">Ends it.</param>
internal sealed record StepCall(
    Apis Apis, TimeProvider Clock, ZoneWatch Zones, EndpointDeletions Deletions, string Token, bool IsRepeat, bool AwaitsZoneToGo, CancellationToken CancellationToken)
{
    /// <summary>The id of what the step made; null when it makes nothing.</summary>
    public string? Created { get; set; }

    /// <summary>The Route 53 change to wait for; null when there is none.</summary>
    public string? ChangeId { get; set; }

    /// <summary>Repeats a call as long as AWS refuses it with one of some codes.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="pace">How often, and how long.</param>
    /// <param name="codes">The codes.</param>
    /// <param name="call">The call.</param>
    /// <returns>The answer.</returns>
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
                // It passes by itself.
            }

            await Clock.DelayAsync(pace.Interval, CancellationToken);
        }
    }
}
