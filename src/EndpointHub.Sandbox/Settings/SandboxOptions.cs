using EndpointHub.Sandbox.Services;

namespace EndpointHub.Sandbox.Settings;

/// <summary>The options of the sandbox. Equal options, clock and requests give byte-identical responses.</summary>
public sealed record SandboxOptions
{
    /// <summary>The account of a caller whose access key is not an account id.</summary>
    public const string DefaultAccount = "123456789012";

    /// <summary>The seed of the random generators that choose ids, addresses, orders and durations.</summary>
    public int Seed { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The factor by which the sandbox's clock runs faster than <see cref="Time"/>.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The delay, measured by <see cref="Time"/>, before each request is handled.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>True to throttle requests by AWS's token buckets.</summary>
    public bool Throttles { get; init; }

    public Durations Durations { get; init; } = new();

    public Rules Rules { get; init; } = new();

    /// <summary>The endpoint services; null for the built-in table.</summary>
    public ServiceCatalog? Services { get; init; }

    /// <summary>The file to which mutating requests are appended, and from which they are replayed at start; null for no file.</summary>
    public string? StateFile { get; init; }
}
