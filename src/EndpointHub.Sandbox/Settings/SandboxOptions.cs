using EndpointHub.Sandbox.Services;

namespace EndpointHub.Sandbox.Settings;

/// <summary>How the sandbox behaves. Equal options, clock and requests give equal bytes.</summary>
public sealed record SandboxOptions
{
    /// <summary>The account of a caller whose access key is not an account id.</summary>
    public const string DefaultAccount = "123456789012";

    /// <summary>Decides ids, addresses, orders and durations.</summary>
    public int Seed { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How many times faster than <see cref="Time"/> the sandbox's own clock runs.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Waited, on <see cref="Time"/>, before each request is looked at.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether AWS's token buckets hold.</summary>
    public bool Throttles { get; init; }

    public Durations Durations { get; init; } = new();

    public Rules Rules { get; init; } = new();

    /// <summary>Endpoint services; null is the built-in table.</summary>
    public ServiceCatalog? Services { get; init; }

    /// <summary>Mutating requests are appended to this file, and those found there are carried out again at start; null keeps nothing.</summary>
    public string? StateFile { get; init; }
}
