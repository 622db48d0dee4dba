namespace EndpointHub.Aws.Operations;

/// <summary>
/// What one command does, whoever asks: read, plan, ask, carry out, give. All records of one invocation are one plan; each result is
/// given as soon as it is one, and what cannot be done is said of its record while the others go on.
/// </summary>
/// <typeparam name="TRequest">A record of its input.</typeparam>
public abstract class Operation<TRequest>
    where TRequest : OperationRequest
{
    /// <summary>
    /// Does it. The whole work is one continuation at a time, in the scheduler or synchronization context that it is started in; on neither
    /// (a console's main method) it has to be given one.
    /// </summary>
    /// <param name="requests">The records; none is nothing to do.</param>
    /// <param name="context">Whom it is done for, and the way to AWS.</param>
    /// <param name="cancellationToken">Stops it; a cut-over that has begun is finished or taken back first.</param>
    /// <returns>A task that ends when everything is at rest.</returns>
    /// <exception cref="EndpointHubException">Nothing can be done for any record: AWS cannot be reached, or the credentials are of another account.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public abstract Task RunAsync(IReadOnlyList<TRequest> requests, OperationContext context, CancellationToken cancellationToken);
}
