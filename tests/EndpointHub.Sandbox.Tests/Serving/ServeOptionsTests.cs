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
    public void Options_are_read_from_the_command_line()
    {
        var parsed = CommandLineRun
            .Of(
                "serve",
                "--port",
                "1234",
                "--landscape",
                "seed",
                "--limits",
                "aws",
                "--latency",
                "25",
                "--speed",
                "60",
                "--seed",
                "7",
                "--state",
                "kept.json"
            )
            .Arguments!;
        Assert.Equal((1234, "seed"), (parsed.Port, parsed.Landscape));
        Assert.Equal(
            (true, TimeSpan.FromMilliseconds(25), 60.0, 7, "kept.json"),
            (parsed.Options.Throttles, parsed.Options.Latency, parsed.Options.Speed, parsed.Options.Seed, parsed.Options.StateFile)
        );
    }

    [Fact]
    public void Options_that_are_left_out_have_the_defaults_of_the_sandbox()
    {
        var run = CommandLineRun.Of("serve");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            new ServeArguments(
                0,
                "empty",
                new SandboxOptions() with
                {
                    Durations = run.Arguments!.Options.Durations,
                    Rules = run.Arguments.Options.Rules,
                }
            ),
            run.Arguments
        );
    }

    [Theory]
    [InlineData("run")]
    [InlineData("serve --limits some")]
    [InlineData("serve --speed 0")]
    [InlineData("serve --latency -1")]
    [InlineData("serve --seed 1.5")]
    [InlineData("serve --port")]
    [InlineData("serve --port 65536")]
    [InlineData("serve --colour blue")]
    [InlineData("serve seed")]
    [InlineData("--port 0")]
    [InlineData("")]
    public void An_unknown_option_or_a_value_out_of_range_is_an_error_and_nothing_is_served(string line)
    {
        var run = CommandLineRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.NotEqual(0, run.ExitCode);
        Assert.NotEmpty(run.Errors);
        Assert.Null(run.Arguments);
    }

    [Theory]
    [InlineData("--help", "serve")]
    [InlineData("serve --help", "--port --landscape --limits --latency --speed --seed --state --services --help")]
    public void Help_describes_every_command_and_option_and_serves_nothing(string line, string words)
    {
        var run = CommandLineRun.Of(line.Split(' '));
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Null(run.Arguments);
        var rows = run.Output.Split('\n').Select(row => row.Trim()).ToList();
        Assert.All(
            words.Split(' '),
            word => Assert.Contains(rows, row => row.Contains(word, StringComparison.Ordinal) && row.Contains("  ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Speed_multiplies_the_rate_of_the_sandbox_clock()
    {
        using var aws = new TestAws(
            new()
            {
                Speed = 100,
                Durations = new() { EndpointAvailable = new(60, 60) },
            }
        );
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
        var answer = sandbox.HandleAsync(
            new("POST", "/", "", signer.Signed("ec2"), "Action=CreateVpc&Version=2016-11-15&CidrBlock=10.0.0.0/16"),
            TestContext.Current.CancellationToken
        );
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
