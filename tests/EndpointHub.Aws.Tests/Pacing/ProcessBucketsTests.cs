using Amazon.EC2.Model;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Sessions;
using EndpointHub.Planning;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Pacing;

/// <summary>Commands of one process share AWS's token buckets.</summary>
public sealed class ProcessBucketsTests
{
    private static readonly ApiAction CreateEndpoint = ApiAction.Ec2("CreateVpcEndpoint");
    private static readonly Location Tokyo = new("111111111111", "ap-northeast-1");

    [Fact]
    public void A_second_command_does_not_assume_full_buckets() => Assert.Equal(0, ThrottledCalls(runtime => runtime));

    [Fact]
    public void Commands_of_separate_processes_are_throttled_and_complete() =>
        Assert.NotEqual(0, ThrottledCalls(runtime => runtime with { Buckets = new ProcessBuckets() }));

    [Fact]
    public void Only_a_host_on_this_machine_has_buckets_of_its_own()
    {
        var clock = new VirtualClock();
        var process = new ProcessBuckets();

        Assert.Same(process.Of(clock, endpointUrl: null), process.Of(clock, "https://vpce-1.ec2.ap-northeast-1.vpce.amazonaws.com"));
        Assert.Same(process.Of(clock, "http://127.0.0.1:4100"), process.Of(clock, "http://127.0.0.1:4100/"));
        Assert.NotSame(process.Of(clock, endpointUrl: null), process.Of(clock, "http://127.0.0.1:4100"));
        Assert.NotSame(process.Of(clock, "http://127.0.0.1:4101"), process.Of(clock, "http://127.0.0.1:4100"));
        Assert.NotSame(process.Of(clock, endpointUrl: null), process.Of(new VirtualClock(), endpointUrl: null));
    }

    [Fact]
    public void Only_a_server_on_this_machine_can_have_no_limits()
    {
        var clock = new VirtualClock();
        var process = new ProcessBuckets();
        foreach (var url in new[] { null, "https://vpce-1.ec2.ap-northeast-1.vpce.amazonaws.com", "http://127.0.0.1:4100" })
        {
            var buckets = process.Of(clock, url);
            buckets.Observe(hasLimits: false);
            Assert.Equal(url == "http://127.0.0.1:4100", buckets.Of(CreateEndpoint, Tokyo) is null);
            buckets.Observe(hasLimits: true);
            Assert.NotNull(buckets.Of(CreateEndpoint, Tokyo));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_are_paced_where_the_server_throttles(bool throttles)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var host = await SandboxHost.StartAsync(new SandboxOptions { Throttles = throttles }, cancellationToken: cancellation);
        var runtime = new AwsRuntime { Buckets = new ProcessBuckets() };

        using (await AwsAccess.OpenAsync(SimulatedAws.Settings with { EndpointUrl = host.Url }, hubSettings: null, runtime, cancellation))
            Assert.Equal(throttles, runtime.Buckets.Of(runtime.Clock, host.Url).Of(CreateEndpoint, Tokyo) is not null);
    }

    [Fact]
    public void A_reserved_token_is_not_taken_by_another_command()
    {
        var clock = new VirtualClock();
        var buckets = new TokenBuckets(clock);
        var (mine, other) = (new Pacer(buckets), new Pacer(buckets));
        Pump.Run(
            clock,
            async () =>
            {
                for (var i = 0; i < 4; i++)
                    await mine.ReserveAsync(CreateEndpoint, Tokyo, CancellationToken.None);
                await other.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
                Assert.Equal(1 / 0.3, clock.Elapsed.TotalSeconds, tolerance: 0.001);
                for (var i = 0; i < 4; i++)
                    await mine.EnterAsync(CreateEndpoint, Tokyo, CancellationToken.None);
            }
        );

        Assert.Equal(1 / 0.3, clock.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    // Two hubs with four services each, by two commands one after the other. Four endpoints empty the bucket, and are available after a second.
    private static int ThrottledCalls(Func<AwsRuntime, AwsRuntime> ofCommand)
    {
        var fast = new Durations { EndpointAvailable = new(1, 1) };
        using var aws = new SimulatedAws(seed: 1, options => options with { Throttles = true, Durations = fast });
        Pump.Run(
            aws.Clock,
            async () =>
            {
                for (var i = 0; i < 2; i++)
                {
                    using var access = await AwsAccess.OpenAsync(
                        SimulatedAws.Settings,
                        hubSettings: null,
                        ofCommand(aws.Direct),
                        CancellationToken.None
                    );
                    var vpc = (await access.Hub.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = $"10.{i}.0.0/16" })).Vpc!.VpcId!;
                    await access.Hub.Ec2.ModifyVpcAttributeAsync(new ModifyVpcAttributeRequest { VpcId = vpc, EnableDnsHostnames = true });
                    var recorder = new RecordingOperator(isDryRun: false);
                    await new NewHub().RunAsync(
                        [
                            new NewHubRequest
                            {
                                Name = "shared",
                                VpcId = vpc,
                                SubnetCidrs = ValueList.Of($"10.{i}.1.0/24"),
                                AvailabilityZones = ValueList.Of("ap-northeast-1a"),
                                Services = ValueList.Of("kms", "logs", "ssm", "sqs"),
                            },
                        ],
                        new OperationContext { Operator = recorder, Access = access },
                        CancellationToken.None
                    );
                    Assert.Empty(recorder.Failures);
                    Assert.Single(recorder.Results);
                }
            }
        );
        return aws.Sandbox.Requests.Count(request => request is { Action: "CreateVpcEndpoint", Error: "RequestLimitExceeded" });
    }
}
