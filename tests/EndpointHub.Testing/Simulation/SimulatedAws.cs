using EndpointHub.Aws.Sessions;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Testing.Simulation;

/// <summary>A sandbox on a virtual clock, with two ways to it: a slow one for the product, and one without delay for building and looking.</summary>
public sealed class SimulatedAws : IDisposable
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-1";

    private readonly LatencyHandler _slow;
    private readonly SandboxMessageHandler _direct;

    public SimulatedAws(int seed, Func<SandboxOptions, SandboxOptions>? options = null)
    {
        Random = new Random(seed);
        var settings = new SandboxOptions { Seed = seed, Time = Clock };
        Sandbox = new AwsSandbox(options?.Invoke(settings) ?? settings);
        _direct = new SandboxMessageHandler(Sandbox);
        _slow = new LatencyHandler(new SandboxMessageHandler(Sandbox), Clock, new Random(seed), TimeSpan.FromMilliseconds(Random.Next(2, 400)));
    }

    public VirtualClock Clock { get; } = new();

    /// <summary>Decides the landscape and the intent; the schedule has a source of its own.</summary>
    public Random Random { get; }

    public AwsSandbox Sandbox { get; }

    /// <summary>The threads that the product sent requests from.</summary>
    public IEnumerable<int> Threads => _slow.Threads;

    /// <summary>What the product runs with.</summary>
    public AwsRuntime Slow => Runtime(_slow);

    /// <summary>What a process runs with that dies after some changes.</summary>
    /// <param name="changes">How many changing calls AWS still gets.</param>
    /// <param name="hearsLastAnswer">Whether the answer to the last of them arrives.</param>
    public AwsRuntime Dying(int changes, bool hearsLastAnswer) => Runtime(new DisconnectingHandler(_direct, changes, hearsLastAnswer));

    /// <summary>What the simulation itself looks with.</summary>
    public AwsRuntime Direct => Runtime(_direct);

    // Nothing but the sandbox is outside of a simulation.
    private static readonly HostEnvironment Nowhere = new() { VpcOfHost = static _ => Task.FromResult<string?>(null) };

    public static AwsSettings Settings { get; } = new() { Region = Region, AccessKey = Account, SecretKey = "simulated" };

    public void Dispose()
    {
        _slow.Dispose();
        _direct.Dispose();
        Sandbox.Dispose();
    }

    private AwsRuntime Runtime(HttpMessageHandler wire)
    {
        var tokens = 0;
        return new AwsRuntime { Host = Nowhere, Clock = Clock, Http = wire, Jitter = () => 0.5, NewClientToken = () => $"token-{++tokens}" };
    }
}
