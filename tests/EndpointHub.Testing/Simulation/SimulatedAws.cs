using EndpointHub.Aws.Sessions;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Testing.Simulation;

/// <summary>A sandbox on a virtual clock with two handlers: one with latency for the product, and one without latency for setup and checks.</summary>
internal sealed class SimulatedAws : IDisposable
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-1";

    private readonly LatencyHandler _slow;
    private readonly List<LatencyHandler> _operators = [];
    private readonly int _seed;
    private readonly SandboxMessageHandler _direct;

    public SimulatedAws(int seed, Func<SandboxOptions, SandboxOptions>? options = null)
    {
        Random = new Random(seed);
        _seed = seed;
        var settings = new SandboxOptions { Seed = seed, Time = Clock };
        Sandbox = new AwsSandbox(options?.Invoke(settings) ?? settings);
        _direct = new SandboxMessageHandler(Sandbox);
        _slow = new LatencyHandler(new SandboxMessageHandler(Sandbox), Clock, new Random(seed), TimeSpan.FromMilliseconds(Random.Next(2, 400)));
    }

    public VirtualClock Clock { get; } = new();

    /// <summary>Random numbers for the landscape and the intent; latencies use a separate generator.</summary>
    public Random Random { get; }

    public AwsSandbox Sandbox { get; }

    /// <summary>The threads on which the product sent requests.</summary>
    public IEnumerable<int> Threads => _slow.Threads;

    /// <summary>The runtime of the product.</summary>
    public AwsRuntime Slow => Runtime(_slow);

    /// <summary>The runtime of an operator with a network of the operator's own.</summary>
    /// <param name="number">The operator.</param>
    public AwsRuntime Operator(int number)
    {
        var random = new Random((_seed * 1000) + number);
        var slowest = TimeSpan.FromMilliseconds(random.Next(2, 400));
        var wire = new LatencyHandler(new SandboxMessageHandler(Sandbox), Clock, random, slowest);
        _operators.Add(wire);
        return Runtime(wire) with { Jitter = random.NextDouble };
    }

    /// <summary>The runtime of a process that ends after some changes.</summary>
    /// <param name="changes">The number of changing calls before the end.</param>
    /// <param name="receivesLastResponse">True when the response to the last of them is delivered.</param>
    public AwsRuntime Disconnecting(int changes, bool receivesLastResponse) =>
        Runtime(new DisconnectingHandler(_direct, changes, receivesLastResponse));

    /// <summary>The runtime of a process whose requests pass a handler.</summary>
    /// <param name="handler">The handler, which sends them to the sandbox.</param>
    public AwsRuntime Through(HttpMessageHandler handler) => Runtime(handler);

    /// <summary>The runtime of the simulation's setup and checks.</summary>
    public AwsRuntime Direct => Runtime(_direct);

    // A simulation must not depend on the machine's own VPC.
    private static readonly HostEnvironment Nowhere = new() { VpcOfHost = static _ => Task.FromResult<string?>(null) };

    public static AwsSettings Settings { get; } =
        new()
        {
            Region = Region,
            AccessKey = Account,
            SecretKey = "simulated",
        };

    public void Dispose()
    {
        _slow.Dispose();
        _operators.ForEach(wire => wire.Dispose());
        _direct.Dispose();
        Sandbox.Dispose();
    }

    private AwsRuntime Runtime(HttpMessageHandler wire)
    {
        var tokens = 0;
        return new AwsRuntime
        {
            Host = Nowhere,
            Clock = Clock,
            Http = wire,
            Jitter = () => 0.5,
            NewClientToken = () => $"token-{++tokens}",
        };
    }
}
