using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>One attempt of a call: what budgets are spent on and logs are made of.</summary>
/// <param name="Service">The service's signing name: ec2 or route53.</param>
/// <param name="Operation">AWS's name of the operation.</param>
/// <param name="Region">The region whose resources are meant.</param>
/// <param name="Number">1 for the first attempt of a call.</param>
/// <param name="Request">The request; it holds no credentials.</param>
internal sealed record RequestAttempt(string Service, string Operation, string Region, int Number, AmazonWebServiceRequest Request);

/// <summary>Sees every attempt before it is sent and after its answer, in the order in which they happen.</summary>
internal interface IAttemptObserver
{
    /// <summary>May hold an attempt back until its budget allows it.</summary>
    /// <param name="attempt">What is about to be sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the attempt may be sent.</returns>
    Task BeforeAsync(RequestAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Is told how an attempt ended.</summary>
    /// <param name="attempt">What was sent.</param>
    /// <param name="failure">Null where it succeeded.</param>
    void After(RequestAttempt attempt, Exception? failure);
}
