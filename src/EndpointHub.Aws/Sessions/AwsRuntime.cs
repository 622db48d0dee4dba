using EndpointHub.Aws.Clients;

namespace EndpointHub.Aws.Sessions;

/// <summary>What a session's clients run on; a simulation brings its own clock, chance and network.</summary>
internal sealed record AwsRuntime
{
    /// <summary>The clock that retries wait on and assumed roles expire by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Draws the share of a back-off that is waited, at least 0 and below 1.</summary>
    public Func<double> Jitter { get; init; } = DefaultJitter.Next;

    /// <summary>Makes the tokens by which EC2 recognises a repeated request.</summary>
    public Func<string> NewClientToken { get; init; } = static () => Guid.NewGuid().ToString();

    /// <summary>Sees every attempt of every call; null where nobody looks.</summary>
    public IAttemptObserver? Observer { get; init; }

    /// <summary>What answers instead of the network; null sends over the network. It belongs to the caller.</summary>
    public HttpMessageHandler? Http { get; init; }

    /// <summary>The machine that everything runs on.</summary>
    internal HostEnvironment Host { get; init; } = new();

    /// <summary>How often a failed call is repeated. AWS's default is 2.</summary>
    public int MaxErrorRetry { get; init; } = 2;
}
