using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Probing;

/// <summary>The result of a probe of one name of a service: its addresses, the connections to them, and the certificates.</summary>
public sealed record EndpointProbe
{
    /// <summary>The full service name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The name that was resolved. For a wildcard it is a name that the wildcard matches.</summary>
    public required string Name { get; init; }

    /// <summary>The service's TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// Reachable when the name resolved to private addresses only, and each of them accepted a connection and presented a valid certificate. A probe
    /// is never Unknown.
    /// </summary>
    public required PathVerdict Verdict { get; init; }

    /// <summary>The reason why the name is not reachable, as a sentence; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The results for the addresses of the name; empty when it did not resolve.</summary>
    public ValueList<ProbedAddress> Addresses { get; init; } = ValueList<ProbedAddress>.Empty;

    /// <summary>The agreement of the probe with the analysis.</summary>
    public ProbeAgreement Agreement { get; init; }

    /// <summary>The differences between the probe and the analysis, as sentences.</summary>
    public ValueList<string> Differences { get; init; } = ValueList<string>.Empty;

    /// <summary>The analysis that the probe was compared with; null when there is none.</summary>
    public EndpointPath? Path { get; init; }

    /// <summary>The time of the probe (UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The name, the port and the verdict.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => DisplayText.Escape(FormattableString.Invariant($"{Name} on TCP {Port}: {Verdict}"));
}
