using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Hubs;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// Reads the network after pending hub endpoints, and endpoints to which a reversal returns, have become available. An interrupted run may have left
/// some pending.
/// A plan that treats them as missing would be refused, although they are available within minutes.
/// </summary>
internal static class SettledNetwork
{
    /// <summary>Reads the network, and waits for pending hub endpoints.</summary>
    /// <param name="context">The operator and the access to AWS.</param>
    /// <param name="scope">The part of the network to read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The network. An endpoint that is still pending after the time limit is included as it is.</returns>
    public static async Task<NetworkSnapshot> ReadAsync(OperationContext context, SnapshotScope scope, CancellationToken cancellationToken)
    {
        var read = await context.ReadAsync(scope, cancellationToken);
        var pending = read.Endpoints.Where(endpoint => endpoint.State == EndpointState.Pending && IsAwaited(endpoint)).ToList();
        if (pending.Count == 0)
            return read;

        var watch = new EndpointWatch(context.Access.At, context.Access.Clock);
        await Task.WhenAll(
            pending.Select(endpoint => WaitAsync(endpoint, read.Vpcs[endpoint.VpcId].Location, watch, context, cancellationToken)).ToArray()
        );
        return await context.ReadAsync(scope with { SearchesZones = false }, cancellationToken) with { ZoneSearch = read.ZoneSearch };
    }

    // A spoke's own endpoint whose private DNS is off is not awaited: its names may have no answer until the zones are associated.
    private static bool IsAwaited(Endpoint endpoint) =>
        endpoint.HubName() is not null || (endpoint.PrivateDnsEnabled && endpoint.Tag(HubMark.CutOverTag) is not null);

    private static async Task WaitAsync(
        Endpoint endpoint,
        Location location,
        EndpointWatch watch,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        context.Operator.ReportStatus($"Waiting until {endpoint.Id} is available");
        var clock = context.Access.Clock;
        var since = clock.GetUtcNow();
        var limit = context.SettleLimit is { } given && given < Pace.Endpoint.Limit ? given : Pace.Endpoint.Limit;
        while (await watch.FindAsync(location, endpoint.Id) is { State: EndpointState.Pending } && clock.GetUtcNow() - since < limit)
            await clock.DelayAsync(Pace.Endpoint.Interval, cancellationToken);
    }
}
