using EndpointHub.Paths;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations;

/// <summary>Judges the way from spokes to their hub's endpoints. Nothing is changed, and no packet is sent.</summary>
public sealed class TestPath : Operation<TestPathRequest>
{
    private protected override async Task WorkAsync(IReadOnlyList<TestPathRequest> requests, OperationContext context, CancellationToken cancellationToken)
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var foretold = SpokeWork.Foretold(tasks);
        var read = await context.ReadAsync(SpokeWork.Scope(tasks), cancellationToken);
        var takenAt = context.Access.Clock.GetUtcNow();
        var network = new PathIndex(Rehearsal.After(read, foretold));
        foreach (var task in tasks)
            Judge(task, network, takenAt, context);
    }

    private static void Judge(SpokeTask<TestPathRequest> task, PathIndex network, DateTimeOffset takenAt, OperationContext context)
    {
        var now = network.Snapshot;
        var offered = now.EndpointsOf(task.Hub.VpcId).Where(endpoint => endpoint.IsOf(task.Hub.Name)).Select(endpoint => endpoint.ServiceName).ToList();
        var missing = now.Vpcs.Find(task.Spoke.VpcId) is null ? Problems.VpcNotFound(task.Spoke.VpcId, task.Spoke.Location)
            : now.Vpcs.Find(task.Hub.VpcId) is null || offered.Count == 0 ? Problems.HubNotFound(task.Hub.Name, task.Hub.Location)
            : null;
        if (missing is not null)
        {
            context.Operator.Fail(missing, task.Request.Record);
            return;
        }

        IEnumerable<string> services = task.Request.Services.Count > 0 ? task.FullNames(task.Request.Services, now) : offered;
        foreach (var service in services.Distinct(StringComparer.Ordinal).OrderBy(service => service, StringComparer.Ordinal))
        {
            context.Operator.Emit(PathAnalyzer.Analyze(network, new PathQuestion(task.Spoke.VpcId, task.Hub.VpcId, service)) with
            {
                HubName = task.Hub.Name,
                ProfileName = context.ProfileName,
                TakenAt = takenAt,
                IsProjected = task.IsProjected,
                Steps = task.StepsTo([], task.IsProjected),
            });
        }
    }
}
