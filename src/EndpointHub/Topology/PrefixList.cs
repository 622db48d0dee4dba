using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>Blocks under one name, which routes and security group rules may refer to; network ACLs may not (VPC user guide, managed prefix lists).</summary>
internal sealed record PrefixList : Resource
{
    /// <summary>The name of AWS's own list of the addresses that S3 has in a region (VPC user guide, AWS-managed prefix lists).</summary>
    /// <param name="region">The region.</param>
    /// <returns>For example <c>com.amazonaws.ap-northeast-1.s3</c>.</returns>
    public static string NameOfS3(string region) => $"com.amazonaws.{region}.s3";

    /// <summary>Its name; AWS's own begin with <c>com.amazonaws.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The IPv4 blocks, ordered; null when they could not be read.</summary>
    public ValueList<Cidr>? Entries { get; init; }
}
