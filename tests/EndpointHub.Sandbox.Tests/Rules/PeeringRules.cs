using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§4: peering and routes.</summary>
public sealed class PeeringRules : IDisposable
{
    private const string Other = "210987654321";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_4_a_request_goes_from_initiating_to_pending_acceptance_and_by_acceptance_to_active()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var id = await Request(one, other);
        Assert.Equal("initiating-request", await Status(id));
        _aws.Settle();
        Assert.Equal("pending-acceptance", await Status(id));
        await _aws.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id));
        Assert.Equal("provisioning", await Status(id));
        _aws.Settle();
        Assert.Equal("active", await Status(id));
    }

    [Theory]
    [InlineData("10.2.0.0/16")]
    [InlineData("10.2.128.0/20")]
    public async Task Rule_4_overlapping_blocks_raise_no_error_but_a_failed_status(string cidr)
    {
        var id = await Request(await _aws.Vpc(), await _aws.Vpc(cidr));
        _aws.Settle();
        Assert.Equal("failed", await Status(id));
        Assert.Equal("Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range", (await Described(id))["message"]);
        Assert.Equal("InvalidStateTransition", (await _aws.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Code);
        Assert.Equal("InvalidStateTransition", (await _aws.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Code);
    }

    [Fact]
    public async Task Rule_4_overlap_is_judged_by_all_blocks_of_both()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        await _aws.Make("AssociateVpcCidrBlock", "associationId", ("VpcId", one), ("CidrBlock", "100.64.0.0/16"));
        await _aws.Make("AssociateVpcCidrBlock", "associationId", ("VpcId", other), ("CidrBlock", "100.64.8.0/22"));
        var id = await Request(one, other);
        _aws.Settle();
        Assert.Equal("failed", await Status(id));
    }

    [Fact]
    public async Task Rule_4_a_missing_peer_region_fails_with_the_same_words()
    {
        var virginia = _aws.As(region: "us-east-1");
        var id = await Request(await _aws.Vpc(), await virginia.Vpc("10.3.0.0/16"));
        _aws.Settle();
        Assert.Equal("failed", await Status(id));
    }

    [Fact]
    public async Task Rule_4_another_region_is_accepted_there_and_not_here()
    {
        var virginia = _aws.As(region: "us-east-1");
        var id = await _aws.Make("CreateVpcPeeringConnection", "vpcPeeringConnectionId",
            ("VpcId", await _aws.Vpc()), ("PeerVpcId", await virginia.Vpc("10.3.0.0/16")), ("PeerRegion", "us-east-1"));
        _aws.Settle();
        Assert.Equal("OperationNotPermitted", (await _aws.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Code);
        Assert.Equal(200, (await virginia.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Status);
    }

    [Fact]
    public async Task Rule_4_another_account_accepts_and_both_see_it()
    {
        var peer = _aws.As(Other);
        var id = await _aws.Make("CreateVpcPeeringConnection", "vpcPeeringConnectionId",
            ("VpcId", await _aws.Vpc()), ("PeerVpcId", await peer.Vpc("10.3.0.0/16")), ("PeerOwnerId", Other));
        _aws.Settle();
        Assert.Equal([id], (await peer.Ec2("DescribeVpcPeeringConnections")).All("vpcPeeringConnectionId"));
        Assert.Equal(200, (await peer.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Status);
        Assert.Empty((await _aws.As("111111111111").Ec2("DescribeVpcPeeringConnections")).All("vpcPeeringConnectionId"));
    }

    [Fact]
    public async Task Rule_4_the_other_sides_blocks_show_only_while_it_is_active()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var id = await Request(one, other);
        _aws.Settle();
        Assert.DoesNotContain("10.3.0.0/16", (await Described(id)).All("cidrBlock"));
        await _aws.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id));
        _aws.Settle();
        Assert.Contains("10.3.0.0/16", (await Described(id)).All("cidrBlock"));
    }

    [Fact]
    public async Task Rule_4_there_is_one_peering_between_two_vpcs()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        await _aws.Peering(one, other);
        Assert.Equal("VpcPeeringConnectionAlreadyExists", (await _aws.Ec2("CreateVpcPeeringConnection", ("VpcId", other), ("PeerVpcId", one))).Code);
    }

    [Fact]
    public async Task Rule_4_a_request_expires_after_7_days()
    {
        var id = await Request(await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        _aws.Wait(7 * 86400 + 1);
        Assert.Equal("expired", await Status(id));
    }

    [Fact]
    public async Task Rule_4_a_rejected_request_cannot_be_deleted()
    {
        var id = await Request(await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        _aws.Settle();
        await _aws.Make("RejectVpcPeeringConnection", "return", ("VpcPeeringConnectionId", id));
        Assert.Equal("rejected", await Status(id));
        Assert.Equal("InvalidStateTransition", (await _aws.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Code);
    }

    [Fact]
    public async Task Rule_4_an_unknown_peering_is_not_found_with_a_capital_ID()
    {
        Assert.Equal("InvalidVpcPeeringConnectionID.NotFound", (await Described("pcx-0123456789abcdef0")).Code);
    }

    [Fact]
    public async Task Rule_4_remote_dns_resolution_needs_dns_hostnames()
    {
        var (one, other) = (await _aws.Vpc(dns: false), await _aws.Vpc("10.3.0.0/16"));
        var id = await _aws.Peering(one, other);
        Assert.Equal("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
            (await _aws.Ec2("ModifyVpcPeeringConnectionOptions", ("VpcPeeringConnectionId", id), ("RequesterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc", "true"))).Code);
        Assert.Equal("true", await _aws.Make("ModifyVpcPeeringConnectionOptions", "allowDnsResolutionFromRemoteVpc",
            ("VpcPeeringConnectionId", id), ("AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc", "true")));
    }

    [Fact]
    public async Task Rule_4_route_destinations_are_canonicalised_and_stand_once()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("100.68.0.0/16"));
        var (peering, table) = (await _aws.Peering(one, other), await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", one)));
        Task<Answer> Route(string cidr) => _aws.Ec2("CreateRoute", ("RouteTableId", table), ("DestinationCidrBlock", cidr), ("VpcPeeringConnectionId", peering));
        Assert.Equal(200, (await Route("100.68.0.18/18")).Status);
        Assert.Contains("100.68.0.0/18", (await Table(table)).All("destinationCidrBlock"));
        Assert.Equal("RouteAlreadyExists", (await Route("100.68.0.0/18")).Code);
        Assert.Equal("InvalidParameterValue", (await Route("10.2.5.0/24")).Code);
    }

    [Fact]
    public async Task Rule_4_a_route_to_a_deleted_peering_stays_as_a_blackhole()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var (peering, table) = (await _aws.Peering(one, other), await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", one)));
        await _aws.Make("CreateRoute", "return", ("RouteTableId", table), ("DestinationCidrBlock", "10.3.0.0/16"), ("VpcPeeringConnectionId", peering));
        Assert.Equal(["active", "active"], (await Table(table)).Elements("routeSet").Single().Descendants().Where(e => e.Name.LocalName == "state").Select(e => e.Value));
        await _aws.Make("DeleteVpcPeeringConnection", "return", ("VpcPeeringConnectionId", peering));
        Assert.Contains("blackhole", (await Table(table)).All("state"));
    }

    [Fact]
    public async Task Rule_4_replacing_and_deleting_need_a_route_that_is_there()
    {
        var vpc = await _aws.Vpc();
        var table = await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", vpc));
        Assert.Equal("InvalidRoute.NotFound", (await _aws.Ec2("DeleteRoute", ("RouteTableId", table), ("DestinationCidrBlock", "10.9.0.0/16"))).Code);
        Assert.Equal("InvalidParameterValue", (await _aws.Ec2("DeleteRoute", ("RouteTableId", table), ("DestinationCidrBlock", "10.2.0.0/16"))).Code);
    }

    [Fact]
    public async Task Rule_4_the_quota_of_routes_is_50_in_a_table()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var (peering, table) = (await _aws.Peering(one, other), await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", one)));
        for (var i = 0; i < 50; i++)
            await _aws.Make("CreateRoute", "return", ("RouteTableId", table), ("DestinationCidrBlock", $"10.3.{i}.0/24"), ("VpcPeeringConnectionId", peering));
        Assert.Equal("RouteLimitExceeded", (await _aws.Ec2("CreateRoute", ("RouteTableId", table), ("DestinationCidrBlock", "10.3.99.0/24"), ("VpcPeeringConnectionId", peering))).Code);
    }

    [Fact]
    public async Task Rule_4_the_main_table_has_a_local_route_for_each_block_and_an_association_without_subnet()
    {
        var vpc = await _aws.Vpc();
        await _aws.Subnet(vpc);
        await _aws.Make("AssociateVpcCidrBlock", "associationId", ("VpcId", vpc), ("CidrBlock", "100.64.0.0/16"));
        var main = await _aws.Ec2("DescribeRouteTables", ("Filter.1.Name", "association.main"), ("Filter.1.Value.1", "true"));
        Assert.Equal(["10.2.0.0/16", "100.64.0.0/16"], main.All("destinationCidrBlock"));
        Assert.Equal(["local", "local"], main.All("gatewayId"));
        Assert.Equal(["CreateRouteTable", "CreateRouteTable"], main.All("origin"));
        Assert.Empty(main.All("subnetId"));
    }

    private Task<string> Request(string from, string to) => _aws.Make("CreateVpcPeeringConnection", "vpcPeeringConnectionId", ("VpcId", from), ("PeerVpcId", to));

    private Task<Answer> Described(string id) => _aws.Ec2("DescribeVpcPeeringConnections", ("VpcPeeringConnectionId.1", id));

    private async Task<string> Status(string id) => (await Described(id))["code"];

    private Task<Answer> Table(string id) => _aws.Ec2("DescribeRouteTables", ("RouteTableId.1", id));
}
