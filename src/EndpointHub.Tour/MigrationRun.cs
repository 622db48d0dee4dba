using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Errors;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Tour;

/// <summary>Runs the operations of the README's pipeline, one after the other.</summary>
internal sealed class MigrationRun(Company company, AwsAccess access, StageView view, bool isDryRun)
{
    private readonly List<PlanUnit> _units = [];

    /// <summary>Gets the units that were planned so far.</summary>
    public IReadOnlyList<PlanUnit> Units => _units;

    public int Steps => _units.Sum(unit => unit.Steps.Count);

    /// <summary>
    /// Creates the hub, connects the spokes and cuts them over: <c>New-EndpointHub</c>, <c>Connect-SpokeVpc</c>, <c>Add-EndpointPrivateZone</c>,
    /// <c>Disable-EndpointPrivateDns</c>.
    /// </summary>
    public async Task<IReadOnlyList<SpokeConnection>> MoveAsync(CancellationToken cancellationToken)
    {
        var hubs = await DoAsync<Hub, NewHubRequest>("Hub", new NewHub(), [company.Hub], cancellationToken);
        var connected = await DoAsync<SpokeConnection, ConnectSpokeRequest>(
            "Connections",
            new ConnectSpoke(),
            company.SpokeVpcIds.Select(vpcId => new ConnectSpokeRequest { Spoke = SpokeReference.To(vpcId), Hub = HubReference.To(hubs[0]) }),
            cancellationToken
        );
        var zoned = await DoAsync<SpokeConnection, AddPrivateZoneRequest>(
            "Private zones",
            new AddPrivateZone(),
            connected.Select(SpokeReference.To).Select(spoke => new AddPrivateZoneRequest { Spoke = spoke, Hub = spoke.Hub! }),
            cancellationToken
        );
        return await DoAsync<SpokeConnection, CutOverRequest>(
            "Cut-over",
            new CutOver(),
            zoned.Select(spoke => new CutOverRequest { Spoke = SpokeReference.To(spoke) }),
            cancellationToken
        );
    }

    /// <summary>Tests the paths from every subnet of the spokes to every service: <c>Test-EndpointPath</c>.</summary>
    public Task<IReadOnlyList<EndpointPath>> TestAsync(IEnumerable<SpokeConnection> spokes, CancellationToken cancellationToken) =>
        access.ReadAsync<EndpointPath, TestPathRequest>(
            new TestPath(),
            spokes.Select(spoke => new TestPathRequest { Spoke = SpokeReference.To(spoke) }),
            cancellationToken
        );

    /// <summary>Deletes the spokes' own endpoints: <c>Remove-SpokeEndpoint</c>.</summary>
    public Task<IReadOnlyList<RemovedEndpoint>> RemoveAsync(IEnumerable<SpokeConnection> spokes, CancellationToken cancellationToken) =>
        DoAsync<RemovedEndpoint, RemoveSpokeEndpointRequest>(
            "Removal",
            new RemoveSpokeEndpoint(),
            spokes.Select(spoke => new RemoveSpokeEndpointRequest
            {
                Spoke = SpokeReference.To(spoke),
                Allowed = ValueList.Of(nameof(Problems.TrafficUnknown)),
            }),
            cancellationToken
        );

    private async Task<IReadOnlyList<T>> DoAsync<T, TRequest>(
        string stage,
        Operation<TRequest> operation,
        IEnumerable<TRequest> requests,
        CancellationToken cancellationToken
    )
        where TRequest : OperationRequest
    {
        var result = await view.ShowAsync(
            stage,
            isDryRun,
            tourOperator => operation.RunAsync([.. requests], new OperationContext { Operator = tourOperator, Access = access }, cancellationToken)
        );
        _units.AddRange(result.Units);
        return result.Results<T>();
    }
}
