using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Executing;

public sealed class PlanExecutorTests
{
    private readonly VirtualClock _clock = new();
    private readonly ScriptedStepRunner _runner;

    public PlanExecutorTests() => _runner = new ScriptedStepRunner(_clock);

    [Fact]
    public void A_step_starts_when_its_required_steps_have_settled()
    {
        var first = Plans.Route("rtb-1");
        var second = Plans.Route("rtb-2", first.Key);
        _runner.SettlesIn(first.Key, 30);

        var outcome = Run(Plans.Connection("vpc-a", first, second));

        Assert.True(outcome.IsComplete);
        Assert.Equal([$"sent {first.Key}", $"settled {first.Key}", $"sent {second.Key}", $"settled {second.Key}"], _runner.Log);
    }

    [Fact]
    public void Independent_steps_settle_at_the_same_time()
    {
        var steps = Enumerable.Range(0, 10).Select(number => Plans.Route($"rtb-{number}")).ToArray();
        foreach (var step in steps)
            _runner.SettlesIn(step.Key, 30);

        Run(Plans.Connection("vpc-a", steps));

        Assert.Equal(TimeSpan.FromSeconds(30), _clock.Elapsed);
    }

    [Fact]
    public void A_step_of_one_unit_waits_for_a_step_of_another()
    {
        var shared = Plans.Route("rtb-hub");
        var own = Plans.Route("rtb-spoke", shared.Key);
        _runner.SettlesIn(shared.Key, 5);

        RunAll(Plans.Connection("vpc-a", shared), Plans.Connection("vpc-b", own));

        Assert.Equal([$"sent {shared.Key}", $"settled {shared.Key}", $"sent {own.Key}", $"settled {own.Key}"], _runner.Log);
    }

    [Fact]
    public void After_a_failure_the_unit_starts_no_step_and_other_units_continue()
    {
        var failing = Plans.Route("rtb-1");
        var never = Plans.Route("rtb-2", failing.Key);
        var other = Plans.Route("rtb-3");
        _runner.Refuse(failing.Key);

        var outcomes = RunAll(Plans.Connection("vpc-a", failing, never), Plans.Connection("vpc-b", other));

        Assert.Equal("CallRefused", outcomes[0].Problem?.Code);
        Assert.Empty(outcomes[0].Done);
        Assert.True(outcomes[1].IsComplete);
        Assert.DoesNotContain($"sent {never.Key}", _runner.Log);
    }

    [Fact]
    public void A_unit_that_waits_for_a_failed_step_of_another_reports_that_failure()
    {
        var failing = Plans.Route("rtb-1");
        var never = Plans.Route("rtb-2", failing.Key);
        var further = Plans.Route("rtb-3", never.Key);
        _runner.Refuse(failing.Key);

        var outcomes = RunAll(Plans.Connection("vpc-a", failing), Plans.Connection("vpc-b", never), Plans.Connection("vpc-c", further));

        Assert.All(outcomes, outcome => Assert.Equal(failing.Key, outcome.Problem?.Resource));
    }

    [Fact]
    public void A_unit_completes_with_its_own_last_step()
    {
        var quick = Plans.Connection("vpc-a", Plans.Route("rtb-1"));
        var slow = Plans.Connection("vpc-b", Plans.Route("rtb-2"));
        _runner.SettlesIn(slow.Steps[0].Key, 60);
        var overAt = TimeSpan.MaxValue;

        Pump.Run(
            _clock,
            async () =>
            {
                var run = Executor.Start(Plans.Of(quick, slow), listener: null, CancellationToken.None);
                await run.OutcomeOfAsync(quick);
                overAt = _clock.Elapsed;
                await run.CompleteAsync();
            }
        );

        Assert.Equal(TimeSpan.Zero, overAt);
    }

    [Fact]
    public void Completed_steps_have_real_ids()
    {
        var peering = new Planning.Steps.RequestPeering
        {
            Location = Plans.Tokyo,
            PeeringId = "new/pcx/a/b",
            Requester = new("vpc-a", Plans.Tokyo, ValueList<Topology.Cidr>.Empty),
            Accepter = new("vpc-b", Plans.Tokyo, ValueList<Topology.Cidr>.Empty),
        };
        var accept = new Planning.Steps.AcceptPeering
        {
            Location = Plans.Tokyo,
            PeeringId = peering.PeeringId,
            Requires = ValueList.Of(peering.Key),
        };

        var outcome = Run(Plans.Connection("vpc-a", peering, accept));

        Assert.Equal(["CreateVpcPeeringConnection vpc-a vpc-b", "AcceptVpcPeeringConnection real-pcx/a/b"], outcome.Done.Select(step => step.Key));
    }

    [Fact]
    public void A_stop_sends_no_further_calls()
    {
        var first = Plans.Route("rtb-1");
        var second = Plans.Route("rtb-2", first.Key);
        _runner.SettlesIn(first.Key, 30);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        Assert.ThrowsAny<OperationCanceledException>(() => Run(Plans.Connection("vpc-a", first, second), stop.Token));

        Assert.Equal([$"sent {first.Key}"], _runner.Log);
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.Elapsed);
    }

    private PlanExecutor Executor => new(() => _runner, _clock);

    private UnitOutcome Run(PlanUnit unit, CancellationToken cancellationToken = default) => RunAll([unit], cancellationToken)[0];

    private UnitOutcome[] RunAll(params PlanUnit[] units) => RunAll(units, CancellationToken.None);

    private UnitOutcome[] RunAll(PlanUnit[] units, CancellationToken cancellationToken) =>
        Pump.Run(_clock, () => Executor.Start(Plans.Of(units), listener: null, cancellationToken).CompleteAsync());
}
