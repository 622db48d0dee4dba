using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.Testing.Seeds;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.Testing.Faults;

/// <summary>One command of the job, with input by ids only, so that it can be run again by itself.</summary>
/// <param name="Name">What it does.</param>
/// <param name="RunAsync">Runs it.</param>
internal sealed record FaultStage(string Name, Func<OperationContext, Task> RunAsync)
{
    private const string Hub = "shared";

    /// <summary>The whole job: a migration whose cut-over is reverted and made again.</summary>
    public static IReadOnlyList<FaultStage> Of(SeededLandscape landscape)
    {
        var spokes = landscape.Spokes.Select(spoke => SpokeReference.To(spoke.VpcId)).ToList();
        var cutOver = Each(spokes, new CutOver(), spoke => new CutOverRequest { Record = Id(spoke), Spoke = spoke });
        return
        [
            new FaultStage(
                MigrationPipeline.Hub,
                Run(
                    new NewHub(),
                    [
                        new NewHubRequest
                        {
                            Name = Hub,
                            VpcId = landscape.HubVpcId,
                            SubnetIds = landscape.HubSubnetIds,
                            Services = landscape.Services,
                        },
                    ]
                )
            ),
            new FaultStage(
                MigrationPipeline.Connections,
                Each(
                    spokes,
                    new ConnectSpoke(),
                    spoke => new ConnectSpokeRequest
                    {
                        Record = Id(spoke),
                        Spoke = spoke,
                        Hub = HubReference.Named(Hub),
                    }
                )
            ),
            new FaultStage(
                MigrationPipeline.Zones,
                Each(
                    spokes,
                    new AddPrivateZone(),
                    spoke => new AddPrivateZoneRequest
                    {
                        Record = Id(spoke),
                        Spoke = spoke,
                        Hub = HubReference.Named(Hub),
                    }
                )
            ),
            new FaultStage(MigrationPipeline.Cutover, cutOver),
            new FaultStage(
                "reversal",
                Each(
                    spokes,
                    new RevertCutover(),
                    spoke => new RevertCutoverRequest
                    {
                        Record = Id(spoke),
                        Spoke = spoke,
                        Allowed = ValueList.Of("NoEndpointToReturnTo"),
                    }
                )
            ),
            new FaultStage("second cut-over", cutOver),
            new FaultStage(
                MigrationPipeline.Removal,
                Each(
                    spokes,
                    new RemoveSpokeEndpoint(),
                    spoke => new RemoveSpokeEndpointRequest
                    {
                        Record = Id(spoke),
                        Spoke = spoke,
                        Allowed = ValueList.Of("TrafficUnknown"),
                    }
                )
            ),
        ];
    }

    /// <summary>Runs the command in a new session, and returns what it reported.</summary>
    public async Task<RecordingOperator> ReportAsync(AwsRuntime runtime)
    {
        var recorder = new RecordingOperator(isDryRun: false);
        try
        {
            using var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, runtime, CancellationToken.None);
            await RunAsync(new OperationContext { Operator = recorder, Access = access });
        }
        catch (EndpointHubException refused)
        {
            recorder.Fail(refused.Problem, target: null);
        }

        return recorder;
    }

    private static string Id(SpokeReference spoke) => spoke.Key.VpcId;

    private static Func<OperationContext, Task> Each<TRequest>(
        List<SpokeReference> spokes,
        Operation<TRequest> operation,
        Func<SpokeReference, TRequest> request
    )
        where TRequest : OperationRequest => Run(operation, [.. spokes.Select(request)]);

    private static Func<OperationContext, Task> Run<TRequest>(Operation<TRequest> operation, IReadOnlyList<TRequest> requests)
        where TRequest : OperationRequest => context => operation.RunAsync(requests, context, CancellationToken.None);
}
