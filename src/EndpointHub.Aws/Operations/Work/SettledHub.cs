using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Hubs;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// Reads a network whose hub endpoints have come to rest. A run that ended too soon may have left some that AWS is still making: they will serve,
/// and to plan as if they did not would refuse what is only a minute away.
/// </summary>
internal static class SettledHub
{
    /// <summary>Reads, and waits for pending hub endpoints.</summary>
    /// <param name="context">Whom it is done for.</param>
    /// <param name="scope">What to read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The network; an endpoint that is pending for longer than any takes is in it as it is.</returns>
    public static async Task<NetworkSnapshot> ReadAsync(OperationContext context, SnapshotScope scope, CancellationToken cancellationToken)
    {
        var read = await context.ReadAsync(scope, cancellationToken);
        var pending = read.Endpoints.Where(endpoint => endpoint.Tag(HubMark.HubTag) is not null && endpoint.State == EndpointState.Pending).ToList();
        if (pending.Count == 0)
            return read;

        var watch = new EndpointWatch(context.Access.At, context.Access.Clock);
        await Task.WhenAll(pending.Select(endpoint => WaitAsync(endpoint, read.Vpcs[endpoint.VpcId].Location, watch, context, cancellationToken)).ToArray());
        return await context.ReadAsync(scope, cancellationToken);
    }

    private static async Task WaitAsync(Endpoint endpoint, Location location, EndpointWatch watch, OperationContext context, CancellationToken cancellationToken)
    {
        context.Operator.ReportStatus($"Waiting until {endpoint.Id} is available");
        var clock = context.Access.Clock;
        var since = clock.GetUtcNow();
        while (await watch.FindAsync(location, endpoint.Id) is { State: EndpointState.Pending } && clock.GetUtcNow() - since < Pace.Endpoint.Limit)
            await clock.DelayAsync(Pace.Endpoint.Interval, cancellationToken);
    }
}
