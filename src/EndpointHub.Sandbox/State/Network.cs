using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.State;

/// <summary>The EC2 resources of one account in one Region.</summary>
internal sealed class Network
{
    private readonly ITable[] _tables;

    public Network(string account, string region)
    {
        (Account, Region) = (account, region);
        _tables =
        [
            Vpcs,
            Subnets,
            RouteTables,
            SecurityGroups,
            SecurityGroupRules,
            NetworkAcls,
            Interfaces,
            Endpoints,
            InternetGateways,
            EgressOnlyInternetGateways,
            NatGateways,
            Addresses,
            DhcpOptionSets,
            PrefixLists,
            TransitGatewayRouteTables,
        ];
    }

    public string Account { get; }

    public string Region { get; }

    public Table<Vpc> Vpcs { get; } = new("vpc", "InvalidVpcID.NotFound", "InvalidVpcID.Malformed", "vpc");

    public Table<Subnet> Subnets { get; } = new("subnet", "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed", "subnet");

    public Table<RouteTable> RouteTables { get; } = new("rtb", "InvalidRouteTableID.NotFound", "InvalidRouteTableID.Malformed", "routeTable");

    public Table<SecurityGroup> SecurityGroups { get; } = new("sg", "InvalidGroup.NotFound", "InvalidGroupId.Malformed", "security group");

    public Table<SecurityGroupRule> SecurityGroupRules { get; } =
        new("sgr", "InvalidSecurityGroupRuleId.NotFound", "InvalidSecurityGroupRuleId.Malformed", "security group rule");

    public Table<NetworkAcl> NetworkAcls { get; } = new("acl", "InvalidNetworkAclID.NotFound", "InvalidNetworkAclID.Malformed", "networkAcl");

    public Table<NetworkInterface> Interfaces { get; } =
        new("eni", "InvalidNetworkInterfaceID.NotFound", "InvalidNetworkInterfaceID.Malformed", "networkInterface");

    public Table<VpcEndpoint> Endpoints { get; } = new("vpce", "InvalidVpcEndpointId.NotFound", "InvalidVpcEndpointId.Malformed", "Vpc Endpoint");

    public Table<InternetGateway> InternetGateways { get; } =
        new("igw", "InvalidInternetGatewayID.NotFound", "InvalidInternetGatewayID.Malformed", "internetGateway");

    public Table<EgressOnlyInternetGateway> EgressOnlyInternetGateways { get; } =
        new("eigw", "InvalidGatewayID.NotFound", "InvalidGatewayID.Malformed", "eigw");

    public Table<NatGateway> NatGateways { get; } = new("nat", "NatGatewayNotFound", "NatGatewayMalformed", "NatGateway");

    public Table<Address> Addresses { get; } = new("eipalloc", "InvalidAllocationID.NotFound", "InvalidAllocationID.Malformed", "allocation");

    public Table<DhcpOptions> DhcpOptionSets { get; } = new("dopt", "InvalidDhcpOptionID.NotFound", "InvalidDhcpOptionsId.Malformed", "dhcpOption");

    /// <summary>The customer-managed prefix lists of the account. AWS-managed prefix lists are not stored.</summary>
    public Table<ManagedPrefixList> PrefixLists { get; } = new("pl", "InvalidPrefixListID.NotFound", "InvalidPrefixListId.Malformed", "prefix list");

    public Table<TransitGatewayRouteTable> TransitGatewayRouteTables { get; } =
        new("tgw-rtb", "InvalidRouteTableID.NotFound", "InvalidRouteTableId.Malformed", "transit gateway route table");

    public TagStore Tags { get; } = new();

    /// <summary>The responses to calls with a ClientToken: a repeated token returns the same resource.</summary>
    public Dictionary<(string Action, string Token), (string Parameters, Wire.IWireResponse Answer)> Tokens { get; } = [];

    /// <summary>True if no resource exists in the account and Region.</summary>
    public bool IsEmpty => Array.TrueForAll(_tables, t => t.IsEmpty);

    public ITable? TableOf(string id) => Array.Find(_tables, t => id.StartsWith(t.Prefix + "-", StringComparison.Ordinal));

    public IEnumerable<RouteTable> RouteTablesOf(string vpcId) => RouteTables.All.Where(t => t.VpcId == vpcId);

    public RouteTable MainRouteTable(string vpcId) => RouteTablesOf(vpcId).Single(t => t.Associations.Exists(a => a.Main == true));

    public SecurityGroup DefaultGroup(string vpcId) => SecurityGroups.All.Single(g => g.VpcId == vpcId && g.GroupName == "default");
}
