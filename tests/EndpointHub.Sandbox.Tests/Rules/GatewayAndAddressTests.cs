using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>Gateways, addresses, interfaces, DHCP options, and routes to them.</summary>
public sealed class GatewayAndAddressTests : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task An_associated_address_is_shown_on_its_interface_and_cannot_be_released()
    {
        var card = await Card(await _aws.Subnet(await _aws.Vpc()));
        var address = await _aws.Make("AllocateAddress", "allocationId");
        var association = await _aws.Make("AssociateAddress", "associationId", ("AllocationId", address), ("NetworkInterfaceId", card));
        Assert.Equal(association, await _aws.Make("DescribeNetworkInterfaces", "associationId", ("NetworkInterfaceId.1", card)));
        Assert.Equal(card, await _aws.Make("DescribeAddresses", "networkInterfaceId", ("AllocationId.1", address)));
        Assert.Equal("InvalidIPAddress.InUse", (await _aws.Ec2("ReleaseAddress", ("AllocationId", address))).Code);
        await _aws.Make("DisassociateAddress", "return", ("AssociationId", association));
        Assert.Equal("InvalidAssociationID.NotFound", (await _aws.Ec2("DisassociateAddress", ("AssociationId", association))).Code);
        await _aws.Make("ReleaseAddress", "return", ("AllocationId", address));
    }

    [Fact]
    public async Task An_internet_gateway_cannot_be_detached_while_the_vpc_has_public_addresses()
    {
        var vpc = await _aws.Vpc();
        var gateway = await _aws.Make("CreateInternetGateway", "internetGatewayId");
        await _aws.Make("AttachInternetGateway", "return", ("InternetGatewayId", gateway), ("VpcId", vpc));
        var association = await _aws.Make(
            "AssociateAddress",
            "associationId",
            ("AllocationId", await _aws.Make("AllocateAddress", "allocationId")),
            ("NetworkInterfaceId", await Card(await _aws.Subnet(vpc)))
        );
        (string, string)[] detach = [("InternetGatewayId", gateway), ("VpcId", vpc)];
        Assert.Equal("DependencyViolation", (await _aws.Ec2("DetachInternetGateway", detach)).Code);
        await _aws.Make("DisassociateAddress", "return", ("AssociationId", association));
        await _aws.Make("DetachInternetGateway", "return", detach);
        Assert.Equal("Gateway.NotAttached", (await _aws.Ec2("DetachInternetGateway", detach)).Code);
    }

    [Fact]
    public async Task The_address_of_a_NAT_gateway_can_be_released_only_after_the_gateway()
    {
        var subnet = await _aws.Subnet(await _aws.Vpc());
        var address = await _aws.Make("AllocateAddress", "allocationId");
        var nat = await _aws.Make("CreateNatGateway", "natGatewayId", ("SubnetId", subnet), ("AllocationId", address));
        var association = await _aws.Make("DescribeAddresses", "associationId", ("AllocationId.1", address));
        Assert.Equal("AuthFailure", (await _aws.Ec2("DisassociateAddress", ("AssociationId", association))).Code);
        await _aws.Make("DeleteNatGateway", "natGatewayId", ("NatGatewayId", nat));
        _aws.Settle();
        await _aws.Make("ReleaseAddress", "return", ("AllocationId", address));
    }

    [Fact]
    public async Task An_interface_prevents_deletion_of_its_subnet_and_groups()
    {
        var vpc = await _aws.Vpc();
        var (subnet, group) = (await _aws.Subnet(vpc), await _aws.Group(vpc));
        var card = await Card(subnet, ("SecurityGroupId.1", group), ("PrivateIpAddress", "10.2.10.20"));
        Assert.Equal("DependencyViolation", (await _aws.Ec2("DeleteSubnet", ("SubnetId", subnet))).Code);
        Assert.Equal("DependencyViolation", (await _aws.Ec2("DeleteSecurityGroup", ("GroupId", group))).Code);
        Assert.Equal(
            "InvalidIPAddress.InUse",
            (await _aws.Ec2("CreateNetworkInterface", ("SubnetId", subnet), ("PrivateIpAddress", "10.2.10.20"))).Code
        );
        await _aws.Make("AssignPrivateIpAddresses", "privateIpAddress", ("NetworkInterfaceId", card), ("SecondaryPrivateIpAddressCount", "2"));
        Assert.Equal(3, (await _aws.Ec2("DescribeNetworkInterfaces", ("NetworkInterfaceId.1", card))).Elements("primary").Count());
        await _aws.Make("DeleteNetworkInterface", "return", ("NetworkInterfaceId", card));
        await _aws.Make("DeleteSubnet", "return", ("SubnetId", subnet));
    }

    [Fact]
    public async Task A_requester_managed_interface_cannot_be_changed()
    {
        var vpc = await _aws.Vpc();
        await _aws.Endpoint(vpc, await _aws.Subnet(vpc));
        var card = await _aws.Make("DescribeNetworkInterfaces", "networkInterfaceId", ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", vpc));
        Assert.Equal("InvalidParameterValue", (await _aws.Ec2("DeleteNetworkInterface", ("NetworkInterfaceId", card))).Code);
        Assert.Equal(
            "OperationNotPermitted",
            (await _aws.Ec2("ModifyNetworkInterfaceAttribute", ("NetworkInterfaceId", card), ("SourceDestCheck.Value", "false"))).Code
        );
    }

    [Fact]
    public async Task DHCP_options_in_use_cannot_be_deleted()
    {
        var vpc = await _aws.Vpc();
        var options = await _aws.Make(
            "CreateDhcpOptions",
            "dhcpOptionsId",
            ("DhcpConfiguration.1.Key", "domain-name"),
            ("DhcpConfiguration.1.Value.1", "corp.example")
        );
        await _aws.Make("AssociateDhcpOptions", "return", ("DhcpOptionsId", options), ("VpcId", vpc));
        Assert.Equal("DependencyViolation", (await _aws.Ec2("DeleteDhcpOptions", ("DhcpOptionsId", options))).Code);
        await _aws.Make("AssociateDhcpOptions", "return", ("DhcpOptionsId", "default"), ("VpcId", vpc));
        await _aws.Make("DeleteDhcpOptions", "return", ("DhcpOptionsId", options));
        Assert.Equal("InvalidDhcpOptionID.NotFound", (await _aws.Ec2("DescribeDhcpOptions", ("DhcpOptionsId.1", options))).Code);
    }

    [Fact]
    public async Task A_route_has_one_target_in_its_vpc_and_becomes_a_blackhole_when_it_is_deleted()
    {
        var (vpc, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var table = await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", vpc));
        var way = await _aws.Make("CreateEgressOnlyInternetGateway", "egressOnlyInternetGatewayId", ("VpcId", vpc));
        var foreign = await _aws.Make("CreateEgressOnlyInternetGateway", "egressOnlyInternetGatewayId", ("VpcId", other));
        Task<Answer> Route(params (string, string)[] target) =>
            _aws.Ec2("CreateRoute", [("RouteTableId", table), ("DestinationIpv6CidrBlock", "::/0"), .. target]);
        Assert.Equal("InvalidParameterCombination", (await Route()).Code);
        Assert.Equal("InvalidParameterValue", (await Route(("EgressOnlyInternetGatewayId", foreign))).Code);
        Assert.Equal(200, (await Route(("EgressOnlyInternetGatewayId", way))).Status);
        await _aws.Make("DeleteEgressOnlyInternetGateway", "returnCode", ("EgressOnlyInternetGatewayId", way));
        Assert.Contains("blackhole", (await _aws.Ec2("DescribeRouteTables", ("RouteTableId.1", table))).All("state"));
    }

    private Task<string> Card(string subnet, params (string, string)[] more) =>
        _aws.Make("CreateNetworkInterface", "networkInterfaceId", [("SubnetId", subnet), .. more]);
}
