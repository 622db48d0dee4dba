using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Route tables and their associations with subnets. Routes are in <see cref="Routes"/>.</summary>
internal sealed class RouteTables(Call call) : Handler(call)
{
    internal static readonly FilterSet<RouteTable> Filters = new(t => t.Tags)
    {
        { "association.gateway-id", t => t.Associations.Select(a => a.GatewayId) },
        { "association.route-table-association-id", t => t.Associations.Select(a => a.RouteTableAssociationId) },
        { "association.route-table-id", t => t.Associations.Select(a => a.RouteTableId) },
        { "association.subnet-id", t => t.Associations.Select(a => a.SubnetId) },
        { "association.main", t => t.Associations.Select(a => a.Main == true ? "true" : "false") },
        { "owner-id", t => t.OwnerId },
        { "route-table-id", t => t.RouteTableId },
        { "route.destination-cidr-block", t => t.Routes.Select(r => r.DestinationCidrBlock) },
        { "route.destination-ipv6-cidr-block", t => t.Routes.Select(r => r.DestinationIpv6CidrBlock) },
        { "route.destination-prefix-list-id", t => t.Routes.Select(r => r.DestinationPrefixListId) },
        { "route.egress-only-internet-gateway-id", t => t.Routes.Select(r => r.EgressOnlyInternetGatewayId) },
        { "route.gateway-id", t => t.Routes.Select(r => r.GatewayId) },
        { "route.instance-id", t => t.Routes.Select(r => r.InstanceId) },
        { "route.nat-gateway-id", t => t.Routes.Select(r => r.NatGatewayId) },
        { "route.transit-gateway-id", t => t.Routes.Select(r => r.TransitGatewayId) },
        { "route.origin", t => t.Routes.Select(r => r.Origin) },
        { "route.state", t => t.Routes.Select(r => r.State) },
        { "route.vpc-peering-connection-id", t => t.Routes.Select(r => r.VpcPeeringConnectionId) },
        { "vpc-id", t => t.VpcId },
    };

    internal static RouteTable AddMain(World world, Network net, Vpc vpc)
    {
        var table = Add(world, net, vpc, []);
        table.Associations.Add(Association(world, table, main: true, subnetId: null));
        return table;
    }

    internal static void AddLocal(Network net, Vpc vpc, string block)
    {
        foreach (var table in net.RouteTablesOf(vpc.VpcId!))
            table.Routes.Add(Local(block));
    }

    internal static void RemoveLocal(Network net, Vpc vpc, string block)
    {
        foreach (var table in net.RouteTablesOf(vpc.VpcId!))
            table.Routes.RemoveAll(r => r.GatewayId == "local" && (r.DestinationCidrBlock == block || r.DestinationIpv6CidrBlock == block));
    }

    public CreateRouteTableResponse CreateRouteTable(string vpcId, List<TagSpecification> tagSpecifications)
    {
        var vpc = Net.Vpcs.Get(vpcId);
        TagStore.Check("route-table", tagSpecifications);
        return new() { RouteTable = Add(World, Net, vpc, tagSpecifications) };
    }

    public DescribeRouteTablesResponse DescribeRouteTables(List<Filter> filters, List<string> routeTableIds, int? maxResults, string? nextToken)
    {
        var targets = new RouteTargets(World, Net);
        foreach (var route in Net.RouteTables.All.SelectMany(t => t.Routes))
            route.State = targets.StateOf(route);
        return new()
        {
            RouteTables = Filters.Apply(Net.RouteTables.Pick(routeTableIds), filters).Page(maxResults, nextToken, out var next, atMost: 100),
            NextToken = next,
        };
    }

    public void DeleteRouteTable(string routeTableId)
    {
        var table = Net.RouteTables.Get(routeTableId);
        if (table.Associations.Count > 0)
            throw new AwsException("DependencyViolation", $"The routeTable '{routeTableId}' has dependencies and cannot be deleted.");
        foreach (var endpoint in Net.Endpoints.All)
            endpoint.RouteTableIds.Remove(routeTableId);
        Net.RouteTables.Remove(routeTableId);
        Net.Tags.Forget(routeTableId);
    }

    public AssociateRouteTableResponse AssociateRouteTable(string routeTableId, string? subnetId)
    {
        var table = Net.RouteTables.Get(routeTableId);
        var subnet = Net.Subnets.Get(subnetId ?? throw AwsException.Missing("subnetId"));
        if (subnet.VpcId != table.VpcId)
            throw AwsException.InvalidValue("subnetId", subnetId, $"Route table {routeTableId} and subnet {subnetId} belong to different networks");
        if (Net.RouteTables.All.SelectMany(t => t.Associations).Any(a => a.SubnetId == subnetId))
        {
            throw new AwsException(
                "Resource.AlreadyAssociated",
                $"the specified association for route table {routeTableId} conflicts with an existing association"
            );
        }

        var association = Association(World, table, main: false, subnetId);
        table.Associations.Add(association);
        return new() { AssociationId = association.RouteTableAssociationId, AssociationState = association.AssociationState };
    }

    public void DisassociateRouteTable(string associationId)
    {
        var (table, association) = Find(associationId);
        if (association.Main == true)
            throw AwsException.InvalidValue("associationId", associationId, "cannot disassociate the main route table association");
        table.Associations.Remove(association);
    }

    public ReplaceRouteTableAssociationResponse ReplaceRouteTableAssociation(string associationId, string routeTableId)
    {
        var (from, old) = Find(associationId);
        var to = Net.RouteTables.Get(routeTableId);
        if (to.VpcId != from.VpcId)
            throw AwsException.InvalidValue("routeTableId", routeTableId, "The route tables belong to different networks");
        from.Associations.Remove(old);
        var association = Association(World, to, old.Main == true, old.SubnetId);
        to.Associations.Add(association);
        return new() { NewAssociationId = association.RouteTableAssociationId, AssociationState = association.AssociationState };
    }

    private static RouteTable Add(World world, Network net, Vpc vpc, List<TagSpecification> tagSpecifications)
    {
        var id = world.Ids.Resource("rtb");
        var table = new RouteTable
        {
            RouteTableId = id,
            VpcId = vpc.VpcId,
            OwnerId = vpc.OwnerId,
            Tags = net.Tags.Born(id, "route-table", tagSpecifications),
            Routes = [.. vpc.Blocks.Concat(vpc.Ipv6Blocks).Select(Local)],
        };
        net.RouteTables.Add(id, table);
        return table;
    }

    private static Route Local(string block)
    {
        var route = new Route
        {
            GatewayId = "local",
            Origin = "CreateRouteTable",
            State = "active",
        };
        if (block.Contains(':', StringComparison.Ordinal))
            route.DestinationIpv6CidrBlock = block;
        else
            route.DestinationCidrBlock = block;
        return route;
    }

    private static RouteTableAssociation Association(World world, RouteTable table, bool main, string? subnetId) =>
        new()
        {
            Main = main,
            RouteTableAssociationId = world.Ids.Resource("rtbassoc"),
            RouteTableId = table.RouteTableId,
            SubnetId = subnetId,
            AssociationState = new() { State = "associated" },
        };

    private (RouteTable Table, RouteTableAssociation Association) Find(string associationId)
    {
        foreach (var table in Net.RouteTables.All)
        {
            if (table.Associations.Find(a => a.RouteTableAssociationId == associationId) is { } association)
                return (table, association);
        }

        throw new AwsException("InvalidAssociationID.NotFound", $"The association ID '{associationId}' does not exist");
    }
}
