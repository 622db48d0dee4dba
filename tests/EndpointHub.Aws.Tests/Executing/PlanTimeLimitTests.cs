using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Executing;

/// <summary>Plans with a time limit for waiting.</summary>
public sealed class PlanTimeLimitTests
{
    private readonly VirtualClock _clock = new();
    private readonly ScriptedStepRunner _runner;

    public PlanTimeLimitTests() => _runner = new ScriptedStepRunner(_clock);

    [Fact]
    public void After_the_limit_what_is_pending_is_named_nothing_is_begun_and_what_is_done_counts()
    {
        var done = Plans.Route("rtb-1");
        var pending = Plans.Route("rtb-2", done.Key);
        var alsoPending = Plans.Route("rtb-3");
        var never = Plans.Route("rtb-4", pending.Key);
        _runner.SettlesIn(pending.Key, 100);
        _runner.SettlesIn(alsoPending.Key, 100);

        var outcome = Run(Plans.Connection("vpc-a", done, pending, alsoPending, never), seconds: 30);

        Assert.Equal(TimeSpan.FromSeconds(30), _clock.Elapsed);
        Assert.True(outcome.IsCutShort);
        Assert.Equal(["StillSettling", "StillSettling"], outcome.Reports.Select(problem => problem.Code));
        Assert.All(outcome.Reports, problem => Assert.Contains("is pending after the 30 s", problem.Reason, StringComparison.Ordinal));
        Assert.Equal([done.Key], outcome.Done.Select(step => step.Key));
        Assert.DoesNotContain($"sent {never.Key}", _runner.Log);
    }

    [Fact]
    public void A_step_that_waits_for_the_rate_limit_is_not_begun_after_the_time_limit()
    {
        var queued = Plans.Route("rtb-1");
        _runner.QueuesFor(queued.Key, 60);

        var outcome = Run(Plans.Connection("vpc-a", queued), seconds: 30);

        Assert.Equal("NotBegun", Assert.Single(outcome.Reports).Code);
        Assert.Empty(_runner.Log);
    }

    [Fact]
    public void A_cut_over_that_has_started_is_completed_after_the_limit()
    {
        var steps = Plans.CutoverSteps("vpce-dkr", "dkr.ecr");
        foreach (var step in steps)
            _runner.SettlesIn(step.Key, 20);

        var outcome = Run(Plans.Cutover(steps), seconds: 1);

        Assert.True(outcome.IsComplete, outcome.Problem?.ToString());
        Assert.Equal(steps.Length, outcome.Done.Count);
    }

    private UnitOutcome Run(PlanUnit unit, double seconds) =>
        Pump.Run(
            _clock,
            async () =>
            {
                using var limit = new Deadline(_clock, TimeSpan.FromSeconds(seconds));
                return await new PlanExecutor(() => _runner, _clock)
                    .Start(Plans.Of(unit), listener: null, limit, CancellationToken.None)
                    .OutcomeOfAsync(unit);
            }
        );
}
