namespace EndpointHub.Probing;

/// <summary>What became of one address.</summary>
/// <param name="Address">The address, IPv4 or IPv6.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">What went wrong, in the host's words; null when nothing did.</param>
public sealed record ProbedAddress(string Address, ProbeOutcome Outcome, string? Reason)
{
    /// <summary>The address and what became of it.</summary>
    /// <returns>For example <c>10.255.0.10 Served</c>.</returns>
    public override string ToString() => $"{Address} {Outcome}";
}

/// <summary>What can become of an address.</summary>
public enum ProbeOutcome
{
    /// <summary>It took the connection, and where the port speaks TLS from its first byte, its certificate is for the name and trusted here.</summary>
    Served,

    /// <summary>No answer came in time: a security group, a network ACL or a missing route drops packets without a word.</summary>
    TimedOut,

    /// <summary>The connection was refused, or could not be tried.</summary>
    Refused,

    /// <summary>It took the connection and then did not prove to be the service.</summary>
    TlsFailed,
}

/// <summary>Whether a probe bears an analysis out.</summary>
public enum ProbeAgreement
{
    /// <summary>There is no analysis, or it does not tell what a probe from here should find.</summary>
    NotCompared,

    /// <summary>The probe found what the analysis says.</summary>
    Agrees,

    /// <summary>The probe found something else.</summary>
    Differs,
}
