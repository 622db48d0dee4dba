using Amazon.EC2.Model;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// Deletes endpoints, many in one call, because EC2 allows an account less than one such call in three seconds. Deletions that are requested at the
/// same moment share a call.
/// </summary>
internal sealed class EndpointDeletions(ApisAt apis, TimeProvider clock)
{
    // AWS publishes no maximum. A call of this size is as fast as a smaller one.
    private const int MaxBatchSize = 25;

    private readonly Dictionary<Location, Batch> _open = [];

    /// <summary>Deletes an endpoint.</summary>
    /// <param name="location">The account and region.</param>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="cancellationToken">Cancels the call if this request starts it.</param>
    /// <returns>The error of AWS; null if the deletion was accepted.</returns>
    public async Task<UnsuccessfulItemError?> DeleteAsync(Location location, string endpointId, CancellationToken cancellationToken)
    {
        if (!_open.TryGetValue(location, out var batch))
        {
            _open[location] = batch = new Batch();
            _ = SendAsync(location, batch, cancellationToken);
        }

        batch.Ids.Add(endpointId);
        if (batch.Ids.Count == MaxBatchSize)
            _open.Remove(location);
        var answer = await await batch.Answer.WaitAsync();
        return answer.Unsuccessful.All().FirstOrDefault(item => item.ResourceId == endpointId)?.Error;
    }

    private async Task SendAsync(Location location, Batch batch, CancellationToken cancellationToken)
    {
        // The timer fires only after all requests of the same moment have been added.
        await clock.DelayAsync(TimeSpan.FromTicks(1), CancellationToken.None);
        if (_open.TryGetValue(location, out var open) && open == batch)
            _open.Remove(location);
        var call = CallAsync(location, batch.Ids, cancellationToken);
        await Task.WhenAny(call);
        batch.Answer.Set(call);
    }

    // Every exception is stored in the task, because all requests of the batch wait for it.
    private async Task<DeleteVpcEndpointsResponse> CallAsync(
        Location location,
        IEnumerable<string> endpointIds,
        CancellationToken cancellationToken
    ) => await apis(location).Ec2.DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [.. endpointIds] }, cancellationToken);

    private sealed class Batch
    {
        public List<string> Ids { get; } = [];

        public OneShotSignal<Task<DeleteVpcEndpointsResponse>> Answer { get; } = new();
    }
}
