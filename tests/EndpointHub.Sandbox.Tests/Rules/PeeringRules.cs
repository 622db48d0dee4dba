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
        var id = await _aws.Make(
            "CreateVpcPeeringConnection",
            "vpcPeeringConnectionId",
            ("VpcId", await _aws.Vpc()),
            ("PeerVpcId", await virginia.Vpc("10.3.0.0/16")),
            ("PeerRegion", "us-east-1")
        );
        _aws.Settle();
        Assert.Equal("OperationNotPermitted", (await _aws.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Code);
        Assert.Equal(200, (await virginia.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Status);
    }

    [Fact]
    public async Task Rule_4_another_account_accepts_and_both_see_it()
    {
        var peer = _aws.As(Other);
        var id = await _aws.Make(
            "CreateVpcPeeringConnection",
            "vpcPeeringConnectionId",
            ("VpcId", await _aws.Vpc()),
            ("PeerVpcId", await peer.Vpc("10.3.0.0/16")),
            ("PeerOwnerId", Other)
        );
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
    public async Task Rule_4_what_came_to_nothing_is_visible_for_hours_or_days()
    {
        const int Hour = 3600;
        var (vpc, theirs) = (await _aws.Vpc(), await _aws.As(Other).Vpc("10.3.0.0/16"));
        var peer = _aws.As(Other);
        var failed = await Request(vpc, "vpc-0123456789abcdef0");
        var own = await Request(vpc, await _aws.Vpc("10.4.0.0/16"));
        var foreign = await RequestOf(vpc, theirs);
        _aws.Settle();
        Assert.Equal(200, (await _aws.Ec2("RejectVpcPeeringConnection", ("VpcPeeringConnectionId", own))).Status);
        Assert.Equal(200, (await peer.Ec2("RejectVpcPeeringConnection", ("VpcPeeringConnectionId", foreign))).Status);
        async Task<IEnumerable<string>> Seen(TestAws by) =>
            (await by.Ec2("DescribeVpcPeeringConnections")).All("vpcPeeringConnectionId").Order(StringComparer.Ordinal);
        Assert.Equal(new[] { failed, own, foreign }.Order(StringComparer.Ordinal), await Seen(_aws));
        Assert.Equal([foreign], await Seen(peer));
        _aws.Wait(2 * Hour);
        Assert.Equal([foreign], await Seen(_aws));
        Assert.Empty(await Seen(peer));
        _aws.Wait(46 * Hour);
        Assert.Empty(await Seen(_aws));
        var late = await RequestOf(vpc, theirs);
        _aws.Wait(9 * 24 * Hour - 60);
        Assert.Equal("expired", await Status(late));
        _aws.Wait(60);
        Assert.Empty(await Seen(_aws));
    }

    [Fact]
    public async Task Rule_4_a_waiting_request_is_the_requesters_to_delete_and_an_active_peering_either_owners()
    {
        var (vpc, theirs, peer) = (await _aws.Vpc(), await _aws.As(Other).Vpc("10.3.0.0/16"), _aws.As(Other));
        var id = await RequestOf(vpc, theirs);
        _aws.Settle();
        Assert.Equal("OperationNotPermitted", (await peer.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Code);
        Assert.Equal("OperationNotPermitted", (await _aws.Ec2("RejectVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Code);
        Assert.Equal(200, (await _aws.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Status);
        foreach (var owner in new[] { _aws, peer })
        {
            id = await RequestOf(vpc, theirs);
            _aws.Settle();
            await peer.Make("AcceptVpcPeeringConnection", "vpcPeeringConnectionId", ("VpcPeeringConnectionId", id));
            _aws.Settle();
            Assert.Equal(200, (await owner.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Status);
            Assert.Equal("deleted", await Status(id));
        }
    }

    [Fact]
    public async Task Rule_4_between_regions_a_peering_is_deleting_before_it_is_deleted()
    {
        var virginia = _aws.As(region: "us-east-1");
        var id = await _aws.Make(
            "CreateVpcPeeringConnection",
            "vpcPeeringConnectionId",
            ("VpcId", await _aws.Vpc()),
            ("PeerVpcId", await virginia.Vpc("10.3.0.0/16")),
            ("PeerRegion", "us-east-1")
        );
        _aws.Settle();
        await virginia.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", id));
        _aws.Settle();
        Assert.Equal(200, (await _aws.Ec2("DeleteVpcPeeringConnection", ("VpcPeeringConnectionId", id))).Status);
        Assert.Equal("deleting", await Status(id));
        _aws.Settle();
        Assert.Equal("deleted", await Status(id));
    }

    [Fact]
    public async Task Rule_4_a_vpc_has_50_active_peerings()
    {
        var hub = await _aws.Vpc();
        for (var i = 0; i < 50; i++)
            await _aws.Peering(hub, await _aws.Vpc($"10.{i + 10}.0.0/16", dns: false));
        var one = await Request(await _aws.Vpc("10.99.0.0/16"), hub);
        _aws.Settle();
        Assert.Equal(
            "ActiveVpcPeeringConnectionPerVpcLimitExceeded",
            (await _aws.Ec2("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", one))).Code
        );
        Assert.Equal("pending-acceptance", await Status(one));
    }

    [Fact]
    public async Task Rule_4_an_account_has_25_outstanding_requests()
    {
        var (hub, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        for (var i = 0; i < 25; i++)
            await Request(hub, other);
        _aws.Settle();
        Assert.Equal(
            "OutstandingVpcPeeringConnectionLimitExceeded",
            (await _aws.Ec2("CreateVpcPeeringConnection", ("VpcId", hub), ("PeerVpcId", other))).Code
        );
        await _aws.Make(
            "RejectVpcPeeringConnection",
            "return",
            ("VpcPeeringConnectionId", (await _aws.Ec2("DescribeVpcPeeringConnections"))["vpcPeeringConnectionId"])
        );
        Assert.Equal(200, (await _aws.Ec2("CreateVpcPeeringConnection", ("VpcId", hub), ("PeerVpcId", other))).Status);
    }

    [Fact]
    public async Task Rule_4_each_account_sets_its_own_side()
    {
        var peer = _aws.As(Other);
        var id = await RequestOf(await _aws.Vpc(), await peer.Vpc("10.3.0.0/16"));
        _aws.Settle();
        await peer.Make("AcceptVpcPeeringConnection", "vpcPeeringConnectionId", ("VpcPeeringConnectionId", id));
        _aws.Settle();
        Task<Answer> Set(TestAws by, string side) =>
            by.Ec2(
                "ModifyVpcPeeringConnectionOptions",
                ("VpcPeeringConnectionId", id),
                ($"{side}PeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc", "true")
            );
        Assert.Equal("OperationNotPermitted", (await Set(_aws, "Accepter")).Code);
        Assert.Equal("OperationNotPermitted", (await Set(peer, "Requester")).Code);
        Assert.Equal(200, (await Set(_aws, "Requester")).Status);
        Assert.Equal(200, (await Set(peer, "Accepter")).Status);
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
        Assert.Equal(
            "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
            (
                await _aws.Ec2(
                    "ModifyVpcPeeringConnectionOptions",
                    ("VpcPeeringConnectionId", id),
                    ("RequesterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc", "true")
                )
            ).Code
        );
        Assert.Equal(
            "true",
            await _aws.Make(
                "ModifyVpcPeeringConnectionOptions",
                "allowDnsResolutionFromRemoteVpc",
                ("VpcPeeringConnectionId", id),
                ("AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc", "true")
            )
        );
    }

    [Fact]
    public async Task Rule_4_route_destinations_are_canonicalised_and_stand_once()
    {
        var (one, other) = (await _aws.Vpc(), await _aws.Vpc("100.68.0.0/16"));
        var (peering, table) = (await _aws.Peering(one, other), await _aws.Make("CreateRouteTable", "routeTableId", ("VpcId", one)));
        Task<Answer> Route(string cidr) =>
            _aws.Ec2("CreateRoute", ("RouteTableId", table), ("DestinationCidrBlock", cidr), ("VpcPeeringConnectionId", peering));
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
        await _aws.Make(
            "CreateRoute",
            "return",
            ("RouteTableId", table),
            ("DestinationCidrBlock", "10.3.0.0/16"),
            ("VpcPeeringConnectionId", peering)
        );
        Assert.Equal(
            ["active", "active"],
            (await Table(table)).Elements("routeSet").Single().Descendants().Where(e => e.Name.LocalName == "state").Select(e => e.Value)
        );
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
        {
            await _aws.Make(
                "CreateRoute",
                "return",
                ("RouteTableId", table),
                ("DestinationCidrBlock", $"10.3.{i}.0/24"),
                ("VpcPeeringConnectionId", peering)
            );
        }

        Assert.Equal(
            "RouteLimitExceeded",
            (
                await _aws.Ec2("CreateRoute", ("RouteTableId", table), ("DestinationCidrBlock", "10.3.99.0/24"), ("VpcPeeringConnectionId", peering))
            ).Code
        );
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

    private Task<string> Request(string from, string to) =>
        _aws.Make("CreateVpcPeeringConnection", "vpcPeeringConnectionId", ("VpcId", from), ("PeerVpcId", to));

    /// <summary>To a VPC of the other account.</summary>
    private Task<string> RequestOf(string from, string to) =>
        _aws.Make("CreateVpcPeeringConnection", "vpcPeeringConnectionId", ("VpcId", from), ("PeerVpcId", to), ("PeerOwnerId", Other));

    private Task<Answer> Described(string id) => _aws.Ec2("DescribeVpcPeeringConnections", ("VpcPeeringConnectionId.1", id));

    private async Task<string> Status(string id) => (await Described(id))["code"];

    private Task<Answer> Table(string id) => _aws.Ec2("DescribeRouteTables", ("RouteTableId.1", id));
}
