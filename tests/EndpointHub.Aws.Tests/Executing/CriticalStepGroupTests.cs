using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Executing;

/// <summary>Safety rule: once private DNS is disabled, the cut-over is finished or rolled back.</summary>
public sealed class CriticalStepGroupTests
{
    private readonly VirtualClock _clock = new();
    private readonly ScriptedStepRunner _runner;
    private readonly Step[] _steps = Plans.CutoverSteps("vpce-dkr", "dkr.ecr");

    public CriticalStepGroupTests() => _runner = new ScriptedStepRunner(_clock);

    private Step Mark => _steps[0];

    private Step Off => _steps[1];

    private Step Apex => _steps[2];

    private Step Second => _steps[3];

    [Fact]
    public void Zones_are_associated_without_waiting_for_the_endpoint_to_be_available_again()
    {
        _runner.SettlesIn(Off.Key, 60);
        _runner.SettlesIn(Apex.Key, 5);

        var outcome = Run(Plans.Cutover(_steps));

        Assert.True(outcome.IsComplete);
        Assert.True(_runner.Log.IndexOf($"settled {Apex.Key}") < _runner.Log.IndexOf($"settled {Off.Key}"));
    }

    [Fact]
    public void The_gap_lasts_from_disabling_private_DNS_until_the_association_is_in_sync()
    {
        _runner.OnCall(Off.Key, token => _clock.DelayAsync(TimeSpan.FromSeconds(1), token));
        _runner.SettlesIn(Apex.Key, 4);
        _runner.SettlesIn(Second.Key, 9);

        var windows = Run(Plans.Cutover(_steps)).Windows;

        Assert.Equal([("dkr.ecr", 5.0), ("dkr.ecr.api.aws", 10.0)], windows.Select(window => (window.ZoneName, window.Seconds)));
    }

    [Fact]
    public void A_stop_during_the_gap_takes_effect_after_the_association()
    {
        _runner.SettlesIn(Apex.Key, 20);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        var outcome = Run(Plans.Cutover(_steps), stop.Token);

        Assert.True(outcome.IsComplete);
        Assert.Contains($"settled {Apex.Key}", _runner.Log);
    }

    [Fact]
    public void A_stop_before_private_DNS_is_disabled_leaves_it_enabled()
    {
        _runner.QueuesFor(Off.Key, 20);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        Assert.ThrowsAny<OperationCanceledException>(() => Run(Plans.Cutover(_steps), stop.Token));

        Assert.DoesNotContain($"sent {Off.Key}", _runner.Log);
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.Elapsed);
    }

    [Fact]
    public void A_stop_finishes_the_disabled_endpoint_and_skips_the_queued_one()
    {
        var queued = Plans.CutoverSteps("vpce-api", "api.ecr");
        _runner.SettlesIn(Apex.Key, 20);
        _runner.QueuesFor(queued[1].Key, 30);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        Assert.ThrowsAny<OperationCanceledException>(() => Run(Plans.Cutover([.. _steps, .. queued]), stop.Token));

        Assert.Contains($"settled {Apex.Key}", _runner.Log);
        Assert.Contains($"settled {Second.Key}", _runner.Log);
        Assert.DoesNotContain($"sent {queued[1].Key}", _runner.Log);
    }

    [Fact]
    public void A_refused_association_is_rolled_back_zones_first()
    {
        _runner.SettlesIn(Second.Key, 30);
        _runner.OnCall(
            Apex.Key,
            async token =>
            {
                await _clock.DelayAsync(TimeSpan.FromSeconds(3), token);
                throw new StepFailure(
                    Problems.CallRefused("Z-dkr.ecr", "AssociateVPCWithHostedZone", "LimitsExceeded", "No."),
                    mayHaveTakenEffect: false
                );
            }
        );

        var outcome = Run(Plans.Cutover(_steps));

        Assert.Equal("CutoverTakenBack", outcome.Problem?.Code);
        Assert.Contains("LimitsExceeded", outcome.Problem?.Reason, StringComparison.Ordinal);
        Assert.Empty(outcome.Done);
        Assert.Equal(
            [
                "sent DisassociateVPCFromHostedZone dkr.ecr.api.aws vpc-spoke",
                "sent ModifyVpcEndpoint vpce-dkr private DNS on",
                "settled ModifyVpcEndpoint vpce-dkr private DNS on",
                "sent DeleteTags vpce-dkr endpointhub:cut-over",
                "settled DeleteTags vpce-dkr endpointhub:cut-over",
            ],
            _runner.Log.SkipWhile(entry => !entry.Contains("Disassociate", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void One_endpoint_is_rolled_back_while_the_other_is_cut_over()
    {
        var other = Plans.CutoverSteps("vpce-api", "api.ecr");
        _runner.Refuse(Apex.Key);
        _runner.SettlesIn(other[2].Key, 20);

        var outcome = Run(Plans.Cutover([.. _steps, .. other]));

        Assert.Equal("CutoverTakenBack", outcome.Problem?.Code);
        Assert.Equal(other.Select(step => step.Key), outcome.Done.Select(step => step.Key));
    }

    [Fact]
    public void Disabling_private_DNS_with_a_lost_response_is_rolled_back()
    {
        _runner.OnCall(Off.Key, _ => throw new StepFailure(Problems.Unreachable("ModifyVpcEndpoint", "reset"), mayHaveTakenEffect: true));

        var outcome = Run(Plans.Cutover(_steps));

        Assert.Equal("CutoverTakenBack", outcome.Problem?.Code);
        Assert.Contains("settled ModifyVpcEndpoint vpce-dkr private DNS on", _runner.Log);
        Assert.DoesNotContain($"sent {Apex.Key}", _runner.Log);
    }

    [Fact]
    public void A_refusal_to_disable_private_DNS_needs_no_rollback()
    {
        _runner.Refuse(Off.Key, "UnauthorizedOperation");
        _runner.Refuse("ModifyVpcEndpoint vpce-dkr private DNS on");

        var outcome = Run(Plans.Cutover(_steps));

        Assert.DoesNotContain(_runner.Log, entry => entry.Contains("private DNS on", StringComparison.Ordinal));
        Assert.Equal("CallRefused", outcome.Problem?.Code);
    }

    [Fact]
    public void A_rollback_continues_after_the_run_was_stopped()
    {
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(1));
        _runner.OnCall(
            Apex.Key,
            async token =>
            {
                await _clock.DelayAsync(TimeSpan.FromSeconds(120), token);
                throw new StepFailure(
                    Problems.CallRefused("Z", "AssociateVPCWithHostedZone", "ConflictingDomainExists", "No."),
                    mayHaveTakenEffect: false
                );
            }
        );

        var outcome = Run(Plans.Cutover(_steps), stop.Token);

        Assert.Equal("CutoverTakenBack", outcome.Problem?.Code);
        Assert.Contains("settled ModifyVpcEndpoint vpce-dkr private DNS on", _runner.Log);
    }

    [Fact]
    public void A_rollback_ends_after_two_minutes_and_reports_what_is_left()
    {
        _runner.Refuse(Apex.Key);
        _runner.SettlesIn("ModifyVpcEndpoint vpce-dkr private DNS on", 600);

        var outcome = Run(Plans.Cutover(_steps));

        Assert.Equal("CutoverStuck", outcome.Problem?.Code);
        Assert.StartsWith($"the names of {Apex.NameChange!.ZoneName}", outcome.Problem?.Reason, StringComparison.Ordinal);
        Assert.Equal("aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-dkr --private-dns-enabled", outcome.Problem?.Command);
        Assert.Equal(TimeSpan.FromSeconds(120), _clock.Elapsed);
    }

    [Fact]
    public void An_association_that_aws_accepted_is_not_rolled_back()
    {
        _runner.SettlesIn(Off.Key, 600);
        var slow = new StepFailure(Problems.NotSettled("Z", "INSYNC", TimeSpan.FromSeconds(300)), mayHaveTakenEffect: true);
        var runner = new SettlingFails(_runner, Apex.Key, slow);

        var outcome = Pump.Run(
            _clock,
            () => new PlanExecutor(() => runner, _clock).Start(Plans.Of(Plans.Cutover(_steps)), null, CancellationToken.None).CompleteAsync()
        )[0];

        Assert.Equal("NotSettled", outcome.Problem?.Code);
        Assert.DoesNotContain(_runner.Log, entry => entry.Contains("private DNS on", StringComparison.Ordinal));
    }

    [Fact]
    public void A_spoke_without_own_endpoints_has_nothing_to_roll_back()
    {
        var association = Plans.Association("dkr.ecr");
        _runner.Refuse(association.Key);

        var outcome = Run(Plans.Cutover(association));

        Assert.Equal("CallRefused", outcome.Problem?.Code);
        Assert.Empty(outcome.Windows);
        Assert.Equal([$"sent {association.Key}"], _runner.Log);
    }

    private UnitOutcome Run(PlanUnit unit, CancellationToken cancellationToken = default) =>
        Pump.Run(_clock, () => new PlanExecutor(() => _runner, _clock).Start(Plans.Of(unit), listener: null, cancellationToken).CompleteAsync())[0];

    private sealed class SettlingFails(ScriptedStepRunner inner, string key, StepFailure failure) : IStepRunner
    {
        public SymbolTable Symbols => inner.Symbols;

        public Task ReserveAsync(Step step, CancellationToken cancellationToken) => inner.ReserveAsync(step, cancellationToken);

        public Task BeginAsync(Step step, bool expectsZoneRemoval, CancellationToken cancellationToken) =>
            inner.BeginAsync(step, expectsZoneRemoval, cancellationToken);

        public Task SettleAsync(Step step, CancellationToken cancellationToken) =>
            step.Key == key ? Task.FromException(failure) : inner.SettleAsync(step, cancellationToken);

        public string? StateOf(Step step) => inner.StateOf(step);
    }
}
