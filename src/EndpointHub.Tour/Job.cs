using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Planning;
using EndpointHub.Results;

namespace EndpointHub.Tour;

/// <summary>The everyday pipeline, as the README types it at a prompt: the same operations, one after the other.</summary>
internal sealed class Job(Company company, AwsAccess access, StageView view, bool isDryRun)
{
    private readonly List<PlanUnit> _units = [];

    /// <summary>What was planned so far.</summary>
    public IReadOnlyList<PlanUnit> Units => _units;

    public int Steps => _units.Sum(unit => unit.Steps.Count);

    /// <summary>The spokes' names lead to the hub: <c>New-EndpointHub</c>, <c>Connect-SpokeVpc</c>, <c>Add-EndpointPrivateZone</c>, <c>Disable-EndpointPrivateDns</c>.</summary>
    public async Task<IReadOnlyList<SpokeConnection>> MoveAsync(CancellationToken cancellationToken)
    {
        var hubs = await DoAsync<Hub, NewHubRequest>("Hub", new NewHub(), [company.Hub], cancellationToken);
        var connected = await DoAsync<SpokeConnection, ConnectSpokeRequest>("Connections", new ConnectSpoke(), company.SpokeVpcIds.Select(vpcId =>
            new ConnectSpokeRequest { Spoke = SpokeReference.To(vpcId), Hub = HubReference.To(hubs[0]) }), cancellationToken);
        var zoned = await DoAsync<SpokeConnection, AddPrivateZoneRequest>("Private zones", new AddPrivateZone(), connected.Select(SpokeReference.To).Select(spoke =>
            new AddPrivateZoneRequest { Spoke = spoke, Hub = spoke.Hub! }), cancellationToken);
        return await DoAsync<SpokeConnection, CutOverRequest>("Cut-over", new CutOver(), zoned.Select(spoke =>
            new CutOverRequest { Spoke = SpokeReference.To(spoke) }), cancellationToken);
    }

    /// <summary>Whether every subnet of the spokes reaches every service: <c>Test-EndpointPath</c>.</summary>
    public Task<IReadOnlyList<EndpointPath>> TestAsync(IEnumerable<SpokeConnection> spokes, CancellationToken cancellationToken) =>
        access.ReadAsync<EndpointPath, TestPathRequest>(new TestPath(), spokes.Select(spoke => new TestPathRequest { Spoke = SpokeReference.To(spoke) }), cancellationToken);

    /// <summary>The spokes' own endpoints go: <c>Remove-SpokeEndpoint</c>.</summary>
    public Task<IReadOnlyList<RemovedEndpoint>> RemoveAsync(IEnumerable<SpokeConnection> spokes, CancellationToken cancellationToken) =>
        DoAsync<RemovedEndpoint, RemoveSpokeEndpointRequest>("Removal", new RemoveSpokeEndpoint(), spokes.Select(spoke =>
            new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(spoke), Force = true }), cancellationToken);

    private async Task<IReadOnlyList<T>> DoAsync<T, TRequest>(
        string stage, Operation<TRequest> operation, IEnumerable<TRequest> requests, CancellationToken cancellationToken)
        where TRequest : OperationRequest
    {
        var who = await view.ShowAsync(stage, isDryRun, who =>
            operation.RunAsync([.. requests], new OperationContext { Operator = who, Access = access }, cancellationToken));
        _units.AddRange(who.Units);
        return who.Results<T>();
    }
}
