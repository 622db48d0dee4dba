using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>
/// A prefix list: CIDR blocks to which routes and security group rules can refer. Network ACLs cannot (VPC user guide, managed prefix lists).
/// </summary>
internal sealed record PrefixList : Resource
{
    /// <summary>The name of the AWS-managed prefix list of S3 in a region (VPC user guide, AWS-managed prefix lists).</summary>
    /// <param name="region">The region.</param>
    /// <returns>For example <c>com.amazonaws.ap-northeast-1.s3</c>.</returns>
    public static string NameOfS3(string region) => $"com.amazonaws.{region}.s3";

    /// <summary>Its name; those of AWS-managed lists start with <c>com.amazonaws.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The IPv4 blocks, ordered; null when they could not be read.</summary>
    public ValueList<Cidr>? Entries { get; init; }
}
