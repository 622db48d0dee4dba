using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§5: Transit Gateways.</summary>
public sealed class TransitGatewayRules : IDisposable
{
    private const string Other = "210987654321";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_5_an_attachment_has_one_subnet_in_each_zone_and_takes_an_address_of_it()
    {
        var (gateway, vpc) = (await Gateway(), await _aws.Vpc());
        var (first, same) = (await _aws.Subnet(vpc), await _aws.Subnet(vpc, "10.2.11.0/24"));
        var refused = await _aws.Ec2(
            "CreateTransitGatewayVpcAttachment",
            ("TransitGatewayId", gateway),
            ("VpcId", vpc),
            ("SubnetIds.1", first),
            ("SubnetIds.2", same)
        );
        Assert.Equal("DuplicateSubnetsInSameZone", refused.Code);
        var attachment = await Attach(gateway, vpc, first);
        Assert.Equal(
            "DuplicateSubnetsInSameZone",
            (await _aws.Ec2("ModifyTransitGatewayVpcAttachment", ("TransitGatewayAttachmentId", attachment), ("AddSubnetIds.1", same))).Code
        );
        var card = await _aws.Ec2("DescribeNetworkInterfaces", ("Filter.1.Name", "subnet-id"), ("Filter.1.Value.1", first));
        Assert.Equal("transit_gateway", card["interfaceType"]);
        Assert.Equal("DependencyViolation", (await _aws.Ec2("DeleteSubnet", ("SubnetId", first))).Code);
    }

    [Fact]
    public async Task Rule_5_an_attachment_supports_dns_and_no_appliances_unless_told_otherwise()
    {
        var (gateway, vpc) = (await Gateway(), await _aws.Vpc());
        var made = await _aws.Ec2(
            "CreateTransitGatewayVpcAttachment",
            ("TransitGatewayId", gateway),
            ("VpcId", vpc),
            ("SubnetIds.1", await _aws.Subnet(vpc))
        );
        Assert.Equal(("enable", "disable", "disable"), (made["dnsSupport"], made["applianceModeSupport"], made["ipv6Support"]));
    }

    [Fact]
    public async Task Rule_5_a_vpc_is_attached_once()
    {
        var (gateway, vpc) = (await Gateway(), await _aws.Vpc());
        var subnet = await _aws.Subnet(vpc);
        await Attach(gateway, vpc, subnet);
        var again = await _aws.Ec2("CreateTransitGatewayVpcAttachment", ("TransitGatewayId", gateway), ("VpcId", vpc), ("SubnetIds.1", subnet));
        Assert.Equal("DuplicateTransitGatewayAttachment", again.Code);
        Assert.Equal($"{gateway} has non-deleted Transit Gateway Attachments with same VPC ID.", again.Message);
    }

    [Fact]
    public async Task Rule_5_an_attachment_is_pending_available_modifying_deleting_deleted()
    {
        var (gateway, vpc) = (await Gateway(), await _aws.Vpc());
        var subnet = await _aws.Subnet(vpc);
        var id = await _aws.Make(
            "CreateTransitGatewayVpcAttachment",
            "transitGatewayAttachmentId",
            ("TransitGatewayId", gateway),
            ("VpcId", vpc),
            ("SubnetIds.1", subnet)
        );
        Assert.Equal("pending", await State(id));
        _aws.Settle();
        Assert.Equal("available", await State(id));
        await _aws.Make("ModifyTransitGatewayVpcAttachment", "state", ("TransitGatewayAttachmentId", id), ("Options.ApplianceModeSupport", "enable"));
        Assert.Equal("modifying", await State(id));
        Assert.Equal(
            "IncorrectState",
            (await _aws.Ec2("ModifyTransitGatewayVpcAttachment", ("TransitGatewayAttachmentId", id), ("Options.DnsSupport", "disable"))).Code
        );
        _aws.Settle();
        await _aws.Make("DeleteTransitGatewayVpcAttachment", "state", ("TransitGatewayAttachmentId", id));
        Assert.Equal("deleting", await State(id));
        Assert.Equal("IncorrectState", (await _aws.Ec2("DeleteTransitGateway", ("TransitGatewayId", gateway))).Code);
        _aws.Settle();
        Assert.Equal("deleted", await State(id));
        await _aws.Make("DeleteSubnet", "return", ("SubnetId", subnet));
    }

    [Fact]
    public async Task Rule_5_overlapping_blocks_attach_but_the_newcomers_are_not_propagated()
    {
        var gateway = await Gateway();
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc());
        var first = await Attach(gateway, one, await _aws.Subnet(one));
        await Attach(gateway, other, await _aws.Subnet(other));
        var route = Assert.Single(await Routes(await DefaultTable(gateway)));
        Assert.Equal(("10.2.0.0/16", first, "propagated"), route);
    }

    [Fact]
    public async Task Rule_5_an_attachment_joins_the_default_table_and_has_one_association()
    {
        var (gateway, vpc) = (await Gateway(), await _aws.Vpc());
        var attachment = await Attach(gateway, vpc, await _aws.Subnet(vpc));
        var table = await DefaultTable(gateway);
        Assert.Equal(
            attachment,
            (await _aws.Ec2("GetTransitGatewayRouteTableAssociations", ("TransitGatewayRouteTableId", table)))["transitGatewayAttachmentId"]
        );
        Assert.Equal(
            table,
            (await _aws.Ec2("GetTransitGatewayAttachmentPropagations", ("TransitGatewayAttachmentId", attachment)))["transitGatewayRouteTableId"]
        );
        var own = await Table(gateway);
        Assert.Equal(
            "Resource.AlreadyAssociated",
            (
                await _aws.Ec2("AssociateTransitGatewayRouteTable", ("TransitGatewayRouteTableId", own), ("TransitGatewayAttachmentId", attachment))
            ).Code
        );
        await _aws.Make(
            "EnableTransitGatewayRouteTablePropagation",
            "state",
            ("TransitGatewayRouteTableId", own),
            ("TransitGatewayAttachmentId", attachment)
        );
        _aws.Settle();
        Assert.Single(await Routes(own));
        Assert.Equal(
            "TransitGatewayRouteTablePropagation.Duplicate",
            (
                await _aws.Ec2(
                    "EnableTransitGatewayRouteTablePropagation",
                    ("TransitGatewayRouteTableId", own),
                    ("TransitGatewayAttachmentId", attachment)
                )
            ).Code
        );
        Assert.Equal("IncorrectState", (await _aws.Ec2("DeleteTransitGatewayRouteTable", ("TransitGatewayRouteTableId", table))).Code);
    }

    [Fact]
    public async Task Rule_5_a_static_route_beats_a_propagated_one_and_outlives_its_attachment_as_a_blackhole()
    {
        var gateway = await Gateway();
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        await Attach(gateway, one, await _aws.Subnet(one));
        var second = await Attach(gateway, other, await _aws.Subnet(other, "10.3.10.0/24"));
        var table = await DefaultTable(gateway);
        await _aws.Make(
            "CreateTransitGatewayRoute",
            "state",
            ("TransitGatewayRouteTableId", table),
            ("DestinationCidrBlock", "10.2.0.0/16"),
            ("TransitGatewayAttachmentId", second)
        );
        Assert.Equal(
            "RouteAlreadyExists",
            (
                await _aws.Ec2(
                    "CreateTransitGatewayRoute",
                    ("TransitGatewayRouteTableId", table),
                    ("DestinationCidrBlock", "10.2.7.0/16"),
                    ("Blackhole", "true")
                )
            ).Code
        );
        Assert.Equal([("10.2.0.0/16", second, "static"), ("10.3.0.0/16", second, "propagated")], await Routes(table));
        await _aws.Make("DeleteTransitGatewayVpcAttachment", "state", ("TransitGatewayAttachmentId", second));
        _aws.Settle();
        var gone = await _aws.Ec2(
            "SearchTransitGatewayRoutes",
            ("TransitGatewayRouteTableId", table),
            ("Filter.1.Name", "state"),
            ("Filter.1.Value.1", "blackhole")
        );
        Assert.Equal(["10.2.0.0/16"], gone.All("destinationCidrBlock"));
    }

    [Fact]
    public async Task Rule_5_attaching_changes_no_route_table_of_the_vpc_and_a_route_needs_the_attachment()
    {
        var (gateway, vpc) = (await Gateway(), await _aws.Vpc());
        var subnet = await _aws.Subnet(vpc);
        var table = await _aws.Make("DescribeRouteTables", "routeTableId", ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", vpc));
        (string, string)[] route = [("RouteTableId", table), ("DestinationCidrBlock", "10.255.0.0/16"), ("TransitGatewayId", gateway)];
        Assert.Equal("InvalidTransitGatewayID.NotFound", (await _aws.Ec2("CreateRoute", route)).Code);
        await Attach(gateway, vpc, subnet);
        Assert.Equal(["10.2.0.0/16"], (await _aws.Ec2("DescribeRouteTables", ("RouteTableId.1", table))).All("destinationCidrBlock"));
        await _aws.Make("CreateRoute", "return", route);
        Assert.Equal(gateway, (await _aws.Ec2("DescribeRouteTables", ("RouteTableId.1", table)))["transitGatewayId"]);
    }

    [Fact]
    public async Task Rule_5_the_attachment_of_another_account_waits_for_acceptance()
    {
        var gateway = await Gateway();
        var spoke = _aws.As(Other);
        var vpc = await spoke.Vpc();
        var subnet = await spoke.Subnet(vpc);
        var id = await spoke.Make(
            "CreateTransitGatewayVpcAttachment",
            "transitGatewayAttachmentId",
            ("TransitGatewayId", gateway),
            ("VpcId", vpc),
            ("SubnetIds.1", subnet)
        );
        Assert.Equal("pendingAcceptance", await State(id));
        Assert.Equal(
            "InvalidTransitGatewayAttachmentID.NotFound",
            (await spoke.Ec2("AcceptTransitGatewayVpcAttachment", ("TransitGatewayAttachmentId", id))).Code
        );
        await _aws.Make("AcceptTransitGatewayVpcAttachment", "state", ("TransitGatewayAttachmentId", id));
        _aws.Settle();
        Assert.Equal("available", (await spoke.Ec2("DescribeTransitGatewayAttachments", ("TransitGatewayAttachmentIds.1", id)))["state"]);
        Assert.Equal("IncorrectState", (await _aws.Ec2("RejectTransitGatewayVpcAttachment", ("TransitGatewayAttachmentId", id))).Code);
    }

    [Fact]
    public async Task Rule_5_unknown_gateways_and_attachments_are_not_found()
    {
        Assert.Equal(
            "InvalidTransitGatewayID.NotFound",
            (await _aws.Ec2("DescribeTransitGateways", ("TransitGatewayIds.1", "tgw-00000000000000000"))).Code
        );
        Assert.Equal(
            "InvalidTransitGatewayAttachmentID.NotFound",
            (await _aws.Ec2("DescribeTransitGatewayVpcAttachments", ("TransitGatewayAttachmentIds.1", "tgw-attach-00000000000000000"))).Code
        );
        Assert.Equal(
            "InvalidRouteTableID.NotFound",
            (await _aws.Ec2("DescribeTransitGatewayRouteTables", ("TransitGatewayRouteTableIds.1", "tgw-rtb-00000000000000000"))).Code
        );
    }

    [Fact]
    public async Task Rule_5_security_groups_are_referenced_on_attachments_by_default_but_not_on_the_gateway()
    {
        var (gateway, vpc) = (await Gateway(), await _aws.Vpc());
        var attachment = await Attach(gateway, vpc, await _aws.Subnet(vpc));
        Assert.Equal("disable", (await _aws.Ec2("DescribeTransitGateways", ("TransitGatewayIds.1", gateway)))["securityGroupReferencingSupport"]);
        Assert.Equal(
            "enable",
            (await _aws.Ec2("DescribeTransitGatewayVpcAttachments", ("TransitGatewayAttachmentIds.1", attachment)))["securityGroupReferencingSupport"]
        );
    }

    private async Task<string> Gateway()
    {
        var id = await _aws.Make("CreateTransitGateway", "transitGatewayId");
        _aws.Settle();
        return id;
    }

    private async Task<string> Attach(string gateway, string vpc, string subnet)
    {
        var id = await _aws.Make(
            "CreateTransitGatewayVpcAttachment",
            "transitGatewayAttachmentId",
            ("TransitGatewayId", gateway),
            ("VpcId", vpc),
            ("SubnetIds.1", subnet)
        );
        _aws.Settle();
        return id;
    }

    private async Task<string> Table(string gateway)
    {
        var id = await _aws.Make("CreateTransitGatewayRouteTable", "transitGatewayRouteTableId", ("TransitGatewayId", gateway));
        _aws.Settle();
        return id;
    }

    private Task<string> DefaultTable(string gateway) =>
        _aws.Make("DescribeTransitGateways", "associationDefaultRouteTableId", ("TransitGatewayIds.1", gateway));

    private async Task<string> State(string attachment) =>
        (await _aws.Ec2("DescribeTransitGatewayVpcAttachments", ("TransitGatewayAttachmentIds.1", attachment)))["state"];

    private async Task<List<(string Block, string Attachment, string Type)>> Routes(string table)
    {
        var found = await _aws.Ec2(
            "SearchTransitGatewayRoutes",
            ("TransitGatewayRouteTableId", table),
            ("Filter.1.Name", "type"),
            ("Filter.1.Value.1", "static"),
            ("Filter.1.Value.2", "propagated")
        );
        Assert.True(found.Status == 200, found.ToString());
        return [.. found.All("destinationCidrBlock").Zip(found.All("transitGatewayAttachmentId"), found.All("type"))];
    }
}
