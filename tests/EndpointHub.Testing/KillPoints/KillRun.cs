using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Testing.Seeds;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.KillPoints;

/// <summary>
/// Runs the migration of a seed in a process that ends between two changes, and then again in a new process. The result must
/// equal the result of an uninterrupted run.
/// </summary>
internal sealed class KillRun : IDisposable
{
    private readonly SimulatedAws _aws;
    private readonly List<string> _failures = [];

    private KillRun(int seed) => _aws = new SimulatedAws(seed);

    /// <summary>The network after the migration as text without generated ids.</summary>
    public IReadOnlyList<string> FinalState { get; private set; } = [];

    /// <summary>The failures of the completed run.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The number of changes in the completed run.</summary>
    public int Changes { get; private set; }

    /// <summary>Runs the migration of a seed without interruption.</summary>
    public static KillRun Undisturbed(int seed) => Of(seed, killAfter: null, receivesLastResponse: true);

    /// <summary>Runs the migration of a seed, ends its process after some changes, and runs it again.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="killAfter">The number of changes of the first process; null when there is none.</param>
    /// <param name="receivesLastResponse">True when the process receives the response to its last change.</param>
    public static KillRun Of(int seed, int? killAfter, bool receivesLastResponse)
    {
        var run = new KillRun(seed);
        var landscape = Pump.Run(run._aws.Clock, () => SeededLandscape.BuildAsync(run._aws));
        if (killAfter is { } changes)
            run.Interrupt(landscape, changes, receivesLastResponse);
        Pump.Run(run._aws.Clock, () => run.CompleteAsync(landscape));
        return run;
    }

    public void Dispose() => _aws.Dispose();

    private void Interrupt(SeededLandscape landscape, int changes, bool receivesLastResponse)
    {
        try
        {
            var runtime = _aws.Disconnecting(changes, receivesLastResponse);
            Pump.Run(_aws.Clock, () => JobAsync(landscape, runtime, _ => { }));
        }
        catch (InvalidOperationException)
        {
            // The ended process never receives a response, and the pump reports that no timer is set.
        }
    }

    private async Task CompleteAsync(SeededLandscape landscape)
    {
        var before = _aws.Sandbox.Requests.Count;
        await JobAsync(landscape, _aws.Direct, failure => _failures.Add(failure));
        Changes = _aws.Sandbox.Requests.Skip(before).Count(request => request is { IsMutating: true, IsExecuted: true, Error: null });
        FinalState = CanonicalText.Of(await SimulatedAccess.SnapshotAsync(_aws, landscape));
    }

    private static Task JobAsync(SeededLandscape landscape, Aws.Sessions.AwsRuntime runtime, Action<string> failed) =>
        MigrationPipeline.RunAsync(
            new NewHubRequest
            {
                Name = "shared",
                VpcId = landscape.HubVpcId,
                SubnetIds = landscape.HubSubnetIds,
                Services = landscape.Services,
            },
            landscape.Spokes.Select(spoke => spoke.VpcId),
            async (name, command) =>
            {
                var recorder = new RecordingOperator(isDryRun: false);
                using var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, runtime, CancellationToken.None);
                await command(new OperationContext { Operator = recorder, Access = access });
                foreach (var (problem, _) in recorder.Failures)
                    failed($"{name}: {problem.Code} {problem}");
                return [.. recorder.Results];
            }
        );
}
