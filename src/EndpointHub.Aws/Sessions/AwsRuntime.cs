using EndpointHub.Aws.Clients;
using EndpointHub.Aws.Pacing;

namespace EndpointHub.Aws.Sessions;

/// <summary>The runtime of a session's clients. A simulation replaces its clock, jitter and network.</summary>
internal sealed record AwsRuntime
{
    /// <summary>Gets the clock of retries and of the expiration of assumed roles.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets the function that returns the random part of a back-off, at least 0 and below 1.</summary>
    public Func<double> Jitter { get; init; } = DefaultJitter.Next;

    /// <summary>Gets the function that creates client tokens, by which EC2 recognises a repeated request.</summary>
    public Func<string> NewClientToken { get; init; } = static () => Guid.NewGuid().ToString();

    /// <summary>Gets the token buckets that are shared with other commands; by default with all commands of this process.</summary>
    public ProcessBuckets Buckets { get; init; } = ProcessBuckets.Shared;

    /// <summary>Gets the observer of every attempt; null for none.</summary>
    public IAttemptObserver? Observer { get; init; }

    /// <summary>Gets the handler that replaces the network; null for the network. The caller disposes it.</summary>
    public HttpMessageHandler? Http { get; init; }

    /// <summary>Gets the local machine.</summary>
    internal HostEnvironment Host { get; init; } = new();

    /// <summary>Gets the maximum number of retries of a call. AWS's default is 2.</summary>
    public int MaxErrorRetry { get; init; } = 2;
}
