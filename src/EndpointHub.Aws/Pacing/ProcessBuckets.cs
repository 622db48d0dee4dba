using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EndpointHub.Aws.Pacing;

/// <summary>
/// The token buckets that all commands of a process share, because AWS keeps them per account and not per command. A command that assumed full
/// buckets would be throttled after an earlier one.
/// </summary>
internal sealed class ProcessBuckets
{
    private const string Aws = "";

    // A clock is its own time: buckets of a virtual clock neither fill nor empty those of another one.
    private readonly ConditionalWeakTable<TimeProvider, ConcurrentDictionary<string, TokenBuckets>> _byClock = new();

    /// <summary>Gets the buckets of this process.</summary>
    public static ProcessBuckets Shared { get; } = new();

    /// <summary>Returns the buckets of AWS, or of what runs at a URL on this machine in its place.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="endpointUrl">The URL that requests go to; null for AWS.</param>
    /// <returns>The buckets, the same for every command.</returns>
    public TokenBuckets Of(TimeProvider clock, string? endpointUrl) =>
        _byClock
            .GetValue(clock, static _ => new ConcurrentDictionary<string, TokenBuckets>(StringComparer.Ordinal))
            .GetOrAdd(HostOf(endpointUrl), host => new TokenBuckets(clock, isAws: host == Aws));

    // Any other URL leads to AWS, for example through an interface endpoint, and counts against the same limits.
    private static string HostOf(string? endpointUrl) =>
        Uri.TryCreate(endpointUrl, UriKind.Absolute, out var uri) && uri.IsLoopback ? uri.Authority : Aws;
}
