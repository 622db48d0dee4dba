using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Services;

namespace EndpointHub.Sandbox.Wire.Ec2;

// State that the sandbox keeps on a generated shape beside the members of AWS's model. It is internal, so that it is neither sent nor listed.
internal sealed partial class Vpc
{
    internal bool EnableDnsSupport { get; set; } = true;

    internal bool EnableDnsHostnames { get; set; }

    internal bool EnableNetworkAddressUsageMetrics { get; set; }

    /// <summary>The IPv4 blocks that are associated or associating with the VPC.</summary>
    internal IEnumerable<string> Blocks =>
        CidrBlockAssociationSet.Where(a => a.CidrBlockState?.State is "associated" or "associating").Select(a => a.CidrBlock!);

    internal IEnumerable<string> Ipv6Blocks =>
        Ipv6CidrBlockAssociationSet.Where(a => a.Ipv6CidrBlockState?.State is "associated" or "associating").Select(a => a.Ipv6CidrBlock!);
}

internal sealed partial class VpcEndpoint
{
    internal EndpointService Service { get; set; } = null!;

    /// <summary>The eight characters after the id in its DNS names.</summary>
    internal string DnsLabel { get; set; } = "";

    /// <summary>The number of changes so far. A scheduled event of an earlier change no longer applies.</summary>
    internal int Version { get; set; }

    internal bool IsInterface => VpcEndpointType == "Interface";

    internal bool IsGone => State is "deleting" or "deleted";
}

internal sealed partial class VpcPeeringConnection
{
    /// <summary>
    /// When a rejected request stops being visible to the accepter; it stays visible to the requester for longer. Null: both see it while it exists.
    /// </summary>
    internal DateTimeOffset? HiddenFromAccepterAt { get; set; }
}

internal sealed partial class ManagedPrefixList
{
    /// <summary>The entries of every version, the first at index 0.</summary>
    internal List<List<PrefixListEntry>> Versions { get; } = [];

    /// <param name="version">Null: the latest.</param>
    internal IReadOnlyList<PrefixListEntry> At(long? version)
    {
        var number = version ?? Versions.Count;
        return number >= 1 && number <= Versions.Count
            ? Versions[(int)number - 1]
            : throw new AwsException("InvalidParameterValue", $"The specified value for version is not valid: {number}.");
    }
}

internal sealed partial class TransitGateway
{
    internal string Region { get; set; } = "";

    internal bool IsGone => State is "deleting" or "deleted";
}

internal sealed partial class TransitGatewayVpcAttachment
{
    internal string Region { get; set; } = "";

    internal bool IsGone => State is "deleting" or "deleted" or "rejected" or "rejecting" or "failed";
}

internal sealed partial class TransitGatewayRouteTable
{
    internal List<TransitGatewayRouteTableAssociation> Associations { get; } = [];

    internal List<TransitGatewayRouteTablePropagation> Propagations { get; } = [];

    internal List<TransitGatewayRoute> StaticRoutes { get; } = [];

    internal List<TransitGatewayPrefixListReference> PrefixLists { get; } = [];
}
