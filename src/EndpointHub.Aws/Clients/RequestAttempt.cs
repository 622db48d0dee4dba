using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>One attempt of a call. Rate limits and logs are per attempt.</summary>
/// <param name="Service">The signing name of the service, for example ec2.</param>
/// <param name="Operation">AWS's name of the operation.</param>
/// <param name="Region">The region of the resources.</param>
/// <param name="Number">1 for the first attempt of a call.</param>
/// <param name="Request">The request, which contains no credentials.</param>
internal sealed record RequestAttempt(string Service, string Operation, string Region, int Number, AmazonWebServiceRequest Request)
{
    /// <summary>Gets whether the server throttles. Only the sandbox says in its responses that it does not.</summary>
    public bool ServerHasLimits { get; init; } = true;
}

/// <summary>Observes every attempt before it is sent and after its response.</summary>
internal interface IAttemptObserver
{
    /// <summary>Called before an attempt is sent. It may delay the attempt until the rate limit allows it.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the attempt may be sent.</returns>
    Task BeforeAsync(RequestAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Called after an attempt has ended.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="failure">The exception; null for success.</param>
    void After(RequestAttempt attempt, Exception? failure);
}
