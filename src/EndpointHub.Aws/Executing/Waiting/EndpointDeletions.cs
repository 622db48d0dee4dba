using Amazon.EC2.Model;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// Deletes endpoints, many in one call: EC2 lets an account make less than one such call in three seconds. Whatever is to be deleted at the same
/// moment goes together.
/// </summary>
internal sealed class EndpointDeletions(ApisAt apis, TimeProvider clock)
{
    // AWS publishes no maximum; a call of this size is as short as any.
    private const int Most = 25;

    private readonly Dictionary<Location, Batch> _open = [];

    /// <summary>Deletes an endpoint.</summary>
    /// <param name="location">Its place.</param>
    /// <param name="endpointId">Its id.</param>
    /// <param name="cancellationToken">Ends the call that it begins.</param>
    /// <returns>Why it was not deleted; null when it was accepted.</returns>
    public async Task<UnsuccessfulItemError?> DeleteAsync(Location location, string endpointId, CancellationToken cancellationToken)
    {
        if (!_open.TryGetValue(location, out var batch))
        {
            _open[location] = batch = new Batch();
            _ = SendAsync(location, batch, cancellationToken);
        }

        batch.Ids.Add(endpointId);
        if (batch.Ids.Count == Most)
            _open.Remove(location);
        var answer = await await batch.Answer.WaitAsync();
        return answer.Unsuccessful.All().FirstOrDefault(item => item.ResourceId == endpointId)?.Error;
    }

    private async Task SendAsync(Location location, Batch batch, CancellationToken cancellationToken)
    {
        // Everybody who comes at this moment comes before a timer does.
        await clock.DelayAsync(TimeSpan.FromTicks(1), CancellationToken.None);
        if (_open.TryGetValue(location, out var open) && open == batch)
            _open.Remove(location);
        var call = CallAsync(location, batch.Ids, cancellationToken);
        await Task.WhenAny(call);
        batch.Answer.Set(call);
    }

    // Whatever fails, be it before the call, is in the task: everybody of the batch waits for it.
    private async Task<DeleteVpcEndpointsResponse> CallAsync(Location location, IEnumerable<string> endpointIds, CancellationToken cancellationToken) =>
        await apis(location).Ec2.DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [.. endpointIds] }, cancellationToken);

    private sealed class Batch
    {
        public List<string> Ids { get; } = [];

        public OneShotSignal<Task<DeleteVpcEndpointsResponse>> Answer { get; } = new();
    }
}
