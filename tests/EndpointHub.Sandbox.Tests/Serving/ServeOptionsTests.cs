using System.Net;
using System.Net.NetworkInformation;
using EndpointHub.Sandbox;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Settings;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Serving;

/// <summary>The options of <c>serve</c>.</summary>
public sealed class ServeOptionsTests
{
    [Fact]
    public void Known_options_are_parsed_and_others_are_refused()
    {
        var parsed = ServeArguments.Parse(["serve", "--port", "1234", "--landscape", "seed", "--limits", "aws", "--latency", "25", "--speed", "60", "--seed", "7"]);
        Assert.Equal((1234, "seed"), (parsed.Port, parsed.Landscape));
        Assert.Equal((true, TimeSpan.FromMilliseconds(25), 60.0, 7), (parsed.Options.Throttles, parsed.Options.Latency, parsed.Options.Speed, parsed.Options.Seed));
        foreach (var wrong in new[] { new[] { "run" }, ["serve", "--limits", "some"], ["serve", "--speed", "0"], ["serve", "--latency", "-1"], ["serve", "--port"], ["serve", "--colour", "blue"] })
            Assert.Throws<ArgumentException>(() => ServeArguments.Parse(wrong));
    }

    [Fact]
    public async Task Speed_multiplies_the_rate_of_the_sandbox_clock()
    {
        using var aws = new TestAws(new() { Speed = 100, Durations = new() { EndpointAvailable = new(60, 60) } });
        var vpc = await aws.Vpc();
        await aws.Endpoint(vpc, await aws.Subnet(vpc));
        aws.Wait(0.5);
        Assert.Equal("pending", (await aws.Ec2("DescribeVpcEndpoints"))["state"]);
        aws.Wait(0.2);
        Assert.Equal("available", (await aws.Ec2("DescribeVpcEndpoints"))["state"]);
    }

    [Fact]
    public async Task Latency_delays_a_request_before_it_takes_effect()
    {
        var time = new WaitingClock();
        using var sandbox = new AwsSandbox(new() { Time = time, Latency = TimeSpan.FromMilliseconds(250) });
        using var signer = new TestAws();
        var answer = sandbox.HandleAsync(new("POST", "/", "", signer.Signed("ec2"), "Action=CreateVpc&Version=2016-11-15&CidrBlock=10.0.0.0/16"), TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        Assert.Empty(sandbox.Requests);
        Assert.Equal(TimeSpan.FromMilliseconds(250), time.Waited);
        time.Fire();
        Assert.Equal(200, (await answer).Status);
        Assert.Single(sandbox.Requests);
    }

    [Fact]
    public async Task Host_listens_on_loopback_only()
    {
        await using var host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var port = new Uri(host.Url).Port;
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => l.Port == port).Select(l => l.Address).ToList();
        Assert.Equal([IPAddress.Loopback], listeners);
    }

    private sealed class WaitingClock : TimeProvider
    {
        private Action? _due;

        public TimeSpan? Waited { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Waited, _due) = (dueTime, () => callback(state));
            return System.CreateTimer(_ => { }, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Fire() => _due!();
    }
}
