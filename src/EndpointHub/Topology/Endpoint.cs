using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A VPC endpoint.</summary>
public sealed record Endpoint : Resource
{
    /// <summary>The VPC it serves.</summary>
    public required string VpcId { get; init; }

    /// <summary>The full service name, for example <c>com.amazonaws.ap-northeast-1.ecr.dkr</c>.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Interface or gateway; others are <see cref="EndpointKind.Other"/> and left alone.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>AWS's state word in camel case, for example <c>available</c> (PrivateLink guide, concepts).</summary>
    public required string State { get; init; }

    /// <summary>Whether its private names answer inside its VPC.</summary>
    public bool PrivateDnsEnabled { get; init; }

    /// <summary>Whether a service made it and manages it; such an endpoint is never touched.</summary>
    public bool RequesterManaged { get; init; }

    /// <summary>Its subnets, at most one per zone, ordered by id.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The security groups on its interfaces, ordered by id.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>A gateway endpoint's route tables, ordered by id.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Its interfaces, one per subnet, ordered by id.</summary>
    public ValueList<string> NetworkInterfaceIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The regional name, which an alias record shall point to; null for a gateway endpoint. The zonal names are left out: nothing
    /// may point to them.
    /// </summary>
    public AliasTarget? RegionalName { get; init; }

    /// <summary>Whether its names have IPv4 addresses; they have none where it is set to IPv6 records alone (EC2 API reference, DnsOptions).</summary>
    public bool HasIpv4Names { get; init; } = true;

    /// <summary>The private names that answer inside its VPC while private DNS is on, ordered; wildcards start with <c>*.</c>.</summary>
    public ValueList<string> PrivateNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The policy document, or null for full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <summary>Whether it serves.</summary>
    public bool IsAvailable => State == EndpointState.Available;

    /// <summary>Whether it stands or may yet stand.</summary>
    public bool IsAlive => State is EndpointState.Available or EndpointState.Pending or EndpointState.PendingAcceptance;

    /// <summary>The service, the VPC and the endpoint.</summary>
    /// <returns>One line, short enough for a test's name.</returns>
    public override string ToString() => $"{ServiceName} in {VpcId} ({Id})";
}

/// <summary>The endpoint types that EndpointHub tells apart.</summary>
public enum EndpointKind
{
    /// <summary>Addresses in subnets (PrivateLink).</summary>
    Interface,

    /// <summary>Routes to a prefix list (S3, DynamoDB); free, and of use in its own VPC only.</summary>
    Gateway,

    /// <summary>Gateway Load Balancer, resource and service-network endpoints.</summary>
    Other,
}

/// <summary>The words of an endpoint's life, as the wire has them.</summary>
internal static class EndpointState
{
    /// <summary>Usable.</summary>
    public const string Available = "available";

    /// <summary>Being made, or changed: a modification brings this state back.</summary>
    public const string Pending = "pending";

    /// <summary>Waits for the provider.</summary>
    public const string PendingAcceptance = "pendingAcceptance";

    /// <summary>Being deleted.</summary>
    public const string Deleting = "deleting";
}

/// <summary>What a service offers (DescribeVpcEndpointServices).</summary>
internal sealed record EndpointService : Resource
{
    /// <summary>The full name, which is also its id here.</summary>
    public string Name => Id;

    /// <summary>The private names that an interface endpoint of it can serve; wildcards start with <c>*.</c>.</summary>
    public ValueList<string> PrivateDnsNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The zones, by their names in the caller's account, in which it stands.</summary>
    public ValueList<string> AvailabilityZones { get; init; } = ValueList<string>.Empty;

    /// <summary>Where its names were learnt.</summary>
    public NameSource NameSource { get; init; } = NameSource.ServiceDescription;
}

/// <summary>Where private names were learnt, the truest source first.</summary>
internal enum NameSource
{
    /// <summary>From the DNS entries of an endpoint with private DNS on.</summary>
    EndpointEntries,

    /// <summary>From DescribeVpcEndpointServices.</summary>
    ServiceDescription,

    /// <summary>From the zones that a hub has already: what it serves, it goes on serving.</summary>
    HubZone,

    /// <summary>From the built-in table: the last resort.</summary>
    BuiltIn,
}
