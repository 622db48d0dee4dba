using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Planning;
using EndpointHub.Sandbox.Http;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Seeds;

/// <summary>
/// The migration of one seed as a dry run, as a run and as a second run. The operations of the product use the product's
/// AWS SDK pipeline; only the network and the clock are simulated.
/// </summary>
internal sealed class SeedRun : IDisposable
{
    private readonly SimulatedAws _aws;
    private readonly List<PlanUnit> _predicted = [];
    private readonly List<PlanUnit> _asked = [];
    private readonly List<Step> _done = [];
    private readonly Dictionary<string, IReadOnlyList<CutoverWindow>> _windows = new(StringComparer.Ordinal);
    private readonly List<(Problem Problem, object? Target)> _failures = [];
    private readonly List<(string Name, RecordingOperator Operator)> _stages = [];

    private SeedRun(int seed)
    {
        Seed = seed;
        _aws = new SimulatedAws(seed);
    }

    public int Seed { get; }

    public SeededLandscape Landscape { get; private set; } = null!;

    /// <summary>The plan units of the dry run, in order.</summary>
    public IReadOnlyList<PlanUnit> ProjectedSteps => _predicted;

    /// <summary>The plan units of the run, in order.</summary>
    public IReadOnlyList<PlanUnit> Asked => _asked;

    /// <summary>The executed steps, in order, with real ids.</summary>
    public IReadOnlyList<Step> Done => _done;

    public IReadOnlyList<(Problem Problem, object? Target)> Failures => _failures;

    /// <summary>The threads that sent requests or called operators.</summary>
    public IReadOnlyCollection<int> Threads => [.. _aws.Threads.Concat(_stages.SelectMany(stage => stage.Operator.Threads)).Distinct()];

    /// <summary>Every command, with its operator.</summary>
    public IReadOnlyList<(string Name, RecordingOperator Operator)> Stages => _stages;

    /// <summary>The exception that ended the run, or null.</summary>
    public Exception? Crash { get; private set; }

    public NetworkSnapshot Before { get; private set; } = NetworkSnapshot.Empty;

    public NetworkSnapshot After { get; private set; } = NetworkSnapshot.Empty;

    public DateTimeOffset Began { get; private set; }

    public TimeSpan VirtualTime => _aws.Clock.Elapsed;

    public AwsSimulationLog Log { get; private set; } = AwsSimulationLog.Empty;

    public Sandbox.Hosting.AwsSandbox Sandbox => _aws.Sandbox;

    /// <summary>Runs the migration of a seed.</summary>
    public static SeedRun Of(int seed)
    {
        var run = new SeedRun(seed);
        try
        {
            Pump.Run(run._aws.Clock, run.RunAsync);
        }
        catch (Exception crash)
        {
            run.Crash = crash;
        }

        return run;
    }

    public void Dispose() => _aws.Dispose();

    /// <summary>The cut-over windows that the product announced for a spoke.</summary>
    public IReadOnlyList<CutoverWindow> WindowsOf(string vpcId) => _windows.GetValueOrDefault(vpcId) ?? [];

    private async Task RunAsync()
    {
        Landscape = await SeededLandscape.BuildAsync(_aws);
        Began = _aws.Sandbox.Now;
        var built = _aws.Sandbox.Requests.Count;
        Before = await SimulatedAccess.SnapshotAsync(_aws, Landscape);

        await JobAsync(isDryRun: true, _predicted, []);
        var dryRunEnd = _aws.Sandbox.Requests.Count;
        await JobAsync(isDryRun: false, _asked, _done);
        var done = _aws.Sandbox.Requests.Count;
        await JobAsync(isDryRun: false, [], []);

        var requests = _aws.Sandbox.Requests;
        Log = new AwsSimulationLog([.. requests.Take(dryRunEnd).Skip(built)], [.. requests.Take(done).Skip(dryRunEnd)], [.. requests.Skip(done)]);
        After = await SimulatedAccess.SnapshotAsync(_aws, Landscape);
    }

    private Task JobAsync(bool isDryRun, List<PlanUnit> asked, List<Step> done) =>
        MigrationPipeline.RunAsync(
            new NewHubRequest
            {
                Name = "shared",
                VpcId = Landscape.HubVpcId,
                SubnetIds = Landscape.HubSubnetIds,
                Services = Landscape.Services,
            },
            Landscape.Spokes.Select(spoke => spoke.VpcId),
            async (name, command) =>
            {
                var recorder = new RecordingOperator(isDryRun);
                using var access = await SimulatedAccess.ProductAsync(_aws);
                await command(new OperationContext { Operator = recorder, Access = access });
                _failures.AddRange(recorder.Failures);
                _stages.Add((name, recorder));
                asked.AddRange(recorder.Asked);
                var known = done.ToHashSet();
                done.AddRange(recorder.Results.SelectMany(StepsOf).Where(known.Add));
                foreach (var spoke in recorder.Results.OfType<SpokeConnection>().Where(spoke => spoke.CutoverWindows.Count > 0))
                    _windows[spoke.VpcId] = spoke.CutoverWindows;
                return [.. recorder.Results];
            }
        );

    private static IEnumerable<Step> StepsOf(object result) =>
        result switch
        {
            Hub hub => hub.StepRecords.Select(StepText.Parse),
            SpokeConnection connection => connection.StepRecords.Select(StepText.Parse),
            RemovedEndpoint removed => removed.StepRecords.Select(StepText.Parse),
            _ => [],
        };
}

/// <summary>The requests of the dry run, of the run and of the second run.</summary>
internal sealed record AwsSimulationLog(
    IReadOnlyList<RequestLogEntry> DryRun,
    IReadOnlyList<RequestLogEntry> Run,
    IReadOnlyList<RequestLogEntry> Repetition
)
{
    public static AwsSimulationLog Empty { get; } = new([], [], []);
}
