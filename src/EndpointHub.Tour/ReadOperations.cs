using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.Tour;

/// <summary>The operations that only look, which take a moment and have no stages.</summary>
internal static class ReadOperations
{
    public static async Task<IReadOnlyList<T>> ReadAsync<T, TRequest>(
        this AwsAccess access, Operation<TRequest> operation, IEnumerable<TRequest> requests, CancellationToken cancellationToken)
        where TRequest : OperationRequest
    {
        var who = new TourOperator(isDryRun: false, static _ => { });
        await operation.RunAsync([.. requests], new OperationContext { Operator = who, Access = access }, cancellationToken);
        return who.Results<T>();
    }
}
