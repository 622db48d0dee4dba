using EndpointHub.Aws.Clients;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Pacing;

/// <summary>Paces every attempt of one session's clients, the SDK's own retries included, and lets another observer see them all.</summary>
/// <param name="pacer">The buckets.</param>
/// <param name="next">Sees what this sees; null where nobody looks.</param>
internal sealed class SessionPacing(Pacer pacer, IAttemptObserver? next) : IAttemptObserver
{
    /// <summary>The session's account; null until AWS has told it, and the question itself is not paced.</summary>
    public string? AccountId { get; set; }

    /// <inheritdoc/>
    public async Task BeforeAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        if (AccountId is { } account)
            await pacer.EnterAsync(ActionOf(attempt), new Location(account, attempt.Region), cancellationToken);
        if (next is not null)
            await next.BeforeAsync(attempt, cancellationToken);
    }

    /// <inheritdoc/>
    public void After(RequestAttempt attempt, Exception? failure)
    {
        if (AccountId is { } account && Throttling.Is(failure))
            pacer.Throttled(ActionOf(attempt), new Location(account, attempt.Region));
        next?.After(attempt, failure);
    }

    private static ApiAction ActionOf(RequestAttempt attempt) => new(attempt.Service, attempt.Operation);
}
