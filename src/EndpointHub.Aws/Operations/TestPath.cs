using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>Tests the paths from spokes to their hub's endpoints. Nothing is changed, and no packet is sent.</summary>
internal sealed class TestPath : Operation<TestPathRequest>
{
    private protected override async Task WorkAsync(
        IReadOnlyList<TestPathRequest> requests,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var tasks = await SpokeWork.FindAsync(requests, request => (request.Spoke, request.Hub), context, cancellationToken);
        if (tasks.Count == 0)
            return;

        var projected = SpokeWork.Projected(tasks);
        var read = await context.ReadAsync(SpokeWork.Scope(tasks), cancellationToken);
        var takenAt = context.Access.Clock.GetUtcNow();
        var snapshot = await WithS3Async(tasks, StepTrail.After(read, projected), context, cancellationToken);
        var index = new PathIndex(snapshot);
        foreach (var task in tasks)
        {
            var clients = await ClientsAsync(task, snapshot, context, cancellationToken);
            var services = Services(task, snapshot);
            if ((Missing(task, snapshot) ?? clients.Obstacle ?? task.Request.Calls.Stray(services, task.Hub.Location.Region)) is { } problem)
            {
                context.Operator.Fail(problem, task.Request.Record);
                continue;
            }

            var job = task.Request.IsPlanned ? FullMigration.For(snapshot, task, services) : null;
            foreach (var warning in job?.Warnings ?? ValueList<string>.Empty)
                context.Operator.Warn(warning);
            foreach (var refusal in job?.Refusals ?? [])
                context.Operator.Fail(refusal, task.Request.Record);
            if (job is { Refusals.Count: > 0 })
                continue;

            var isProjected = task.IsProjected || job is not null;
            var trail = task.TrailTo(job?.Steps ?? [], isProjected);
            var network = job is null ? index : new PathIndex(job.Network);
            foreach (var service in services)
            {
                context.Operator.Emit(
                    PathAnalyzer.Analyze(network, Question(task, service, clients) with { ProfileName = context.ProfileName }) with
                    {
                        HubName = task.Hub.Name,
                        ProfileName = context.ProfileName,
                        TakenAt = takenAt,
                        IsProjected = isProjected,
                        Steps = trail.Steps,
                        StepRecords = trail.Records,
                    }
                );
            }
        }
    }

    private static Problem? Missing(SpokeTask<TestPathRequest> task, NetworkSnapshot snapshot) =>
        snapshot.Vpcs.Find(task.Spoke.VpcId) is null ? Problems.VpcNotFound(task.Spoke.VpcId, task.Spoke.Location)
        : snapshot.Vpcs.Find(task.Hub.VpcId) is null || !Offered(task, snapshot).Any() ? Problems.HubNotFound(task.Hub.Name, task.Hub.Location)
        : null;

    private static IEnumerable<string> Offered(SpokeTask<TestPathRequest> task, NetworkSnapshot snapshot) =>
        snapshot.EndpointsOf(task.Hub.VpcId).Where(endpoint => endpoint.IsOf(task.Hub.Name)).Select(endpoint => endpoint.ServiceName);

    private static ValueList<string> Services(SpokeTask<TestPathRequest> task, NetworkSnapshot snapshot) =>
        (task.Request.Services.Count > 0 ? task.FullNames(task.Request.Services, snapshot) : Offered(task, snapshot))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(service => service, StringComparer.Ordinal)
            .ToValueList();

    /// <summary>Adds the addresses of S3 where images are pulled, because security groups and network ACLs may filter the layers by them.</summary>
    private static async Task<NetworkSnapshot> WithS3Async(
        IReadOnlyList<SpokeTask<TestPathRequest>> tasks,
        NetworkSnapshot snapshot,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var locations = tasks
            .Where(task => Services(task, snapshot).Any(service => ServiceName.PullsImages(service, task.Spoke.Location.Region)))
            .Select(task => task.Spoke.Location)
            .Distinct();
        var lists = await Task.WhenAll(
            locations.Select(location => PrefixListReader.OfS3Async(context.Access.At(location), location.Region, cancellationToken)).ToArray()
        );
        return snapshot with { PrefixLists = lists.OfType<PrefixList>().Aggregate(snapshot.PrefixLists, (known, list) => known.With(list)) };
    }

    private static PathQuestion Question(SpokeTask<TestPathRequest> task, string service, Clients clients) =>
        new(task.Spoke.VpcId, task.Hub.VpcId, service)
        {
            WorkloadSecurityGroupIds = clients.GroupIds,
            ClientSubnetIds = clients.SubnetIds,
            OtherPolicies = task.Request.Policies,
            Calls = task.Request.Calls.Of(service, task.Hub.Location.Region),
        };

    /// <summary>Returns the clients of a request: all clients of the spoke, those with some security groups, or one network interface.</summary>
    private static async Task<Clients> ClientsAsync(
        SpokeTask<TestPathRequest> task,
        NetworkSnapshot snapshot,
        OperationContext context,
        CancellationToken cancellationToken
    )
    {
        var groups = task.Request.WorkloadSecurityGroupIds;
        if (groups.FirstOrDefault(id => snapshot.SecurityGroups.Find(id)?.VpcId != task.Spoke.VpcId) is { } foreign)
            return new Clients(Problems.WorkloadGroupNotInSpoke(foreign, task.Spoke.VpcId));
        if (task.Request.SubnetIds.FirstOrDefault(id => snapshot.Subnets.Find(id)?.VpcId != task.Spoke.VpcId) is { } other)
            return new Clients(Problems.SubnetNotInVpc(other, task.Spoke.VpcId));
        if (task.Request.WorkloadNetworkInterfaceId is not { } interfaceId)
            return new Clients(Obstacle: null) { GroupIds = groups, SubnetIds = task.Request.SubnetIds };

        var found = await NetworkInterfaceReader.FindAsync(context.Access.At(task.Spoke.Location), ValueList.Of(interfaceId), cancellationToken);
        return found.FirstOrDefault(candidate => snapshot.Subnets.Find(candidate.SubnetId)?.VpcId == task.Spoke.VpcId) is { } nic
            ? new Clients(Obstacle: null)
            {
                GroupIds = nic.SecurityGroupIds.Concat(groups).Distinct(StringComparer.Ordinal).ToValueList(),
                SubnetIds = ValueList.Of(nic.SubnetId),
            }
            : new Clients(Problems.InterfaceNotInSpoke(interfaceId, task.Spoke.VpcId));
    }

    /// <summary>The clients whose paths are tested.</summary>
    /// <param name="Obstacle">The problem if there are no such clients in the spoke, otherwise null.</param>
    private sealed record Clients(Problem? Obstacle)
    {
        public ValueList<string> GroupIds { get; init; } = ValueList<string>.Empty;

        public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;
    }
}
