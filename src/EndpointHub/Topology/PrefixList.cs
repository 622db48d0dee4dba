namespace EndpointHub.Topology;

/// <summary>Blocks under one name, which routes and security group rules may refer to; network ACLs may not (VPC user guide, managed prefix lists).</summary>
public sealed record PrefixList : Resource
{
    /// <summary>Its name; AWS's own begin with <c>com.amazonaws.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The IPv4 blocks, ordered; null when they could not be read.</summary>
    public ValueList<Cidr>? Entries { get; init; }
}
