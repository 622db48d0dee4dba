using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>What is left to do until a spoke's names lead to its hub: connection, zones and cut-over, as their commands would plan them one after the other.</summary>
internal sealed class FullMigration
{
    private readonly List<Step> _steps = [];
    private readonly List<Problem> _refusals = [];

    private FullMigration(NetworkSnapshot snapshot) => Now = snapshot;

    /// <summary>The network as the job would leave it.</summary>
    public NetworkSnapshot Now { get; private set; }

    /// <summary>The job's steps.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Why the job would come to a halt; none for one that would not.</summary>
    public IReadOnlyList<Problem> Refusals => _refusals;

    /// <summary>Plans the job. Whether it would pass the path test is left to the test: that is what is asked.</summary>
    /// <param name="snapshot">The network.</param>
    /// <param name="task">The spoke and its hub.</param>
    /// <param name="serviceNames">The full service names.</param>
    /// <returns>The plan.</returns>
    public static FullMigration For<TRequest>(NetworkSnapshot snapshot, SpokeTask<TRequest> task, ValueList<string> serviceNames)
        where TRequest : OperationRequest
    {
        var job = new FullMigration(snapshot);
        var (hub, spoke) = (task.Hub.Key, task.Spoke.VpcId);
        job.Add(network => ConnectionPlanner.For(network, new ConnectionIntent { Hub = hub, SpokeVpcId = spoke }));
        job.Add(network => ZonePlanner.For(network, new ZoneIntent { Hub = hub, ServiceNames = serviceNames, SpokeVpcIds = ValueList.Of(spoke) }));
        job.Add(network => CutoverPlanner.For(network, new CutoverIntent
        {
            Hub = hub,
            SpokeVpcId = spoke,
            ServiceNames = serviceNames,
            Force = true,
        }));
        return job;
    }

    // A command whose plan is refused does nothing, and those after it have nothing to work on.
    private void Add(Func<NetworkSnapshot, Plan> planner)
    {
        if (_refusals.Count > 0)
            return;

        var plan = planner(Now);
        _refusals.AddRange(plan.Refusals.Where(problem => problem.Code != nameof(Problems.NoPrivateNames)));
        _steps.AddRange(plan.Steps);
        Now = plan.Predicted;
    }
}
