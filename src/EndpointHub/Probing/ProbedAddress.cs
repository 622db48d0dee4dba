using EndpointHub.Values;

namespace EndpointHub.Probing;

/// <summary>The result for one address.</summary>
/// <param name="Address">The address, IPv4 or IPv6.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">The error message of the operating system; null when there was no error.</param>
public sealed record ProbedAddress(string Address, ProbeOutcome Outcome, string? Reason)
{
    /// <summary>The address and the outcome.</summary>
    /// <returns>For example <c>10.255.0.10 Served</c>.</returns>
    public override string ToString() => DisplayText.Escape($"{Address} {Outcome}");
}

/// <summary>The outcomes for an address.</summary>
public enum ProbeOutcome
{
    /// <summary>It accepted the connection. On a port that starts with TLS, its certificate is valid for the name and trusted.</summary>
    Served,

    /// <summary>There was no response within the timeout. A security group, a network ACL or a missing route drops packets silently.</summary>
    TimedOut,

    /// <summary>The connection was refused, or could not be attempted.</summary>
    Refused,

    /// <summary>It accepted the connection, but did not present a valid certificate.</summary>
    TlsFailed,
}

/// <summary>The agreement of a probe with an analysis.</summary>
public enum ProbeAgreement
{
    /// <summary>There is no analysis, or it makes no prediction for this host.</summary>
    NotCompared,

    /// <summary>The probe confirms the analysis.</summary>
    Agrees,

    /// <summary>The probe contradicts the analysis.</summary>
    Differs,
}
