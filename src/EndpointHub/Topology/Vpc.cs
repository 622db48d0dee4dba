using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A virtual network.</summary>
internal sealed record Vpc : Resource
{
    /// <summary>Who owns it, and where it stands.</summary>
    public required Location Location { get; init; }

    /// <summary>Every associated IPv4 block, the primary one first.</summary>
    public required ValueList<Cidr> Cidrs { get; init; }

    /// <summary>Whether the VPC's resolver answers at all. Private zones need it (Route 53 developer guide, private zone considerations).</summary>
    public bool EnableDnsSupport { get; init; } = true;

    /// <summary>Whether names inside the VPC get addresses. Private zones need it too.</summary>
    public bool EnableDnsHostnames { get; init; }

    /// <summary>The DNS servers that DHCP hands out; empty means AmazonProvidedDNS, which reads private zones. Others do not.</summary>
    public ValueList<string> DomainNameServers { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether DHCP hands out DNS servers at all, which an options set that names none does not (VPC user guide, DHCP option sets).</summary>
    public bool HandsOutDnsServers { get; init; } = true;

    /// <summary>
    /// Whether the VPC's Resolver rules, DNS Firewall associations and Profiles were read; if not, who decides about its names is open, since they
    /// overrule private zones.
    /// </summary>
    public bool ResolverIsRead { get; init; } = true;

    /// <summary>The subnets that have no IPv4 block, ordered by id. They are no <see cref="Subnet"/>s here: everything else is about IPv4.</summary>
    public ValueList<string> Ipv6OnlySubnetIds { get; init; } = ValueList<string>.Empty;
}

/// <summary>A part of a VPC in one Availability Zone.</summary>
internal sealed record Subnet : Resource
{
    /// <summary>The VPC it is part of.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its IPv4 block.</summary>
    public required Cidr Cidr { get; init; }

    /// <summary>The zone's name in its owner's account, for example <c>ap-northeast-1a</c>.</summary>
    public required string AvailabilityZone { get; init; }

    /// <summary>The zone's id, which means the same place in every account, for example <c>apne1-az4</c>; null when AWS did not say.</summary>
    public string? AvailabilityZoneId { get; init; }

    /// <summary>
    /// Whether nothing but interfaces of Transit Gateway attachments stood in it when it was read: a subnet for attachments alone, as AWS
    /// recommends them (Transit Gateways guide, design best practices). No client is there, so no path is asked of it unless it is named.
    /// </summary>
    public bool HoldsAttachmentsOnly { get; init; }

    /// <summary>Whether two subnets, of any accounts, stand in the same zone: by the zones' ids, or by their names where an id is not known.</summary>
    /// <param name="other">The other subnet.</param>
    /// <returns>Whether they do.</returns>
    public bool SharesZoneWith(Subnet other) => AvailabilityZoneId is { } id && other.AvailabilityZoneId is { } otherId
        ? id == otherId
        : AvailabilityZone == other.AvailabilityZone;
}

/// <summary>An address of the network that belongs to some resource.</summary>
internal sealed record NetworkInterface : Resource
{
    /// <summary>The subnet it stands in.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Its primary private address; null while it is only planned.</summary>
    public Ipv4? Address { get; init; }

    /// <summary>The security groups that filter it.</summary>
    public ValueList<string> SecurityGroupIds { get; init; } = ValueList<string>.Empty;
}
