using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// What one command does, whoever asks: read, plan, ask, carry out, give. All records of one invocation are one plan; each result is
/// given as soon as it is one, and what cannot be done is said of its record while the others go on.
/// </summary>
/// <typeparam name="TRequest">A record of its input.</typeparam>
public abstract class Operation<TRequest>
    where TRequest : OperationRequest
{
    /// <summary>Validates requests, says which of them make no sense, and does the others.</summary>
    /// <param name="requests">The records; none is nothing to do.</param>
    /// <param name="context">Whom it is done for, and the way to AWS.</param>
    /// <param name="cancellationToken">Stops it; a cut-over that has begun is finished or taken back first.</param>
    /// <returns>A task that ends when everything is at rest.</returns>
    public Task RunAsync(IReadOnlyList<TRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var valid = new List<ValidRequest<TRequest>>();
        foreach (var request in requests)
        {
            if (ValidRequest<TRequest>.Of(request, out var flaw) is { } one)
                valid.Add(one);
            else
                Completing(context).Operator.Fail(flaw!, request.Record);
        }

        return RunValidAsync(valid, context, cancellationToken);
    }

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
    public async Task RunValidAsync(IReadOnlyList<ValidRequest<TRequest>> requests, OperationContext context, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
            return;

        try
        {
            await WorkAsync([.. requests.Select(valid => valid.Request)], Completing(context), cancellationToken);
        }
        catch (EndpointHubException known) when (known.Problem.CommandLine is not null)
        {
            throw CompletingOperator.Complete(known, context.Access.Spoke.Location.Region, context.ProfileName);
        }
        catch (Exception failure) when (failure is not EndpointHubException && ProblemOf(failure, context) is { } problem)
        {
            throw new EndpointHubException(problem.In(context.Access.Spoke.Location.Region, context.ProfileName), failure);
        }
    }

    /// <summary>The work itself, for at least one record.</summary>
    private protected abstract Task WorkAsync(IReadOnlyList<TRequest> requests, OperationContext context, CancellationToken cancellationToken);

    private static OperationContext Completing(OperationContext context) =>
        context with { Operator = new CompletingOperator(context.Operator, context.Access.Spoke.Location.Region, context.ProfileName) };

    // What fails here is reading, without which nothing can be planned; what fails while steps are carried out is said of its record.
    private static Problem? ProblemOf(Exception failure, OperationContext context) =>
        CallFailure.ToProblem(failure, context.Access.Spoke.Location.ToString(), SessionPacing.ActionOf(failure), context.Access.Spoke.Credentials);
}
