using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Executing;

/// <summary>Safety rule of a revert: once the first zone is disassociated, the revert is finished or rolled back.</summary>
public sealed class RevertStepGroupTests
{
    private const string On = "ModifyVpcEndpoint vpce-dkr private DNS on";
    private const string First = "DisassociateVPCFromHostedZone dkr.ecr vpc-spoke";

    private readonly VirtualClock _clock = new();
    private readonly ScriptedStepRunner _runner;
    private readonly Step[] _steps = Plans.ReturnSteps("vpce-dkr", "dkr.ecr");

    public RevertStepGroupTests() => _runner = new ScriptedStepRunner(_clock);

    [Fact]
    public void Private_DNS_is_enabled_before_the_disassociations_are_in_sync()
    {
        _runner.SettlesIn(First, 60);
        _runner.SettlesIn(On, 20);

        var outcome = Run(_steps);

        Assert.True(outcome.IsComplete);
        Assert.True(_runner.Log.IndexOf($"settled {On}") < _runner.Log.IndexOf($"settled {First}"));
        Assert.Equal([("dkr.ecr", 20.0), ("dkr.ecr.api.aws", 20.0)], outcome.Windows.Select(window => (window.ZoneName, window.Seconds)));
        Assert.Equal(
            "settled DeleteTags vpce-dkr endpointhub:cut-over",
            _runner.Log.Last(entry => !entry.Contains("Disassociate", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void No_zone_is_disassociated_while_the_call_for_its_endpoint_is_queued()
    {
        _runner.QueuesFor(On, 20);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        Assert.ThrowsAny<OperationCanceledException>(() => Run(_steps, stop.Token));

        Assert.Empty(_runner.Log);
    }

    [Fact]
    public void A_stop_during_the_gap_takes_effect_after_private_DNS_is_enabled()
    {
        _runner.SettlesIn(On, 20);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        Assert.True(Run(_steps, stop.Token).IsComplete);
        Assert.Contains($"settled {On}", _runner.Log);
    }

    [Fact]
    public void A_refusal_to_enable_private_DNS_is_rolled_back()
    {
        _runner.Refuse(On);

        var outcome = Run(_steps);

        Assert.Equal("ReturnTakenBack", outcome.Problem?.Code);
        Assert.Empty(outcome.Done);
        Assert.Equal(
            ["sent AssociateVPCWithHostedZone dkr.ecr vpc-spoke", "sent AssociateVPCWithHostedZone dkr.ecr.api.aws vpc-spoke"],
            _runner.Log.Where(entry => entry.StartsWith("sent Associate", StringComparison.Ordinal)).Order()
        );
        Assert.DoesNotContain(
            _runner.Log,
            entry => entry.Contains("private DNS off", StringComparison.Ordinal) || entry.Contains("DeleteTags", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Enabled_private_DNS_with_a_lost_response_is_disabled_before_zones_return()
    {
        _runner.OnCall(On, _ => throw new StepFailure(Problems.Unreachable("ModifyVpcEndpoint", "reset"), mayHaveTakenEffect: true));

        Assert.Equal("ReturnTakenBack", Run(_steps).Problem?.Code);
        Assert.True(
            _runner.Log.IndexOf("sent ModifyVpcEndpoint vpce-dkr private DNS off")
                < _runner.Log.IndexOf("sent AssociateVPCWithHostedZone dkr.ecr vpc-spoke")
        );
    }

    [Fact]
    public void A_zone_that_cannot_be_disassociated_rolls_back_the_other_one()
    {
        _runner.OnCall(
            First,
            async token =>
            {
                await _clock.DelayAsync(TimeSpan.FromSeconds(3), token);
                throw new StepFailure(
                    Problems.CallRefused("Z-dkr.ecr", "DisassociateVPCFromHostedZone", "LastVPCAssociation", "No."),
                    mayHaveTakenEffect: false
                );
            }
        );

        var outcome = Run(_steps);

        Assert.Equal("ReturnTakenBack", outcome.Problem?.Code);
        Assert.DoesNotContain($"sent {On}", _runner.Log);
        Assert.Contains("settled AssociateVPCWithHostedZone dkr.ecr.api.aws vpc-spoke", _runner.Log);
    }

    [Fact]
    public void A_failed_rollback_is_reported()
    {
        _runner.Refuse(On);
        _runner.SettlesIn("AssociateVPCWithHostedZone dkr.ecr vpc-spoke", 600);

        Assert.Equal("ReturnStuck", Run(_steps).Problem?.Code);
        Assert.Equal(TimeSpan.FromSeconds(120), _clock.Elapsed);
    }

    [Fact]
    public void One_endpoint_is_rolled_back_while_the_other_is_reverted()
    {
        var other = Plans.ReturnSteps("vpce-api", "api.ecr");
        _runner.Refuse(On);

        var outcome = Run([.. _steps, .. other]);

        Assert.Equal("ReturnTakenBack", outcome.Problem?.Code);
        Assert.Equal(other.Select(step => step.Key), outcome.Done.Select(step => step.Key));
    }

    private UnitOutcome Run(Step[] steps, CancellationToken cancellationToken = default) =>
        Pump.Run(
            _clock,
            () => new PlanExecutor(() => _runner, _clock).Start(Plans.OfMoved(Plans.Return(steps)), listener: null, cancellationToken).CompleteAsync()
        )[0];
}
