using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A stateless filter on a subnet's boundary: the lowest matching number decides, and nothing matching denies (VPC user guide, network ACLs).</summary>
internal sealed record NetworkAcl : Resource
{
    /// <summary>The VPC it belongs to.</summary>
    public required string VpcId { get; init; }

    /// <summary>Whether it serves the subnets that were given no other.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The associated subnets.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The IPv4 entries, ordered by direction and number, the final deny included.</summary>
    public ValueList<NetworkAclEntry> Entries { get; init; } = ValueList<NetworkAclEntry>.Empty;
}

/// <summary>One numbered rule of a network ACL.</summary>
/// <param name="RuleNumber">1 to 32766; 32767 is the final deny.</param>
/// <param name="IsEgress">Whether it filters what leaves the subnet.</param>
/// <param name="Allows">Whether it allows.</param>
/// <param name="Traffic">The protocol and destination ports it is for; AWS ignores ports unless the protocol is TCP, UDP or ICMP.</param>
/// <param name="Cidr">The other side's addresses.</param>
internal sealed record NetworkAclEntry(int RuleNumber, bool IsEgress, bool Allows, Traffic Traffic, Cidr Cidr);
