namespace EndpointHub.Topology;

/// <summary>
/// A part of the network at one point in time. It is immutable, complete for the VPCs that it contains, and compared by content.
/// All analyses and plans are based on a snapshot.
/// </summary>
internal sealed record NetworkSnapshot
{
    /// <summary>The empty snapshot.</summary>
    public static NetworkSnapshot Empty { get; } = new();

    /// <summary>The VPCs.</summary>
    public ResourceTable<Vpc> Vpcs { get; init; } = ResourceTable<Vpc>.Empty;

    /// <summary>The VPCs' subnets.</summary>
    public ResourceTable<Subnet> Subnets { get; init; } = ResourceTable<Subnet>.Empty;

    /// <summary>The VPCs' route tables.</summary>
    public ResourceTable<RouteTable> RouteTables { get; init; } = ResourceTable<RouteTable>.Empty;

    /// <summary>The VPCs' security groups.</summary>
    public ResourceTable<SecurityGroup> SecurityGroups { get; init; } = ResourceTable<SecurityGroup>.Empty;

    /// <summary>The VPCs' network ACLs.</summary>
    public ResourceTable<NetworkAcl> NetworkAcls { get; init; } = ResourceTable<NetworkAcl>.Empty;

    /// <summary>The network interfaces of the VPCs' endpoints.</summary>
    public ResourceTable<NetworkInterface> NetworkInterfaces { get; init; } = ResourceTable<NetworkInterface>.Empty;

    /// <summary>The peering connections of the VPCs.</summary>
    public ResourceTable<Peering> Peerings { get; init; } = ResourceTable<Peering>.Empty;

    /// <summary>The Transit Gateways to which the VPCs' route tables refer. One that is missing here was not read.</summary>
    public ResourceTable<TransitGateway> TransitGateways { get; init; } = ResourceTable<TransitGateway>.Empty;

    /// <summary>The VPCs' attachments to these gateways.</summary>
    public ResourceTable<TransitGatewayAttachment> TransitGatewayAttachments { get; init; } = ResourceTable<TransitGatewayAttachment>.Empty;

    /// <summary>The route tables with which these attachments are associated.</summary>
    public ResourceTable<TransitGatewayRouteTable> TransitGatewayRouteTables { get; init; } = ResourceTable<TransitGatewayRouteTable>.Empty;

    /// <summary>
    /// The prefix lists to which routes and security group rules of the VPCs refer, and that of S3 when image pulls are tested. One that is missing
    /// here was not read.
    /// </summary>
    public ResourceTable<PrefixList> PrefixLists { get; init; } = ResourceTable<PrefixList>.Empty;

    /// <summary>The VPCs' endpoints.</summary>
    public ResourceTable<Endpoint> Endpoints { get; init; } = ResourceTable<Endpoint>.Empty;

    /// <summary>The endpoints of other VPCs that apply to one of the VPCs through a Profile. Their VPCs are not part of the snapshot.</summary>
    public ResourceTable<Endpoint> EndpointsOfProfiles { get; init; } = ResourceTable<Endpoint>.Empty;

    /// <summary>
    /// The private hosted zones that are associated with one of the VPCs. The AWS-managed zones of endpoints' private names are not among
    /// them; those names are properties of the endpoints.
    /// </summary>
    public ResourceTable<PrivateZone> Zones { get; init; } = ResourceTable<PrivateZone>.Empty;

    /// <summary>The zones that were searched for records that refer to endpoints; null when none was.</summary>
    public ZoneSearch? ZoneSearch { get; init; }

    /// <summary>The Resolver rules of the VPCs, and those of their Profiles.</summary>
    public ResourceTable<ResolverRule> ResolverRules { get; init; } = ResourceTable<ResolverRule>.Empty;

    /// <summary>The DNS Firewall rule groups of the VPCs, and those of their Profiles.</summary>
    public ResourceTable<FirewallRuleGroup> FirewallRuleGroups { get; init; } = ResourceTable<FirewallRuleGroup>.Empty;

    /// <summary>The domain lists to which the rules of these groups refer. One that is missing here was not read.</summary>
    public ResourceTable<FirewallDomainList> FirewallDomainLists { get; init; } = ResourceTable<FirewallDomainList>.Empty;

    /// <summary>The Route 53 Profiles of the VPCs' accounts, including those that are associated with other VPCs only.</summary>
    public ResourceTable<DnsProfile> Profiles { get; init; } = ResourceTable<DnsProfile>.Empty;

    /// <summary>The endpoint services that were requested.</summary>
    public ResourceTable<EndpointService> Services { get; init; } = ResourceTable<EndpointService>.Empty;

    /// <summary>The route table that a subnet uses: its explicit one, otherwise the VPC's main one.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <returns>The route table, or null when the snapshot has none.</returns>
    public RouteTable? RouteTableOf(Subnet subnet) =>
        RouteTables.FirstOrDefault(table => table.VpcId == subnet.VpcId && table.SubnetIds.Contains(subnet.Id))
        ?? RouteTables.FirstOrDefault(table => table.VpcId == subnet.VpcId && table.IsMain);

    /// <summary>The network ACL of a subnet: its own, otherwise the VPC's default one.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <returns>The ACL, or null when the snapshot has none.</returns>
    public NetworkAcl? NetworkAclOf(Subnet subnet) =>
        NetworkAcls.FirstOrDefault(acl => acl.VpcId == subnet.VpcId && acl.SubnetIds.Contains(subnet.Id))
        ?? NetworkAcls.FirstOrDefault(acl => acl.VpcId == subnet.VpcId && acl.IsDefault);

    /// <summary>
    /// True if AWS created a route for a gateway endpoint. Its prefix list is AWS-managed and contains public addresses only.
    /// </summary>
    /// <param name="route">The route.</param>
    ///
    public bool LeadsToGatewayEndpoint(Route route) =>
        route is { Destination.PrefixListId: not null, Target.Kind: RouteTargetKind.VpcEndpoint }
        && Endpoints.Find(route.Target.Id) is null or { Kind: EndpointKind.Gateway };

    /// <summary>The route tables that a VPC's subnets use. A table without subnets is left out.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The distinct route tables.</returns>
    public IEnumerable<RouteTable> RouteTablesInUse(string vpcId) =>
        Subnets.Where(subnet => subnet.VpcId == vpcId).Select(RouteTableOf).OfType<RouteTable>().Distinct();

    /// <summary>The subnets of a VPC.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The subnets, ordered by id.</returns>
    public IEnumerable<Subnet> SubnetsOf(string vpcId) => Subnets.Where(subnet => subnet.VpcId == vpcId);

    /// <summary>The available and pending endpoints of a VPC.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The endpoints, ordered by id.</returns>
    public IEnumerable<Endpoint> EndpointsOf(string vpcId) => Endpoints.Where(endpoint => endpoint.VpcId == vpcId && endpoint.IsAlive);
}
