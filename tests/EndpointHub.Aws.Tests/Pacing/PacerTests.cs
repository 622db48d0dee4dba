using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Pacing;

public sealed class PacerTests
{
    private static readonly ApiAction CreateEndpoint = ApiAction.Ec2("CreateVpcEndpoint");
    private static readonly Location Tokyo = new("111111111111", "ap-northeast-1");

    private readonly VirtualClock _clock = new();
    private readonly Pacer _pacer;

    public PacerTests() => _pacer = new Pacer(new TokenBuckets(_clock));

    [Fact]
    public void Forty_endpoints_take_two_minutes()
    {
        Pump.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None))));

        Assert.Equal(120, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Calls_are_sent_in_the_order_of_their_requests()
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
    public void An_idle_bucket_holds_at_most_its_capacity()
    {
        Pump.Run(
            _clock,
            async () =>
            {
                await _clock.DelayAsync(TimeSpan.FromHours(1), CancellationToken.None);
                await EnterAsync(CreateEndpoint, Tokyo, times: 5);
            }
        );

        Assert.Equal(1 / 0.3, (_clock.Elapsed - TimeSpan.FromHours(1)).TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Each_account_region_and_action_has_its_own_bucket()
    {
        Pump.Run(
            _clock,
            () =>
                Task.WhenAll(
                    EnterAsync(CreateEndpoint, Tokyo, times: 4),
                    EnterAsync(ApiAction.Ec2("DeleteVpcEndpoints"), Tokyo, times: 4),
                    EnterAsync(CreateEndpoint, Tokyo with { Region = "us-east-1" }, times: 4),
                    EnterAsync(CreateEndpoint, Tokyo with { AccountId = "222222222222" }, times: 4)
                )
        );

        Assert.Equal(TimeSpan.Zero, _clock.Elapsed);
    }

    [Fact]
    public void Route_53_has_one_bucket_for_all_actions_and_regions_of_an_account()
    {
        Pump.Run(
            _clock,
            () =>
                Task.WhenAll(
                    EnterAsync(ApiAction.Route53("GetChange"), Tokyo, times: 5),
                    EnterAsync(ApiAction.Route53("CreateHostedZone"), Tokyo with { Region = "us-east-1" }, times: 5)
                )
        );

        Assert.Equal(1, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Resolver_has_one_bucket_for_all_actions_of_an_account_in_a_region()
    {
        Pump.Run(
            _clock,
            () =>
                Task.WhenAll(
                    EnterAsync(new ApiAction("route53resolver", "ListResolverRules"), Tokyo, times: 5),
                    EnterAsync(new ApiAction("route53resolver", "ListResolverRuleAssociations"), Tokyo, times: 5),
                    EnterAsync(new ApiAction("route53resolver", "ListResolverRules"), Tokyo with { Region = "us-east-1" }, times: 5)
                )
        );

        Assert.Equal(1, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void A_cancelled_wait_returns_its_token()
    {
        using var impatient = new Deadline(_clock, TimeSpan.FromSeconds(1));
        Pump.Run(
            _clock,
            async () =>
            {
                await EnterAsync(CreateEndpoint, Tokyo, times: 4);
                var leaving = Enumerable.Range(0, 10).Select(_ => _pacer.EnterAsync(CreateEndpoint, Tokyo, impatient.Token)).ToList();
                foreach (var call in leaving)
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

                await _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            }
        );

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
    public void A_reserved_token_sends_exactly_the_next_attempt_at_once()
    {
        Pump.Run(
            _clock,
            async () =>
            {
                await EnterAsync(CreateEndpoint, Tokyo, times: 4);
                await _pacer.ReserveAsync(CreateEndpoint, Tokyo, CancellationToken.None);
                var reserved = _clock.Elapsed;
                await _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
                Assert.Equal(reserved, _clock.Elapsed);
                await _pacer.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            }
        );

        Assert.Equal(2 / 0.3, _clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void Reserved_tokens_that_are_used_late_delay_the_next_one_equally()
    {
        var next = TimeSpan.Zero;
        Pump.Run(
            _clock,
            async () =>
            {
                for (var i = 0; i < 4; i++)
                    await _pacer.ReserveAsync(CreateEndpoint, Tokyo, CancellationToken.None);
                var waiting = WaitAsync();
                await _clock.DelayAsync(TimeSpan.FromSeconds(2), CancellationToken.None);
                await EnterAsync(CreateEndpoint, Tokyo, times: 4);
                await waiting;
            }
        );

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
