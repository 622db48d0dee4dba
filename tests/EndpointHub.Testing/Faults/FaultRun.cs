using EndpointHub.Aws.Pacing;
using EndpointHub.Sandbox.Http;
using EndpointHub.Testing.KillPoints;
using EndpointHub.Testing.Seeds;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.Testing.Faults;

/// <summary>
/// Runs the job of a seed while one of its calls fails once. A command that reports a failure is run again, after what it has said was compared with
/// the sandbox's own state.
/// </summary>
internal sealed class FaultRun : IDisposable
{
    // All asynchronous changes of AWS are complete after that time.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(15);

    private readonly SimulatedAws _aws;
    private readonly List<string> _violations = [];
    private readonly FaultingHandler _faulting;
    private SeededLandscape _landscape = null!;

    private FaultRun(int seed, int position, FaultMode mode)
    {
        _aws = new SimulatedAws(seed);
        _faulting = new FaultingHandler(_aws.Sandbox, position, mode);
    }

    /// <summary>The network after the job as text without generated ids.</summary>
    public IReadOnlyList<string> FinalState { get; private set; } = [];

    /// <summary>The calls of the job, for example <c>ec2:CreateRoute</c>.</summary>
    public IReadOnlyList<string> Calls { get; private set; } = [];

    /// <summary>What the commands said that is not true, and what they did not complete.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>True if a command reported the failed call.</summary>
    public bool IsReported { get; private set; }

    /// <summary>Runs the job without a fault.</summary>
    public static FaultRun Undisturbed(int seed) => Of(seed, position: -1, FaultMode.Refused, call: null);

    /// <summary>Runs the job with a fault.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="position">The position of the call that fails.</param>
    /// <param name="mode">The way in which it fails.</param>
    /// <param name="call">The call that fails; null for none.</param>
    public static FaultRun Of(int seed, int position, FaultMode mode, string? call)
    {
        var run = new FaultRun(seed, position, mode);
        run._landscape = Pump.Run(run._aws.Clock, () => SeededLandscape.BuildAsync(run._aws));
        var before = run._aws.Sandbox.Requests.Count;
        Pump.Run(run._aws.Clock, () => run.JobAsync(call));
        run.Calls = [.. run._aws.Sandbox.Requests.Skip(before).Select(request => $"{request.Service}:{request.Action}")];
        run.FinalState = Pump.Run(run._aws.Clock, async () => CanonicalText.Of(await SimulatedAccess.SnapshotAsync(run._aws, run._landscape)));
        return run;
    }

    public void Dispose()
    {
        _faulting.Dispose();
        _aws.Dispose();
    }

    private async Task JobAsync(string? call)
    {
        var runtime = _aws.Through(_faulting);
        foreach (var stage in FaultStage.Of(_landscape))
        {
            var (since, log) = (_aws.Clock.GetUtcNow(), _aws.Sandbox.Requests.Count);
            var report = await stage.ReportAsync(runtime);
            if (report.Failures.Count > 0)
            {
                IsReported = true;
                await CheckAsync(stage, report, since, log, call);
                report = await stage.ReportAsync(_aws.Direct);
                foreach (var (problem, _) in report.Failures)
                    _violations.Add($"{stage.Name}: the next run reports {problem.Code} {problem}");
            }
            else if (call is not null)
            {
                _violations.AddRange((await ClaimsAsync(report, since, log)).OfObjects().Select(violation => $"{stage.Name}: {violation}"));
            }
        }
    }

    private async Task CheckAsync(FaultStage stage, RecordingOperator report, DateTimeOffset since, int log, string? call)
    {
        var texts = report.Failures.Select(failure => $"{failure.Problem.Code} {failure.Problem} {failure.Problem.Remedy}").ToList();
        var all = string.Join(" | ", texts);
        if (call is null || !texts.Exists(text => IsNamed(call, text)))
            _violations.Add($"{stage.Name}: {call} failed, and the message is {all}");
        await _aws.Clock.DelayAsync(Settled, CancellationToken.None);
        var claims = await ClaimsAsync(report, since, log);
        _violations.AddRange(
            claims.OfMessages().Concat(claims.OfObjects()).Select(violation => $"{stage.Name}: {violation}, and the message is {all}")
        );
    }

    // A planner that lacks what could be read without this call says so, and refuses.
    private static bool IsNamed(string call, string text) =>
        text.Contains(call, StringComparison.Ordinal)
        || (
            call.StartsWith("route53", StringComparison.Ordinal)
            && !call.StartsWith("route53:", StringComparison.Ordinal)
            && text.Contains("could not be read", StringComparison.Ordinal)
        );

    private async Task<Claims> ClaimsAsync(RecordingOperator report, DateTimeOffset since, int log)
    {
        IReadOnlyList<RequestLogEntry> requests = [.. _aws.Sandbox.Requests.Skip(log)];
        return new Claims(_aws, _landscape, report, since, requests, await SimulatedAccess.SnapshotAsync(_aws, _landscape));
    }
}
