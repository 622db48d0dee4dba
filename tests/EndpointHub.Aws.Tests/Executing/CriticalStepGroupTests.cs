using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Testing.Simulation;
using EndpointHub.Planning;

namespace EndpointHub.AwsTests.Executing;

/// <summary>Safety rule: from private DNS off until the association is in sync, the work is finished or taken back.</summary>
public sealed class CriticalStepGroupTests
{
    private readonly VirtualClock _clock = new();
    private readonly ScriptedStepRunner _carrier;
    private readonly Step[] _steps = Plans.CutoverSteps("vpce-dkr", "dkr.ecr");

    public CriticalStepGroupTests() => _carrier = new ScriptedStepRunner(_clock);

    private Step Mark => _steps[0];

    private Step Off => _steps[1];

    private Step Apex => _steps[2];

    private Step Second => _steps[3];

    [Fact]
    public void Zones_are_associated_without_waiting_for_the_endpoint_to_be_available_again()
    {
        _carrier.SettlesIn(Off.Key, 60);
        _carrier.SettlesIn(Apex.Key, 5);

        var outcome = Run(Plans.Cutover(_steps));

        Assert.True(outcome.IsComplete);
        Assert.True(_carrier.Log.IndexOf($"settled {Apex.Key}") < _carrier.Log.IndexOf($"settled {Off.Key}"));
    }

    [Fact]
    public void The_window_runs_from_the_switching_off_until_the_association_is_in_sync()
    {
        _carrier.OnCall(Off.Key, token => _clock.DelayAsync(TimeSpan.FromSeconds(1), token));
        _carrier.SettlesIn(Apex.Key, 4);
        _carrier.SettlesIn(Second.Key, 9);

        var windows = Run(Plans.Cutover(_steps)).Windows;

        Assert.Equal([("dkr.ecr", 5.0), ("dkr.ecr.api.aws", 10.0)], windows.Select(window => (window.ZoneName, window.Seconds)));
    }

    [Fact]
    public void Stopping_while_names_have_no_answer_takes_effect_after_the_association()
    {
        _carrier.SettlesIn(Apex.Key, 20);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        var outcome = Run(Plans.Cutover(_steps), stop.Token);

        Assert.True(outcome.IsComplete);
        Assert.Contains($"settled {Apex.Key}", _carrier.Log);
    }

    [Fact]
    public void Stopping_before_private_dns_goes_off_leaves_it_on()
    {
        _carrier.QueuesFor(Off.Key, 20);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        Assert.ThrowsAny<OperationCanceledException>(() => Run(Plans.Cutover(_steps), stop.Token));

        Assert.DoesNotContain($"sent {Off.Key}", _carrier.Log);
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.Elapsed);
    }

    [Fact]
    public void Stopping_lets_the_endpoint_that_is_off_finish_and_leaves_the_queued_one_alone()
    {
        var queued = Plans.CutoverSteps("vpce-api", "api.ecr");
        _carrier.SettlesIn(Apex.Key, 20);
        _carrier.QueuesFor(queued[1].Key, 30);
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(10));

        Assert.ThrowsAny<OperationCanceledException>(() => Run(Plans.Cutover([.. _steps, .. queued]), stop.Token));

        Assert.Contains($"settled {Apex.Key}", _carrier.Log);
        Assert.Contains($"settled {Second.Key}", _carrier.Log);
        Assert.DoesNotContain($"sent {queued[1].Key}", _carrier.Log);
    }

    [Fact]
    public void A_refused_association_is_taken_back_zones_first()
    {
        _carrier.SettlesIn(Second.Key, 30);
        _carrier.OnCall(Apex.Key, async token =>
        {
            await _clock.DelayAsync(TimeSpan.FromSeconds(3), token);
            throw new StepFailure(Problems.CallRefused("Z-dkr.ecr", "AssociateVPCWithHostedZone", "LimitsExceeded", "No."), mayHaveTakenEffect: false);
        });

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
            _carrier.Log.SkipWhile(entry => !entry.Contains("Disassociate", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_endpoint_is_taken_back_while_the_other_arrives()
    {
        var other = Plans.CutoverSteps("vpce-api", "api.ecr");
        _carrier.Refuse(Apex.Key);
        _carrier.SettlesIn(other[2].Key, 20);

        var outcome = Run(Plans.Cutover([.. _steps, .. other]));

        Assert.Equal("CutoverTakenBack", outcome.Problem?.Code);
        Assert.Equal(other.Select(step => step.Key), outcome.Done.Select(step => step.Key));
    }

    [Fact]
    public void A_switching_off_whose_answer_was_lost_is_taken_back_too()
    {
        _carrier.OnCall(Off.Key, _ => throw new StepFailure(Problems.Unreachable("ModifyVpcEndpoint", "reset"), mayHaveTakenEffect: true));

        var outcome = Run(Plans.Cutover(_steps));

        Assert.Equal("CutoverTakenBack", outcome.Problem?.Code);
        Assert.Contains("settled ModifyVpcEndpoint vpce-dkr private DNS on", _carrier.Log);
        Assert.DoesNotContain($"sent {Apex.Key}", _carrier.Log);
    }

    [Fact]
    public void A_refused_switching_off_changed_nothing_and_needs_no_taking_back()
    {
        _carrier.Refuse(Off.Key, "UnauthorizedOperation");
        _carrier.Refuse("ModifyVpcEndpoint vpce-dkr private DNS on");

        var outcome = Run(Plans.Cutover(_steps));

        Assert.DoesNotContain(_carrier.Log, entry => entry.Contains("private DNS on", StringComparison.Ordinal));
        Assert.Equal("CallRefused", outcome.Problem?.Code);
    }

    [Fact]
    public void Taking_back_goes_on_although_the_run_was_stopped()
    {
        using var stop = new Deadline(_clock, TimeSpan.FromSeconds(1));
        _carrier.OnCall(Apex.Key, async token =>
        {
            await _clock.DelayAsync(TimeSpan.FromSeconds(120), token);
            throw new StepFailure(Problems.CallRefused("Z", "AssociateVPCWithHostedZone", "ConflictingDomainExists", "No."), mayHaveTakenEffect: false);
        });

        var outcome = Run(Plans.Cutover(_steps), stop.Token);

        Assert.Equal("CutoverTakenBack", outcome.Problem?.Code);
        Assert.Contains("settled ModifyVpcEndpoint vpce-dkr private DNS on", _carrier.Log);
    }

    [Fact]
    public void Taking_back_ends_after_two_minutes_and_says_what_is_left()
    {
        _carrier.Refuse(Apex.Key);
        _carrier.SettlesIn("ModifyVpcEndpoint vpce-dkr private DNS on", 600);

        var outcome = Run(Plans.Cutover(_steps));

        Assert.Equal("CutoverStuck", outcome.Problem?.Code);
        Assert.StartsWith($"the names of {Apex.NameChange!.ZoneName}", outcome.Problem?.Reason, StringComparison.Ordinal);
        Assert.Equal("aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-dkr --private-dns-enabled", outcome.Problem?.Command);
        Assert.Equal(TimeSpan.FromSeconds(120), _clock.Elapsed);
    }

    [Fact]
    public void An_association_that_aws_accepted_is_left_to_arrive()
    {
        _carrier.SettlesIn(Off.Key, 600);
        var slow = new StepFailure(Problems.NotSettled("Z", "INSYNC", TimeSpan.FromSeconds(300)), mayHaveTakenEffect: true);
        var carrier = new SettlingFails(_carrier, Apex.Key, slow);

        var outcome = Pump.Run(_clock, () => new PlanExecutor(() => carrier, _clock).Start(Plans.Of(Plans.Cutover(_steps)), null, CancellationToken.None).CompleteAsync())[0];

        Assert.Equal("NotSettled", outcome.Problem?.Code);
        Assert.DoesNotContain(_carrier.Log, entry => entry.Contains("private DNS on", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_endpoint_of_its_own_a_spoke_has_nothing_to_be_taken_back()
    {
        var association = Plans.Association("dkr.ecr");
        _carrier.Refuse(association.Key);

        var outcome = Run(Plans.Cutover(association));

        Assert.Equal("CallRefused", outcome.Problem?.Code);
        Assert.Empty(outcome.Windows);
        Assert.Equal([$"sent {association.Key}"], _carrier.Log);
    }

    private UnitOutcome Run(PlanUnit unit, CancellationToken cancellationToken = default) =>
        Pump.Run(_clock, () => new PlanExecutor(() => _carrier, _clock).Start(Plans.Of(unit), listener: null, cancellationToken).CompleteAsync())[0];

    private sealed class SettlingFails(ScriptedStepRunner inner, string key, StepFailure failure) : IStepRunner
    {
        public SymbolTable Symbols => inner.Symbols;

        public Task ReserveAsync(Step step, CancellationToken cancellationToken) => inner.ReserveAsync(step, cancellationToken);

        public Task BeginAsync(Step step, bool awaitsZoneToGo, CancellationToken cancellationToken) => inner.BeginAsync(step, awaitsZoneToGo, cancellationToken);

        public Task SettleAsync(Step step, CancellationToken cancellationToken) =>
            step.Key == key ? Task.FromException(failure) : inner.SettleAsync(step, cancellationToken);
    }
}
