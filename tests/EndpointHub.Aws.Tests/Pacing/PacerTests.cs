using EndpointHub.Aws.Pacing;
using EndpointHub.Testing.Simulation;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Pacing;

public sealed class PacerTests
{
    private static readonly ApiAction CreateEndpoint = ApiAction.Ec2("CreateVpcEndpoint");
    private static readonly Location Tokyo = new("111111111111", "ap-northeast-1");

    private readonly VirtualClock _clock = new();
    private readonly Pacer _pacer;

    public PacerTests() => _pacer = new Pacer(_clock);

    [Fact]
    public void Forty_endpoints_take_two_minutes()
    {
        Pump.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None))));

        Assert.Equal(120, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Who_came_first_goes_first()
    {
        var order = new List<int>();
        async Task Call(int number)
        {
            await _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            order.Add(number);
        }

        Pump.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, 12).Select(Call)));

        Assert.Equal(Enumerable.Range(0, 12), order);
    }

    [Fact]
    public void A_full_bucket_holds_no_more_than_its_capacity_however_long_nobody_calls()
    {
        Pump.Run(_clock, async () =>
        {
            await _clock.DelayAsync(TimeSpan.FromHours(1), CancellationToken.None);
            await EnterAsync(CreateEndpoint, Tokyo, times: 5);
        });

        Assert.Equal(1 / 0.3, (_clock.Elapsed - TimeSpan.FromHours(1)).TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Accounts_regions_and_actions_have_buckets_of_their_own()
    {
        Pump.Run(_clock, () => Task.WhenAll(
            EnterAsync(CreateEndpoint, Tokyo, times: 4),
            EnterAsync(ApiAction.Ec2("DeleteVpcEndpoints"), Tokyo, times: 4),
            EnterAsync(CreateEndpoint, Tokyo with { Region = "us-east-1" }, times: 4),
            EnterAsync(CreateEndpoint, Tokyo with { AccountId = "222222222222" }, times: 4)));

        Assert.Equal(TimeSpan.Zero, _clock.Elapsed);
    }

    [Fact]
    public void Route_53_has_one_bucket_for_all_actions_and_regions_of_an_account()
    {
        Pump.Run(_clock, () => Task.WhenAll(
            EnterAsync(ApiAction.Route53("GetChange"), Tokyo, times: 5),
            EnterAsync(ApiAction.Route53("CreateHostedZone"), Tokyo with { Region = "us-east-1" }, times: 5)));

        Assert.Equal(1, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Resolver_has_one_bucket_for_all_actions_of_an_account_in_a_region()
    {
        Pump.Run(_clock, () => Task.WhenAll(
            EnterAsync(new ApiAction("route53resolver", "ListResolverRules"), Tokyo, times: 5),
            EnterAsync(new ApiAction("route53resolver", "ListResolverRuleAssociations"), Tokyo, times: 5),
            EnterAsync(new ApiAction("route53resolver", "ListResolverRules"), Tokyo with { Region = "us-east-1" }, times: 5)));

        Assert.Equal(1, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Whoever_leaves_the_queue_gives_the_token_back()
    {
        using var impatient = new Deadline(_clock, TimeSpan.FromSeconds(1));
        Pump.Run(_clock, async () =>
        {
            await EnterAsync(CreateEndpoint, Tokyo, times: 4);
            var leaving = Enumerable.Range(0, 10).Select(_ => _pacer.EnterAsync(CreateEndpoint, Tokyo, impatient.Token)).ToList();
            foreach (var call in leaving)
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

            await _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
        });

        Assert.Equal(1 / 0.3, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void After_throttling_the_bucket_counts_as_empty()
    {
        _pacer.Throttled(CreateEndpoint, Tokyo);

        Pump.Run(_clock, () => _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None));

        Assert.Equal(1 / 0.3, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void A_reserved_token_lets_the_next_attempt_through_at_once_and_only_that()
    {
        Pump.Run(_clock, async () =>
        {
            await EnterAsync(CreateEndpoint, Tokyo, times: 4);
            await _pacer.ReserveAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            var reserved = _clock.Elapsed;
            await _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            Assert.Equal(reserved, _clock.Elapsed);
            await _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
        });

        Assert.Equal(2 / 0.3, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Reserved_tokens_that_are_used_late_put_the_next_one_off_by_as_much()
    {
        var next = TimeSpan.Zero;
        Pump.Run(_clock, async () =>
        {
            for (var i = 0; i < 4; i++)
                await _pacer.ReserveAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            var waiting = WaitAsync();
            await _clock.DelayAsync(TimeSpan.FromSeconds(2), CancellationToken.None);
            await EnterAsync(CreateEndpoint, Tokyo, times: 4);
            await waiting;
        });

        Assert.Equal(2 + (1 / 0.3), next.TotalSeconds, tolerance: 0.001);

        async Task WaitAsync()
        {
            await _pacer.ReserveAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            next = _clock.Elapsed;
        }
    }

    private async Task EnterAsync(ApiAction action, Location location, int times)
    {
        for (var i = 0; i < times; i++)
            await _pacer.EnterAsync(action, location, CancellationToken.None);
    }
}
