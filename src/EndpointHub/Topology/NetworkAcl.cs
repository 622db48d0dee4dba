using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>
/// A network ACL: a stateless filter of a subnet. The matching rule with the lowest number decides; traffic without a matching rule is denied (VPC
/// user guide, network ACLs).
/// </summary>
internal sealed record NetworkAcl : Resource
{
    /// <summary>The VPC it belongs to.</summary>
    public required string VpcId { get; init; }

    /// <summary>True if it applies to the subnets without an explicit association.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The associated subnets.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The IPv4 entries, ordered by direction and number, the final deny included.</summary>
    public ValueList<NetworkAclEntry> Entries { get; init; } = ValueList<NetworkAclEntry>.Empty;
}

/// <summary>One numbered rule of a network ACL.</summary>
/// <param name="RuleNumber">1 to 32766; 32767 is the final deny.</param>
/// <param name="IsEgress">True for outbound traffic.</param>
/// <param name="Allows">True if it allows.</param>
/// <param name="Traffic">The protocol and destination ports; AWS ignores ports unless the protocol is TCP, UDP or ICMP.</param>
/// <param name="Cidr">The remote addresses.</param>
internal sealed record NetworkAclEntry(int RuleNumber, bool IsEgress, bool Allows, Traffic Traffic, Cidr Cidr);
