using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A VPC endpoint.</summary>
public sealed record Endpoint : Resource
{
    /// <summary>The VPC in which it is.</summary>
    public required string VpcId { get; init; }

    /// <summary>The full service name, for example <c>com.amazonaws.ap-northeast-1.ecr.dkr</c>.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The type. Only interface and gateway endpoints are ever changed.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>The state, in camel case, for example <c>available</c> (PrivateLink guide, concepts).</summary>
    public required string State { get; init; }

    /// <summary>True if private DNS is enabled.</summary>
    public bool PrivateDnsEnabled { get; init; }

    /// <summary>True if an AWS service created it and manages it. Such an endpoint is never changed.</summary>
    public bool RequesterManaged { get; init; }

    /// <summary>
    /// The region of its service where AWS says it, otherwise null. It differs from the endpoint's own for a cross-Region endpoint.
    /// </summary>
    public string? ServiceRegion { get; init; }

    /// <summary>
    /// The account that pays for it, in the word of the EC2 API, for example <c>vpc-endpoint-service-account</c>; null for the endpoint's own.
    /// </summary>
    public string? Payer { get; init; }

    /// <summary>Its subnets, at most one per zone, ordered by id.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The security groups of its network interfaces, ordered by id.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;

    /// <summary>A gateway endpoint's route tables, ordered by id.</summary>
    public ValueList<string> RouteTableIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Its network interfaces, one per subnet, ordered by id.</summary>
    public ValueList<string> NetworkInterfaceIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The regional DNS name, the target for alias records; null for a gateway endpoint. The zonal names are left out, because no record
    /// should point to them.
    /// </summary>
    public AliasTarget? RegionalName { get; init; }

    /// <summary>
    /// True if its names have IPv4 addresses; they have none when its DNS record IP type is IPv6 only (EC2 API reference, DnsOptions).
    /// </summary>
    public bool HasIpv4Names { get; init; } = true;

    /// <summary>True if its DNS names have IPv6 addresses too.</summary>
    internal bool HasIpv6Names { get; init; }

    /// <summary>The private names that resolve to it in its VPC while private DNS is enabled, ordered; wildcards start with <c>*.</c>.</summary>
    public ValueList<string> PrivateNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The policy document, or null for full access.</summary>
    public string? PolicyDocument { get; init; }

    /// <summary>True if it is available.</summary>
    public bool IsAvailable => State == EndpointState.Available;

    /// <summary>True if it is available or pending.</summary>
    public bool IsAlive => State is EndpointState.Available or EndpointState.Pending or EndpointState.PendingAcceptance;

    /// <summary>The service, the VPC and the endpoint.</summary>
    /// <returns>One line, short enough for the name of a test.</returns>
    public override string ToString() => DisplayText.Escape($"{ServiceName} in {VpcId} ({Id})");
}

/// <summary>The endpoint types that EndpointHub distinguishes.</summary>
public enum EndpointKind
{
    /// <summary>An interface endpoint: network interfaces in subnets (PrivateLink).</summary>
    Interface,

    /// <summary>A gateway endpoint: routes for a prefix list (S3, DynamoDB). It is free and can be used in its own VPC only.</summary>
    Gateway,

    /// <summary>A type that EndpointHub does not know.</summary>
    Other,

    /// <summary>A Gateway Load Balancer endpoint: the target of routes to appliances.</summary>
    GatewayLoadBalancer,

    /// <summary>A resource endpoint: one resource of another VPC (VPC Lattice resource configurations).</summary>
    Resource,

    /// <summary>A service-network endpoint: the services and resources of a VPC Lattice service network.</summary>
    ServiceNetwork,

    /// <summary>A tunnel endpoint: encapsulated packets to CIDR blocks of another network.</summary>
    Tunnel,
}

/// <summary>The states of an endpoint, as the EC2 API returns them.</summary>
internal static class EndpointState
{
    /// <summary>Usable.</summary>
    public const string Available = "available";

    /// <summary>Being created or modified.</summary>
    public const string Pending = "pending";

    /// <summary>Waiting for acceptance by the service provider.</summary>
    public const string PendingAcceptance = "pendingAcceptance";

    /// <summary>Being deleted.</summary>
    public const string Deleting = "deleting";
}

/// <summary>An endpoint service (DescribeVpcEndpointServices).</summary>
internal sealed record EndpointService : Resource
{
    /// <summary>The full name, which is also its id here.</summary>
    public string Name => Id;

    /// <summary>The private names of its interface endpoints; wildcards start with <c>*.</c>.</summary>
    public ValueList<string> PrivateDnsNames { get; init; } = ValueList<string>.Empty;

    /// <summary>The Availability Zones in which it is offered, by their names in the caller's account.</summary>
    public ValueList<string> AvailabilityZones { get; init; } = ValueList<string>.Empty;

    /// <summary>True if its endpoints have policies. An endpoint of any other service lets every call through.</summary>
    public bool SupportsPolicies { get; init; } = true;

    /// <summary>The source of its private names.</summary>
    public NameSource NameSource { get; init; } = NameSource.ServiceDescription;
}

/// <summary>The sources of private names, the most reliable one first.</summary>
internal enum NameSource
{
    /// <summary>The DNS entries of an endpoint with private DNS enabled.</summary>
    EndpointEntries,

    /// <summary>DescribeVpcEndpointServices.</summary>
    ServiceDescription,

    /// <summary>The existing zones of a hub. A hub never loses a name.</summary>
    HubZone,

    /// <summary>The built-in table, which is used when no other source has a name.</summary>
    BuiltIn,
}
