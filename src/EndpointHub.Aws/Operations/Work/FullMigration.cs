using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Names;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// The remaining steps of a spoke's migration: connection, zones and cut-over, as their commands would plan them one after the other.
/// </summary>
internal sealed class FullMigration
{
    private readonly List<Step> _steps = [];
    private readonly List<Problem> _refusals = [];

    private FullMigration(NetworkSnapshot snapshot) => Network = snapshot;

    /// <summary>Gets the network after the migration.</summary>
    public NetworkSnapshot Network { get; private set; }

    /// <summary>Gets the steps of the migration.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Gets the problems that would stop the migration.</summary>
    public IReadOnlyList<Problem> Refusals => _refusals;

    /// <summary>Gets the warnings about names that the spoke would lose.</summary>
    public ValueList<string> Warnings { get; private set; } = ValueList<string>.Empty;

    /// <summary>Plans the migration. The path is not tested here, because the caller tests it on the result.</summary>
    /// <param name="snapshot">The network.</param>
    /// <param name="task">The spoke and its hub.</param>
    /// <param name="serviceNames">The full service names.</param>
    /// <returns>The plan.</returns>
    public static FullMigration For<TRequest>(NetworkSnapshot snapshot, SpokeTask<TRequest> task, ValueList<string> serviceNames)
        where TRequest : OperationRequest
    {
        var migration = new FullMigration(snapshot);
        var (hub, spoke) = (task.Hub.Key, task.Spoke.VpcId);
        migration.Add(network => ConnectionPlanner.For(network, new ConnectionIntent { Hub = hub, SpokeVpcId = spoke }));
        migration.Add(network =>
            ZonePlanner.For(
                network,
                new ZoneIntent
                {
                    Hub = hub,
                    ServiceNames = serviceNames,
                    SpokeVpcIds = ValueList.Of(spoke),
                }
            )
        );
        migration.Add(network =>
            CutoverPlanner.For(
                network,
                new CutoverIntent
                {
                    Hub = hub,
                    SpokeVpcId = spoke,
                    ServiceNames = serviceNames,
                    Allowed = WaivableCodes.OfCutover,

                    // The test shows the network after the move. The cut-over itself asks for the owners.
                    IncludedOwners = EndpointOwners.All,
                }
            )
        );
        var (before, after) = (new PathIndex(snapshot), new PathIndex(migration.Network));
        migration.Warnings = serviceNames
            .Select(service => (Service: service, Hidden: new HiddenNames(before, after, spoke, service)))
            .Where(one => one.Hidden.Lost.Count > 0)
            .Select(one => Problems.HiddenNames(spoke, one.Service, one.Hidden.NewZones.Select(zone => zone.Name).ToValueList(), one.Hidden.Lost))
            .Select(problem => $"{problem} {problem.Advice}")
            .ToValueList();
        return migration;
    }

    // A command whose plan is refused changes nothing, so the commands after it would fail.
    private void Add(Func<NetworkSnapshot, Plan> planner)
    {
        if (_refusals.Count > 0)
            return;

        var plan = planner(Network);
        _refusals.AddRange(plan.Refusals.Where(problem => problem.Code != nameof(Problems.NoPrivateNames)));
        _steps.AddRange(plan.Steps);
        Network = plan.Predicted;
    }
}
