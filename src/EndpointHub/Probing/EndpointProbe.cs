using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Probing;

/// <summary>What one name of a service really led to from where it was probed: addresses, connections, and the service's own certificate.</summary>
public sealed record EndpointProbe
{
    /// <summary>The full service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The name that was resolved; a wildcard stands as a name under it.</summary>
    public required string Name { get; init; }

    /// <summary>The service's TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// Reachable when the name led to private addresses only, and each of them took a connection and proved to be the service. A probe is never Unknown.
    /// </summary>
    public required PathVerdict Verdict { get; init; }

    /// <summary>What is the matter, as a sentence; null when nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>What became of each address that the name led to; none when it led to none.</summary>
    public ValueList<ProbedAddress> Addresses { get; init; } = ValueList<ProbedAddress>.Empty;

    /// <summary>Whether the probe bears the analysis out.</summary>
    public ProbeAgreement Agreement { get; init; }

    /// <summary>Where the probe and the analysis differ, as sentences.</summary>
    public ValueList<string> Differences { get; init; } = ValueList<string>.Empty;

    /// <summary>The analysis that the probe was compared with; null when there is none.</summary>
    public EndpointPath? Path { get; init; }

    /// <summary>When it was probed (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The name, the port and the verdict.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} on TCP {Port}: {Verdict}");
}
