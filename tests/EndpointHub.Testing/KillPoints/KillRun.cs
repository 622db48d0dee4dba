using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Testing.Seeds;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.KillPoints;

/// <summary>
/// The job on a seed's landscape, in a process that ends between two changes, and then once more from the beginning in a new one: what remains
/// must be what an undisturbed run leaves.
/// </summary>
internal sealed class KillRun : IDisposable
{
    private readonly SimulatedAws _aws;
    private readonly List<string> _failures = [];

    private KillRun(int seed) => _aws = new SimulatedAws(seed);

    /// <summary>What the job leaves, in words that do not depend on ids.</summary>
    public IReadOnlyList<string> Remains { get; private set; } = [];

    /// <summary>What failed in the run that came to its end.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The changes that AWS has carried out in the run that came to its end.</summary>
    public int Changes { get; private set; }

    /// <summary>Runs a seed's job without disturbance.</summary>
    public static KillRun Undisturbed(int seed) => Of(seed, killAfter: null, hearsLastAnswer: true);

    /// <summary>Runs a seed's job, ends its process after some changes, and runs it again.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="killAfter">How many changes the first process makes; null for no such process.</param>
    /// <param name="hearsLastAnswer">Whether it hears the answer to the last of them.</param>
    public static KillRun Of(int seed, int? killAfter, bool hearsLastAnswer)
    {
        var run = new KillRun(seed);
        var landscape = Pump.Run(run._aws.Clock, () => SeededLandscape.BuildAsync(run._aws));
        if (killAfter is { } changes)
            run.Die(landscape, changes, hearsLastAnswer);
        Pump.Run(run._aws.Clock, () => run.CompleteAsync(landscape));
        return run;
    }

    public void Dispose() => _aws.Dispose();

    private void Die(SeededLandscape landscape, int changes, bool hearsLastAnswer)
    {
        try
        {
            var runtime = _aws.Dying(changes, hearsLastAnswer);
            Pump.Run(_aws.Clock, () => JobAsync(landscape, runtime, _ => { }));
        }
        catch (InvalidOperationException)
        {
            // A process that is gone waits for ever; the pump sees that nothing will come.
        }
    }

    private async Task CompleteAsync(SeededLandscape landscape)
    {
        var before = _aws.Sandbox.Requests.Count;
        await JobAsync(landscape, _aws.Direct, failure => _failures.Add(failure));
        Changes = _aws.Sandbox.Requests.Skip(before).Count(request => request is { IsMutating: true, IsExecuted: true, Error: null });
        Remains = Canonical.Of(await Looking.SnapshotAsync(_aws, landscape));
    }

    private static Task JobAsync(SeededLandscape landscape, Aws.Sessions.AwsRuntime runtime, Action<string> failed) => EverydayJob.RunAsync(
        new NewHubRequest { Name = "shared", VpcId = landscape.HubVpcId, SubnetIds = landscape.HubSubnetIds, Services = landscape.Services },
        landscape.Spokes.Select(spoke => spoke.VpcId),
        async (name, command) =>
        {
            var who = new RecordingOperator(isDryRun: false);
            using var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, runtime, pacer: null, CancellationToken.None);
            await command(new OperationContext { Operator = who, Access = access });
            foreach (var (problem, _) in who.Failures)
                failed($"{name}: {problem.Code} {problem}");
            return [.. who.Results];
        });
}
