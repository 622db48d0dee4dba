using EndpointHub.Aws.Clients;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Sessions;

/// <summary>Paces every attempt of one session's clients, the SDK's own retries included, and lets another observer see them all.</summary>
/// <param name="pacer">The buckets.</param>
/// <param name="next">Sees what this sees; null where nobody looks.</param>
internal sealed class SessionPacing(Pacer pacer, IAttemptObserver? next) : IAttemptObserver
{
    private const string ActionKey = "EndpointHub.Action";

    /// <summary>The session's account; null until AWS has told it, and the question itself is not paced.</summary>
    public string? AccountId { get; set; }

    /// <summary>The action of the attempt that a failure came from: AWS's exceptions do not tell it.</summary>
    /// <param name="failure">What a call through this session threw.</param>
    /// <returns>AWS's name of the action; <c>a call</c> for anything else.</returns>
    public static string ActionOf(Exception failure) => failure.Data[ActionKey] as string ?? "a call";

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
        if (failure is not null)
            failure.Data[ActionKey] = attempt.Operation;
        next?.After(attempt, failure);
    }

    private static ApiAction ActionOf(RequestAttempt attempt) => new(attempt.Service, attempt.Operation);
}
