using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A security group: a stateful filter of network interfaces. It has allow rules only (VPC user guide, security groups).</summary>
internal sealed record SecurityGroup : Resource
{
    /// <summary>The VPC it belongs to.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its name, unique in the VPC.</summary>
    public required string Name { get; init; }

    /// <summary>The inbound rules, in the order of <see cref="SecurityRule.Ordered"/>.</summary>
    public ValueList<SecurityRule> Ingress { get; init; } = ValueList<SecurityRule>.Empty;

    /// <summary>The outbound rules. A new group allows all outbound traffic.</summary>
    public ValueList<SecurityRule> Egress { get; init; } = ValueList<SecurityRule>.Empty;
}

/// <summary>A security group rule.</summary>
/// <param name="Traffic">The protocol and ports.</param>
/// <param name="Peer">The source of an inbound rule, or the destination of an outbound rule.</param>
/// <param name="Description">The rule's description, or null.</param>
internal sealed record SecurityRule(Traffic Traffic, RulePeer Peer, string? Description = null)
{
    /// <summary>True if AWS treats both as the same rule. Descriptions are not compared.</summary>
    /// <param name="other">The other rule.</param>
    ///
    public bool IsSameAs(SecurityRule other) => Traffic == other.Traffic && Peer == other.Peer;

    /// <summary>Sorts rules into the order of snapshots.</summary>
    /// <param name="rules">The rules.</param>
    /// <returns>The sorted rules.</returns>
    public static ValueList<SecurityRule> Ordered(IEnumerable<SecurityRule> rules) =>
        rules.OrderBy(rule => $"{rule.Traffic} {rule.Peer}", StringComparer.Ordinal).ToValueList();
}

/// <summary>The source or destination of a rule: exactly one of the three.</summary>
/// <param name="Cidr">An IPv4 block, or null.</param>
/// <param name="GroupId">A security group, here or in a peered VPC, or null.</param>
/// <param name="PrefixListId">A prefix list, or null.</param>
internal sealed record RulePeer(Cidr? Cidr = null, string? GroupId = null, string? PrefixListId = null)
{
    /// <summary>Creates a source or destination from a CIDR block.</summary>
    /// <param name="cidr">The block.</param>
    /// <returns>The source or destination.</returns>
    public static RulePeer From(Cidr cidr) => new(Cidr: cidr);

    /// <summary>The CIDR block, the security group or the prefix list.</summary>
    /// <returns>For example <c>10.2.0.0/16</c> or <c>sg-0a</c>.</returns>
    public override string ToString() => Cidr?.ToString() ?? GroupId ?? PrefixListId ?? "nothing";
}

/// <summary>A protocol with its destination ports.</summary>
/// <param name="Protocol">The protocol: <c>tcp</c>, <c>udp</c>, <c>icmp</c>, a number, or <c>-1</c> for all.</param>
/// <param name="FromPort">The lowest port; null for every port.</param>
/// <param name="ToPort">The highest port; null for every port.</param>
internal sealed record Traffic(string Protocol, int? FromPort, int? ToPort)
{
    /// <summary>Every protocol and port.</summary>
    public static Traffic All { get; } = new("-1", FromPort: null, ToPort: null);

    /// <summary>One TCP port.</summary>
    /// <param name="port">1 to 65535.</param>
    /// <returns>The traffic.</returns>
    public static Traffic Tcp(int port) => new("tcp", port, port);

    /// <summary>True if it is TCP only.</summary>
    public bool IsTcp => Protocol is "tcp" or "6";

    /// <summary>True if a TCP packet to a port is part of this traffic.</summary>
    /// <param name="port">1 to 65535.</param>
    ///
    public bool AdmitsTcp(int port) => Protocol == "-1" || (IsTcp && (FromPort is null || (FromPort <= port && port <= ToPort)));

    /// <summary>The protocol and ports as text.</summary>
    /// <returns>For example <c>tcp/443</c>.</returns>
    public override string ToString() =>
        Protocol == "-1" ? "all"
        : FromPort is null ? Protocol
        : FromPort == ToPort ? FormattableString.Invariant($"{Protocol}/{FromPort}")
        : FormattableString.Invariant($"{Protocol}/{FromPort}-{ToPort}");
}
