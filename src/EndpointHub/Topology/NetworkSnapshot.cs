namespace EndpointHub.Topology;

/// <summary>
/// What a part of the network was at one time: immutable, complete for the VPCs it holds, and equal to another by content.
/// Everything that is judged or planned is judged and planned on one of these.
/// </summary>
internal sealed record NetworkSnapshot
{
    /// <summary>The snapshot of nothing.</summary>
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

    /// <summary>The interfaces of the VPCs' endpoints.</summary>
    public ResourceTable<NetworkInterface> NetworkInterfaces { get; init; } = ResourceTable<NetworkInterface>.Empty;

    /// <summary>The peerings that touch one of the VPCs.</summary>
    public ResourceTable<Peering> Peerings { get; init; } = ResourceTable<Peering>.Empty;

    /// <summary>The Transit Gateways that the VPCs' route tables name. One that is named and missing here was not read.</summary>
    public ResourceTable<TransitGateway> TransitGateways { get; init; } = ResourceTable<TransitGateway>.Empty;

    /// <summary>The VPCs' attachments to these gateways.</summary>
    public ResourceTable<TransitGatewayAttachment> TransitGatewayAttachments { get; init; } = ResourceTable<TransitGatewayAttachment>.Empty;

    /// <summary>The tables that these attachments are associated with.</summary>
    public ResourceTable<TransitGatewayRouteTable> TransitGatewayRouteTables { get; init; } = ResourceTable<TransitGatewayRouteTable>.Empty;

    /// <summary>
    /// The prefix lists that routes and security group rules of the VPCs name, and S3's where image pulls are tested. One that is named and missing
    /// here was not read.
    /// </summary>
    public ResourceTable<PrefixList> PrefixLists { get; init; } = ResourceTable<PrefixList>.Empty;

    /// <summary>The VPCs' endpoints.</summary>
    public ResourceTable<Endpoint> Endpoints { get; init; } = ResourceTable<Endpoint>.Empty;

    /// <summary>Endpoints of further VPCs that Profiles bring to one of these. Nothing of those VPCs is here.</summary>
    public ResourceTable<Endpoint> EndpointsOfProfiles { get; init; } = ResourceTable<Endpoint>.Empty;

    /// <summary>
    /// The customers' private zones that answer in one of the VPCs. The zones behind endpoints' private names are not among
    /// them: those names stand on the endpoints.
    /// </summary>
    public ResourceTable<PrivateZone> Zones { get; init; } = ResourceTable<PrivateZone>.Empty;

    /// <summary>The Resolver rules of the VPCs, and those of their Profiles.</summary>
    public ResourceTable<ResolverRule> ResolverRules { get; init; } = ResourceTable<ResolverRule>.Empty;

    /// <summary>The DNS Firewall rule groups of the VPCs, and those of their Profiles.</summary>
    public ResourceTable<FirewallRuleGroup> FirewallRuleGroups { get; init; } = ResourceTable<FirewallRuleGroup>.Empty;

    /// <summary>The lists of domains that these groups' rules name. One that is named and missing here was not read.</summary>
    public ResourceTable<FirewallDomainList> FirewallDomainLists { get; init; } = ResourceTable<FirewallDomainList>.Empty;

    /// <summary>The Route 53 Profiles of the VPCs' accounts, those without one of the VPCs among them: what they hold serves other VPCs.</summary>
    public ResourceTable<DnsProfile> Profiles { get; init; } = ResourceTable<DnsProfile>.Empty;

    /// <summary>The endpoint services that were asked for.</summary>
    public ResourceTable<EndpointService> Services { get; init; } = ResourceTable<EndpointService>.Empty;

    /// <summary>The route table that a subnet uses: its explicit one, else the VPC's main one.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <returns>The table, or null when the snapshot has none.</returns>
    public RouteTable? RouteTableOf(Subnet subnet) =>
        RouteTables.FirstOrDefault(table => table.VpcId == subnet.VpcId && table.SubnetIds.Contains(subnet.Id))
        ?? RouteTables.FirstOrDefault(table => table.VpcId == subnet.VpcId && table.IsMain);

    /// <summary>The network ACL that filters a subnet: its own, else the VPC's default one.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <returns>The ACL, or null when the snapshot has none.</returns>
    public NetworkAcl? NetworkAclOf(Subnet subnet) =>
        NetworkAcls.FirstOrDefault(acl => acl.VpcId == subnet.VpcId && acl.SubnetIds.Contains(subnet.Id))
        ?? NetworkAcls.FirstOrDefault(acl => acl.VpcId == subnet.VpcId && acl.IsDefault);

    /// <summary>
    /// Whether a route is one that AWS put in for a gateway endpoint. Its prefix list is AWS's own, and holds public addresses only.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <returns>Whether it is.</returns>
    public bool LeadsToGatewayEndpoint(Route route) => route is { Destination.PrefixListId: not null, Target.Kind: RouteTargetKind.VpcEndpoint }
        && Endpoints.Find(route.Target.Id) is null or { Kind: EndpointKind.Gateway };

    /// <summary>The route tables that a VPC's subnets use; a table that serves no subnet is left out.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The tables, each once.</returns>
    public IEnumerable<RouteTable> RouteTablesInUse(string vpcId) =>
        Subnets.Where(subnet => subnet.VpcId == vpcId).Select(RouteTableOf).OfType<RouteTable>().Distinct();

    /// <summary>The subnets of a VPC.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The subnets, ordered by id.</returns>
    public IEnumerable<Subnet> SubnetsOf(string vpcId) => Subnets.Where(subnet => subnet.VpcId == vpcId);

    /// <summary>The endpoints of a VPC that stand or may yet stand.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>The endpoints, ordered by id.</returns>
    public IEnumerable<Endpoint> EndpointsOf(string vpcId) => Endpoints.Where(endpoint => endpoint.VpcId == vpcId && endpoint.IsAlive);
}
