using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Operations;

/// <summary>
/// The work of one cmdlet: it reads the network, plans, asks for confirmation, carries out the plan and returns results. All requests of one
/// invocation are one plan. Each result is returned as soon as it is complete. A request that fails is reported, and the others continue.
/// </summary>
/// <typeparam name="TRequest">The type of the requests.</typeparam>
internal abstract class Operation<TRequest>
    where TRequest : OperationRequest
{
    /// <summary>Validates the requests, reports the invalid ones, and runs the others.</summary>
    /// <param name="requests">The requests; may be empty.</param>
    /// <param name="context">The operator and the access to AWS.</param>
    /// <param name="cancellationToken">Cancels the operation. A cut-over that has begun is completed or reverted first.</param>
    /// <returns>A task that completes when all work has finished.</returns>
    public Task RunAsync(IReadOnlyList<TRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var valid = new List<ValidRequest<TRequest>>();
        foreach (var request in requests)
        {
            if (ValidRequest<TRequest>.Of(request, out var problem) is { } one)
                valid.Add(one);
            else
                Completing(context).Operator.Fail(problem!, request.Record);
        }

        return RunValidAsync(valid, context, cancellationToken);
    }

    /// <summary>
    /// Runs the operation. Its continuations must run one at a time, in the scheduler or synchronization context that it is started in. A caller
    /// without one (a console's main method) must provide one.
    /// </summary>
    /// <param name="requests">The requests; may be empty.</param>
    /// <param name="context">The operator and the access to AWS.</param>
    /// <param name="cancellationToken">Cancels the operation. A cut-over that has begun is completed or reverted first.</param>
    /// <returns>A task that completes when all work has finished.</returns>
    /// <exception cref="EndpointHubException">
    /// No request can be carried out: AWS cannot be reached, or the credentials belong to another account.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
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

    /// <summary>Carries out at least one request.</summary>
    private protected abstract Task WorkAsync(IReadOnlyList<TRequest> requests, OperationContext context, CancellationToken cancellationToken);

    private static OperationContext Completing(OperationContext context) =>
        context with
        {
            Operator = new CompletingOperator(context.Operator, context.Access, context.ProfileName),
        };

    // Only reading fails here, without which nothing can be planned. A failure of a step is reported for its request.
    private static Problem? ProblemOf(Exception failure, OperationContext context) =>
        CallFailure.ToProblem(
            failure,
            context.Access.Spoke.Location.ToString(),
            SessionPacing.ActionOf(failure) ?? "a call",
            context.Access.Spoke.Credentials
        );
}
