using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Sessions;
using EndpointHub.Testing.KillPoints;
using EndpointHub.Testing.Seeds;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.Testing.Operators;

/// <summary>
/// Two operators who run the same migration at the same time, each in a process of its own, and one of them once more. The result must equal the
/// result of one operator.
/// </summary>
internal sealed class OperatorsRun : IDisposable
{
    private readonly SimulatedAws _aws;
    private readonly Random _random;
    private readonly List<string> _failures = [];

    private OperatorsRun(int seed)
    {
        // AWS's answer to a second peering request is not known, and its rate limits are per account.
        _aws = new SimulatedAws(
            seed,
            options => options with { Throttles = seed % 3 == 0, Rules = options.Rules with { PeeringTwiceFailsAtCreate = seed % 2 == 0 } }
        );
        _random = new Random(seed);
    }

    /// <summary>The problems that an operator was told, and changes of the run after both.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The network at the end as text without generated ids.</summary>
    public IReadOnlyList<string> FinalState { get; private set; } = [];

    /// <summary>The number of requests that AWS refused because the other operator was first.</summary>
    public int Collisions { get; private set; }

    /// <summary>The requests with times and results.</summary>
    public string Trace { get; private set; } = "";

    /// <summary>Runs the migration of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="operators">1 or 2.</param>
    public static OperatorsRun Of(int seed, int operators)
    {
        var run = new OperatorsRun(seed);
        Pump.Run(run._aws.Clock, () => run.RunAsync(operators));
        return run;
    }

    public void Dispose() => _aws.Dispose();

    private async Task RunAsync(int operators)
    {
        var landscape = await SeededLandscape.BuildAsync(_aws);
        var began = _aws.Sandbox.Now;
        var before = _aws.Sandbox.Requests.Count;

        // Half of the second operators begin within the same two seconds, the others within the first three minutes.
        var later = TimeSpan.FromMilliseconds(_random.Next(_random.Next(2) == 0 ? 2_000 : 180_000));
        await Task.WhenAll(Enumerable.Range(0, operators).Select(number => OperatorAsync(landscape, number, later)).ToArray());

        var requests = _aws.Sandbox.Requests;
        Collisions = requests.Skip(before).Count(request => request is { IsMutating: true, Error: { } code } && IsCollision(code));
        await JobAsync(landscape, Process(number: 2), "again");
        _failures.AddRange(
            _aws.Sandbox.Requests.Skip(requests.Count)
                .Where(request => request is { IsMutating: true, IsExecuted: true, Error: null })
                .Select(request => $"again: {request.Action}")
        );
        Trace = Seeds.Trace.Of(requests.Skip(before), began);
        FinalState = CanonicalText.Of(await SimulatedAccess.SnapshotAsync(_aws, landscape));
    }

    private async Task OperatorAsync(SeededLandscape landscape, int number, TimeSpan later)
    {
        if (number > 0)
            await _aws.Clock.DelayAsync(later, CancellationToken.None);
        await JobAsync(landscape, Process(number), $"operator {number + 1}");
    }

    private AwsRuntime Process(int number) => _aws.Operator(number) with { Buckets = new ProcessBuckets() };

    private Task JobAsync(SeededLandscape landscape, AwsRuntime runtime, string who) =>
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
                _failures.AddRange(recorder.Failures.Select(failure => $"{who}, {name}: {failure.Problem.Code} {failure.Problem}"));
                return [.. recorder.Results];
            }
        );

    private static bool IsCollision(string code) => code is not ("RequestLimitExceeded" or "Throttling" or "ConflictingDomainExists");
}
