using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>A range of TCP ports, both ends included.</summary>
internal readonly record struct PortRange(int From, int To)
{
    public static PortRange All { get; } = new(0, 65535);

    /// <summary>
    /// The ports that clients' connections may use. Linux uses 32768-60999, Windows 49152-65535, NAT gateways and Lambda
    /// 1024-65535 (VPC user guide, network ACLs, ephemeral ports).
    /// </summary>
    public static PortRange Ephemeral { get; } = new(1024, 65535);

    /// <summary>The ephemeral ports of Linux and Windows clients.</summary>
    public static PortRange CommonEphemeral { get; } = new(32768, 65535);

    public static PortRange Only(int port) => new(port, port);

    /// <summary>The TCP ports of a rule's traffic; null for other protocols.</summary>
    public static PortRange? Of(Traffic traffic) =>
        traffic switch
        {
            { Protocol: "-1" } => All,
            { Protocol: not ("tcp" or "6") } => null,
            { FromPort: { } from, ToPort: { } to } => new PortRange(from, to),
            _ => All,
        };

    public bool Contains(PortRange other) => From <= other.From && other.To <= To;

    public bool Overlaps(PortRange other) => From <= other.To && other.From <= To;

    public override string ToString() => From == To ? FormattableString.Invariant($"{From}") : FormattableString.Invariant($"{From}-{To}");
}
