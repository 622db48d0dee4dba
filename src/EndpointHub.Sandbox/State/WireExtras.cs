using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Wire.Ec2;

// What the sandbox keeps beside the members that AWS describes.
public sealed partial class Vpc
{
    internal bool EnableDnsSupport { get; set; } = true;

    internal bool EnableDnsHostnames { get; set; }

    internal bool EnableNetworkAddressUsageMetrics { get; set; }

    /// <summary>All IPv4 blocks that are, or are about to be, part of the VPC.</summary>
    internal IEnumerable<string> Blocks => CidrBlockAssociationSet.Where(a => a.CidrBlockState?.State is "associated" or "associating").Select(a => a.CidrBlock!);

    internal IEnumerable<string> Ipv6Blocks =>
        Ipv6CidrBlockAssociationSet.Where(a => a.Ipv6CidrBlockState?.State is "associated" or "associating").Select(a => a.Ipv6CidrBlock!);
}

public sealed partial class VpcEndpoint
{
    internal EndpointService Service { get; set; } = null!;

    /// <summary>The managed zones of its private names, while they exist.</summary>
    internal List<Zone> Zones { get; } = [];

    /// <summary>The eight characters after the id in its DNS names.</summary>
    internal string DnsLabel { get; set; } = "";

    /// <summary>Counts changes: an event that belongs to an earlier one no longer applies.</summary>
    internal int Version { get; set; }

    internal bool IsInterface => VpcEndpointType == "Interface";

    internal bool IsGone => State is "deleting" or "deleted";
}
