using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.Tour;

/// <summary>Runs operations that only read, without showing progress.</summary>
internal static class ReadOperations
{
    public static async Task<IReadOnlyList<T>> ReadAsync<T, TRequest>(
        this AwsAccess access,
        Operation<TRequest> operation,
        IEnumerable<TRequest> requests,
        CancellationToken cancellationToken
    )
        where TRequest : OperationRequest
    {
        var tourOperator = new TourOperator(isDryRun: false, static _ => { });
        await operation.RunAsync([.. requests], new OperationContext { Operator = tourOperator, Access = access }, cancellationToken);
        return tourOperator.Results<T>();
    }
}
