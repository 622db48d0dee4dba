using EndpointHub.Aws.Clients;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Sessions;

/// <summary>Paces every attempt of a session's clients, including the SDK's retries, and passes it on to another observer.</summary>
/// <param name="pacer">The pacer.</param>
/// <param name="next">The next observer; null for none.</param>
internal sealed class SessionPacing(Pacer pacer, IAttemptObserver? next) : IAttemptObserver
{
    private const string ActionKey = "EndpointHub.Action";
    private const string ReadKey = "EndpointHub.IsRead";

    /// <summary>Gets or sets the session's account. It is null until AWS has returned it, and that call is not paced.</summary>
    public string? AccountId { get; set; }

    /// <summary>Returns the action of a failed attempt, which the SDK's exceptions do not contain.</summary>
    /// <param name="failure">An exception of a call of this session.</param>
    /// <returns>The action as IAM policies name it, for example <c>ec2:DescribeVpcEndpoints</c>; null for anything else.</returns>
    public static string? ActionOf(Exception failure) => failure.Data[ActionKey] as string;

    /// <summary>Determines whether the failed attempt was a call that only reads. It changed nothing, even if its response was lost.</summary>
    /// <param name="failure">An exception of a call of this session.</param>
    public static bool IsOfRead(Exception failure) => failure.Data[ReadKey] is true;

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
        if (failure is null)
            pacer.Observe(attempt.ServerHasLimits);
        if (AccountId is { } account && Throttling.Is(failure))
            pacer.Throttled(ActionOf(attempt), new Location(account, attempt.Region));
        if (failure is not null)
        {
            failure.Data[ActionKey] = ActionOf(attempt).ToString();
            failure.Data[ReadKey] = RequestName.IsRead(attempt.Request);
        }

        next?.After(attempt, failure);
    }

    private static ApiAction ActionOf(RequestAttempt attempt) => new(attempt.Service, attempt.Operation);
}
