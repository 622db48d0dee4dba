using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.AwsTests.Executing;
using EndpointHub.Planning;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The time limit of <c>-TimeoutSeconds</c> for waiting.</summary>
public sealed class TimeLimitTests
{
    private readonly VirtualClock _clock = new();
    private readonly ScriptedStepRunner _runner;

    public TimeLimitTests() => _runner = new ScriptedStepRunner(_clock);

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

    [Fact]
    public void A_hub_that_is_cut_short_gets_an_error_per_endpoint_and_the_next_run_completes_it() =>
        SimulatedAws.Run(async aws =>
        {
            var who = new RecordingOperator();
            var context = new OperationContext
            {
                Operator = who,
                Access = aws.Access,
                SettleLimit = TimeSpan.FromSeconds(5),
            };
            var since = aws.Clock.GetUtcNow();

            await new NewHub().RunAsync([aws.Hub("ecr.dkr", "kms")], context, CancellationToken.None);

            Assert.InRange(aws.Clock.GetUtcNow() - since, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12));
            Assert.Equal(2, who.Failures.Count);
            Assert.All(who.Failures, failure => Assert.Equal("StillSettling", failure.Problem.Code));
            Assert.All(who.Failures, failure => Assert.StartsWith("vpce-", failure.Problem.Resource, StringComparison.Ordinal));
            Assert.All(who.Failures, failure => Assert.StartsWith("is pending after the 5 s", failure.Problem.Reason, StringComparison.Ordinal));
            aws.NewCalls();

            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr", "kms"))).Result<Hub>();

            Assert.Empty(aws.NewMutations());
            Assert.Equal(
                who.Failures.Select(failure => failure.Problem.Resource).Order(StringComparer.Ordinal),
                hub.Endpoints.Select(endpoint => endpoint.VpcEndpointId).Order(StringComparer.Ordinal)
            );
            Assert.All(hub.Endpoints, endpoint => Assert.Equal("available", endpoint.State));
        });

    [Fact]
    public void Zones_and_peerings_that_are_cut_short_are_completed_by_the_next_run() =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("ecr.dkr"))).Result<Hub>();
            var connected = (await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub))).Result<SpokeConnection>();
            var request = new AddPrivateZoneRequest
            {
                Spoke = SpokeReference.To(connected),
                Hub = HubReference.To(hub),
                Tags = ValueList.Of(new Topology.Tag("CostCenter", "4711")),
            };
            var who = new RecordingOperator();
            var context = new OperationContext
            {
                Operator = who,
                Access = aws.Access,
                SettleLimit = TimeSpan.FromSeconds(2),
            };

            await new AddPrivateZone().RunAsync([request], context, CancellationToken.None);

            Assert.NotEmpty(who.Failures);
            Assert.All(who.Failures, failure => Assert.Contains("PENDING", failure.Problem.Reason, StringComparison.Ordinal));
            Assert.Single(who.Emitted.OfType<SpokeConnection>());
            var zoned = await aws.DoAsync(new AddPrivateZone(), request);
            Assert.Empty(zoned.Failures);
            aws.NewCalls();
            Assert.Empty((await aws.DoAsync(new AddPrivateZone(), request)).Failures);
            Assert.Empty(aws.NewMutations());
        });

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
