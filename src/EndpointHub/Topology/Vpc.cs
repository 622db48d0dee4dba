using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A VPC.</summary>
internal sealed record Vpc : Resource
{
    /// <summary>Its account and region.</summary>
    public required Location Location { get; init; }

    /// <summary>The associated IPv4 CIDR blocks, the primary one first.</summary>
    public required ValueList<Cidr> Cidrs { get; init; }

    /// <summary>
    /// True if DNS resolution is enabled in the VPC. Private hosted zones need it (Route 53 developer guide, private zone considerations).
    /// </summary>
    public bool EnableDnsSupport { get; init; } = true;

    /// <summary>True if DNS host names are enabled in the VPC. Private hosted zones need that too.</summary>
    public bool EnableDnsHostnames { get; init; }

    /// <summary>The DNS servers of the DHCP option set; empty means AmazonProvidedDNS. Only that resolves names in private hosted zones.</summary>
    public ValueList<string> DomainNameServers { get; init; } = ValueList<string>.Empty;

    /// <summary>True if the DHCP option set contains DNS servers. Without any, clients get none (VPC user guide, DHCP option sets).</summary>
    public bool HandsOutDnsServers { get; init; } = true;

    /// <summary>
    /// True if the VPC's Resolver rules, DNS Firewall associations and Profiles were read. If not, its name resolution is unknown, because they
    /// take precedence over private hosted zones.
    /// </summary>
    public bool ResolverIsRead { get; init; } = true;

    /// <summary>
    /// The subnets without an IPv4 CIDR block, ordered by id. They are not part of the snapshot's subnets, because everything else is about IPv4.
    /// </summary>
    public ValueList<string> Ipv6OnlySubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// True if VPC Encryption Controls enforce encryption and peering connections are not excluded: these do not encrypt between VPCs (VPC user
    /// guide, VPC Encryption Controls).
    /// </summary>
    public bool ForbidsPeering { get; init; }
}

/// <summary>What VPC Block Public Access stops (VPC user guide, Block Public Access basics).</summary>
internal enum InternetBlock
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All through internet gateways. NAT gateways stay, because they let connections out only.</summary>
    Ingress,

    /// <summary>All through internet gateways, NAT gateways and egress-only internet gateways.</summary>
    Bidirectional,
}

/// <summary>A subnet.</summary>
internal sealed record Subnet : Resource
{
    private const int SmallestSubnet = 28;

    /// <summary>The VPC it belongs to.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its IPv4 CIDR block.</summary>
    public required Cidr Cidr { get; init; }

    /// <summary>The name of the Availability Zone in the owner's account, for example <c>ap-northeast-1a</c>.</summary>
    public required string AvailabilityZone { get; init; }

    /// <summary>
    /// The id of the Availability Zone, which is the same in every account, for example <c>apne1-az4</c>; null when AWS did not return it.
    /// </summary>
    public string? AvailabilityZoneId { get; init; }

    /// <summary>
    /// True if it contained only network interfaces of Transit Gateway attachments when it was read. Clients may have been stopped at that time.
    /// </summary>
    public bool HoldsAttachmentsOnly { get; init; }

    /// <summary>
    /// True if it seems to have been made for the network interfaces of attachments. AWS recommends a small subnet of their own for these, for
    /// example a /28, which is also the smallest one (Transit Gateways guide, design best practices; VPC user guide, subnet sizing).
    /// </summary>
    public bool IsForAttachments => HoldsAttachmentsOnly && Cidr.PrefixLength == SmallestSubnet;

    /// <summary>
    /// True if the Resolver gives its clients IPv6 addresses of 64:ff9b::/96 for names that have IPv4 addresses only (VPC user guide, DNS64 and
    /// NAT64), and it has an IPv6 CIDR block.
    /// </summary>
    public bool HasDns64 { get; init; }

    /// <summary>What VPC Block Public Access stops here. A subnet can be excluded from what is set for the Region.</summary>
    public InternetBlock InternetBlock { get; init; }

    /// <summary>
    /// The distinct sets of security groups of the network interfaces that clients may use, ordered; null when they were not read. Network interfaces
    /// of endpoints, gateways and load balancers are left out, because they send no requests to AWS services.
    /// </summary>
    public ValueList<ValueList<string>>? ClientGroups { get; init; }

    /// <summary>
    /// True if two subnets, of any accounts, are in the same Availability Zone. The zones' ids are compared, or their names when an id is not known.
    /// </summary>
    /// <param name="other">The other subnet.</param>
    ///
    public bool SharesZoneWith(Subnet other) =>
        AvailabilityZoneId is { } id && other.AvailabilityZoneId is { } otherId ? id == otherId : AvailabilityZone == other.AvailabilityZone;
}

/// <summary>A network interface.</summary>
internal sealed record NetworkInterface : Resource
{
    /// <summary>Its subnet.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Its primary private address; null when it is only planned.</summary>
    public Ipv4? Address { get; init; }

    /// <summary>Its security groups.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;
}
