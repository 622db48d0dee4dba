using EndpointHub.Paths;
using EndpointHub.Paths.PolicyChecks;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>Image layers are in S3: a pull through the hub also needs the spoke's own S3 gateway endpoint.</summary>
public sealed class LayerTests
{
    private const string Gateway = "vpce-dev-s3";
    private static readonly RouteTarget Nat = new(RouteTargetKind.NatGateway, "nat-0a");

    /// <summary>The target of routes to a firewall's Gateway Load Balancer endpoint.</summary>
    private static readonly Endpoint Firewall = new()
    {
        Id = "vpce-fw",
        VpcId = Dev,
        ServiceName = "com.amazonaws.vpce.ap-northeast-1.vpce-svc-0a",
        Kind = EndpointKind.Other,
        State = EndpointState.Available,
    };

    [Fact]
    public void A_missing_s3_gateway_endpoint_is_reported()
    {
        var path = Test(Network() with { Endpoints = Network().Endpoints.Without(Gateway) });

        var finding = path.Findings.Single();
        Assert.Equal((FindingCode.S3GatewayMissing, "rtb-dev"), (finding.Code, finding.Resource));
        Assert.Equal("Add-S3GatewayEndpoint -VpcId vpc-dev -RouteTableId rtb-dev", finding.Correction());
        Assert.All(path.Subnets, subnet => Assert.Equal(PathVerdict.Unreachable, subnet.Verdict));
    }

    [Fact]
    public void The_remedy_adds_the_missing_route_table_to_the_gateway()
    {
        var network = Network().WithRouteTable("rtb-own", Dev, "subnet-dev-c").WithRoute("rtb-own", "10.255.0.0/16", RouteTarget.Peering(PeeringId));

        Assert.Equal("Add-S3GatewayEndpoint -VpcId vpc-dev -RouteTableId rtb-own", Test(network).Findings.Single().Correction());
    }

    [Theory]
    [InlineData("arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*", PathVerdict.Reachable)]
    [InlineData("arn:aws:s3:::ap-northeast-1-starport-layer-bucket/*", PathVerdict.Unreachable)]
    [InlineData("arn:aws:s3:::company-artifacts/*", PathVerdict.Unreachable)]
    public void A_gateway_policy_must_allow_the_layer_bucket(string resource, PathVerdict expected) =>
        Assert.Equal(
            expected,
            Test(WithGatewayPolicy($$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{resource}}"}""")).Verdict
        );

    [Theory]
    [InlineData("aws:PrincipalAccount", "123456789012")]
    [InlineData("aws:PrincipalOrgID", "o-1")]
    public void A_gateway_policy_with_a_condition_on_the_caller_denies_presigned_layer_urls(string key, string value) =>
        Assert.Equal(
            [FindingCode.EndpointPolicyDenies],
            Test(
                WithGatewayPolicy(
                    $$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"{{key}}":"{{value}}"} } }"""
                )
            )
                .Findings.Select(finding => finding.Code)
        );

    [Theory]
    [InlineData("""{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1"} }""")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"} }""")]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalAccount":"999999999999"} }""")]
    public void A_policy_that_depends_on_the_signer_of_layer_urls_is_unproven(string condition)
    {
        var path = Test(WithGatewayPolicy($$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{condition}} }"""));

        Assert.Equal((PathVerdict.Unknown, FindingCode.EndpointPolicyUndecided), (path.Verdict, path.Findings.Single().Code));
        Assert.Contains(
            "s3:GetObject on arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*",
            path.Findings.Single().Advice,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"AWS":"123456789012"}""", "arn:aws:iam::123456789012:role/app", PathVerdict.Unreachable)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:root"}""", "arn:aws:iam::123456789012:role/app", PathVerdict.Unreachable)]
    [InlineData("""{"AWS":"arn:aws:iam::123456789012:role/app"}""", "arn:aws:iam::123456789012:role/app", PathVerdict.Unreachable)]
    [InlineData("""{"AWS":"123456789012"}""", "arn:aws:iam::123456789012:root", PathVerdict.Reachable)]
    [InlineData("\"*\"", "arn:aws:iam::123456789012:role/app", PathVerdict.Reachable)]
    public void A_principal_in_a_gateway_policy_admits_the_root_user_alone(string principal, string caller, PathVerdict expected)
    {
        var network = WithGatewayPolicy($$"""{"Effect":"Allow","Principal":{{principal}},"Action":"*","Resource":"*"}""");
        var hops = PolicyCheck.Hops(
            new PathIndex(network),
            network.Endpoints[Gateway],
            [new PolicyRequest("s3:GetObject", "arn:aws:s3:::company-data/*") { PrincipalArn = caller }]
        );

        Assert.Equal(expected, hops.Single().Verdict);
    }

    [Theory]
    [InlineData("s3:ResourceAccount", "123456789012")]
    [InlineData("aws:ResourceAccount", "123456789012")]
    [InlineData("aws:ResourceOrgID", "${aws:PrincipalOrgID}")]
    public void A_gateway_policy_for_the_buckets_of_an_organization_denies_layers(string key, string value) =>
        Assert.Equal(
            [FindingCode.EndpointPolicyDenies],
            Test(
                WithGatewayPolicy(
                    $$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"{{key}}":"{{value}}"} } }"""
                )
            )
                .Findings.Select(finding => finding.Code)
        );

    [Fact]
    public void Image_layers_are_not_tested_by_a_cut_over()
    {
        var network = Network() with { Endpoints = Network().Endpoints.Without(Gateway) };

        Assert.Empty(PathAnalyzer.Analyze(new PathIndex(network), new PathQuestion(Dev, Landscape.HubVpc, Dkr) { FollowsLayers = false }).Findings);
        Assert.NotEmpty(PathAnalyzer.Analyze(new PathIndex(network), new PathQuestion(Dev, Landscape.HubVpc, Dkr) { FollowsLayers = true }).Findings);
    }

    [Fact]
    public void Routes_to_private_addresses_do_not_bypass_the_s3_gateway()
    {
        Assert.Empty(CodesOf(Network().WithRoute("rtb-dev", "172.20.0.0/16", new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"))));
        Assert.NotEmpty(CodesOf(Network().WithRoute("rtb-dev", "52.219.0.0/20", new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"))));
    }

    [Fact]
    public void A_default_route_over_a_peering_does_not_reach_s3()
    {
        var network = (Network() with { Endpoints = Network().Endpoints.Without(Gateway) }).WithRoute(
            "rtb-dev",
            "0.0.0.0/0",
            RouteTarget.Peering(PeeringId)
        );

        Assert.Equal([FindingCode.S3GatewayMissing], CodesOf(network));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unavailable_s3_gateway_endpoint_fails_pulls_despite_a_default_route(bool isRead)
    {
        var network = Network().WithRoute("rtb-dev", "0.0.0.0/0", Nat).Changing(Gateway, gateway => gateway with { State = EndpointState.Deleting });

        Assert.Equal([FindingCode.S3GatewayMissing], CodesOf(isRead ? network : Unread(network)));
    }

    [Theory]
    [InlineData(RouteTargetKind.NatGateway, "nat-0a", FindingCode.S3NotThroughGateway, PathVerdict.Reachable)]
    [InlineData(RouteTargetKind.Gateway, "igw-0a", FindingCode.S3NotThroughGateway, PathVerdict.Reachable)]
    [InlineData(RouteTargetKind.Gateway, "vgw-0a", FindingCode.UnsupportedTarget, PathVerdict.Unknown)]
    [InlineData(RouteTargetKind.TransitGateway, "tgw-0a", FindingCode.UnsupportedTarget, PathVerdict.Unknown)]
    [InlineData(RouteTargetKind.NetworkInterface, "eni-fw", FindingCode.UnsupportedTarget, PathVerdict.Unknown)]
    [InlineData(RouteTargetKind.VpcEndpoint, "vpce-fw", FindingCode.UnsupportedTarget, PathVerdict.Unknown)]
    [InlineData(RouteTargetKind.Other, "arn:aws:networkmanager::1:core-network/0a", FindingCode.UnsupportedTarget, PathVerdict.Unknown)]
    public void A_default_route_may_reach_s3(object kind, string target, FindingCode expected, PathVerdict verdict)
    {
        var network = WithoutGateway().WithRoute("rtb-dev", "0.0.0.0/0", new RouteTarget((RouteTargetKind)kind, target));

        foreach (var path in new[] { Test(network), Test(Unread(network)) })
        {
            Assert.Equal(expected, path.Findings.Single().Code);
            Assert.Equal("Add-S3GatewayEndpoint -VpcId vpc-dev -RouteTableId rtb-dev", path.Findings.Single().Correction());
            Assert.Equal(verdict, path.Verdict);
        }
    }

    [Fact]
    public void A_public_route_beside_a_default_route_leaves_s3_undecided()
    {
        var network = WithoutGateway()
            .WithRoute("rtb-dev", "0.0.0.0/0", Nat)
            .WithRoute("rtb-dev", "52.0.0.0/8", new RouteTarget(RouteTargetKind.NatGateway, "nat-gone"), blackhole: true);

        Assert.Equal([FindingCode.S3GatewayMissing], CodesOf(network));
        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(Unread(network)));
    }

    [Fact]
    public void Public_routes_to_other_addresses_do_not_bypass_a_known_s3_prefix_list()
    {
        var network = Network().WithRoute("rtb-dev", "8.8.8.0/24", Nat);

        Assert.Empty(CodesOf(network));
        Assert.Equal([FindingCode.S3RouteBypassed], CodesOf(Unread(network)));
    }

    [Theory]
    [InlineData(RouteTargetKind.NatGateway, false, FindingCode.S3RouteBypassed, PathVerdict.Reachable)]
    [InlineData(RouteTargetKind.NatGateway, true, FindingCode.BadStateRoute, PathVerdict.Unreachable)]
    [InlineData(RouteTargetKind.Peering, false, FindingCode.CannotRoute, PathVerdict.Unreachable)]
    [InlineData(RouteTargetKind.TransitGateway, false, FindingCode.UnsupportedTarget, PathVerdict.Unknown)]
    [InlineData(RouteTargetKind.NetworkInterface, false, FindingCode.UnsupportedTarget, PathVerdict.Unknown)]
    public void A_more_specific_route_for_s3_addresses_is_reported(object kind, bool isBlackhole, FindingCode expected, PathVerdict verdict)
    {
        var network = Network().WithRoute("rtb-dev", "52.219.3.0/24", new RouteTarget((RouteTargetKind)kind, PeeringId), isBlackhole);

        var path = Test(network);

        Assert.Equal(
            (expected, "aws ec2 delete-route --route-table-id rtb-dev --destination-cidr-block 52.219.3.0/24"),
            (path.Findings.Single().Code, path.Findings.Single().Correction())
        );
        Assert.Equal(verdict, path.Verdict);
        Assert.Equal([verdict == PathVerdict.Reachable ? expected : FindingCode.UnknownPrefixList], CodesOf(Unread(network)));
    }

    [Theory]
    [InlineData("52.219.0.0/20", false)]
    [InlineData("52.219.3.0/24", true)]
    public void A_propagated_route_takes_s3_addresses_when_it_is_more_specific(string cidr, bool isTaken) =>
        // VPC user guide, route priority: of a propagated route and a prefix list's the list's takes priority.
        Assert.Equal(isTaken ? [FindingCode.UnsupportedTarget] : [], CodesOf(Network().WithPropagated("rtb-dev", cidr)));

    [Fact]
    public void A_network_acl_that_allows_only_the_hub_blocks_layer_requests()
    {
        NetworkAclEntry[] hubAlone = [Allow(100, egress: true, 443, 443, "10.255.0.0/16"), Allow(100, egress: false, 1024, 65535)];
        NetworkAclEntry[] withS3 =
        [
            .. hubAlone,
            Allow(110, egress: true, 443, 443, "3.5.152.0/21"),
            Allow(120, egress: true, 443, 443, "52.219.0.0/20"),
        ];

        Assert.Equal([FindingCode.SubnetAclRestriction], CodesOf(Behind(hubAlone)));
        Assert.Empty(CodesOf(Behind(withS3)));

        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(Unread(Behind(hubAlone))));
        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(Unread(Behind(withS3))));
        Assert.Empty(CodesOf(Unread(Behind(Allow(100, egress: true, 443, 443), Allow(100, egress: false, 1024, 65535)))));
        Assert.Equal(PathVerdict.Unknown, Test(Unread(Behind(hubAlone))).Verdict);
    }

    [Fact]
    public void A_network_acl_that_allows_return_traffic_only_from_the_hub_blocks_layers()
    {
        var network = Behind(Allow(100, egress: true, 443, 443), Allow(100, egress: false, 1024, 65535, "10.255.0.0/16"));

        Assert.Equal([FindingCode.EphemeralPortsRestricted], CodesOf(network));
        Assert.Equal([FindingCode.UnknownPrefixList], CodesOf(Unread(network)));
    }

    [Fact]
    public void An_acl_that_drops_s3_is_opened_for_all_of_its_blocks_by_one_entry_in_each_direction()
    {
        var network = Behind(
            Allow(100, egress: true, 443, 443, "10.255.0.0/16"),
            Allow(100, egress: false, 1024, 65535, "10.255.0.0/16"),
            Deny(200, egress: false, 0, 65535)
        );

        var findings = Test(network).Findings;
        var withHub = Test(Behind(Allow(100, egress: false, 1024, 65535))).Findings.Single();

        Assert.Equal([FindingCode.SubnetAclRestriction, FindingCode.EphemeralPortsRestricted], findings.Select(finding => finding.Code).Order());
        Assert.Contains("blocks of S3", withHub.Reason, StringComparison.Ordinal);
        Assert.All(findings, finding => Assert.Contains("2 of the 2 blocks of S3", finding.Reason, StringComparison.Ordinal));
        Assert.Contains(
            "--egress --rule-number 32766 --protocol tcp --port-range 'From=443,To=443' --cidr-block 0.0.0.0/0",
            findings.Single(finding => finding.Code == FindingCode.SubnetAclRestriction).Correction(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "--ingress --rule-number 199 --protocol tcp --port-range 'From=1024,To=65535' --cidr-block 0.0.0.0/0",
            findings.Single(finding => finding.Code == FindingCode.EphemeralPortsRestricted).Correction(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(InternetBlock.None, InternetBlock.None, "nat-0a", PathVerdict.Reachable)]
    [InlineData(InternetBlock.Ingress, InternetBlock.Ingress, "nat-0a", PathVerdict.Reachable)]
    [InlineData(InternetBlock.Bidirectional, InternetBlock.Bidirectional, "nat-0a", PathVerdict.Unreachable)]
    [InlineData(InternetBlock.Bidirectional, InternetBlock.None, "nat-0a", PathVerdict.Unknown)]
    [InlineData(InternetBlock.None, InternetBlock.None, "igw-0a", PathVerdict.Reachable)]
    [InlineData(InternetBlock.Ingress, InternetBlock.None, "igw-0a", PathVerdict.Unreachable)]
    [InlineData(InternetBlock.Bidirectional, InternetBlock.Bidirectional, "igw-0a", PathVerdict.Unreachable)]
    public void Block_public_access_stops_the_way_of_layers(object first, object second, string target, PathVerdict verdict)
    {
        var kind = target.StartsWith("nat", StringComparison.Ordinal) ? RouteTargetKind.NatGateway : RouteTargetKind.Gateway;
        var network = WithoutGateway().WithRoute("rtb-dev", "0.0.0.0/0", new RouteTarget(kind, target));
        var blocked = network with
        {
            Subnets = network
                .Subnets.With(network.Subnets["subnet-dev-a"] with { InternetBlock = (InternetBlock)first })
                .With(network.Subnets["subnet-dev-c"] with { InternetBlock = (InternetBlock)second }),
        };

        var path = Test(blocked);

        Assert.Equal(verdict, path.Verdict);
        Assert.Equal(
            verdict == PathVerdict.Unreachable,
            path.Findings.Any(finding => finding.Reason.Contains("Block Public Access", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Blocks_of_s3_that_rules_deny_get_an_entry_each_ahead_of_their_rule()
    {
        var network = Behind(
            Deny(50, egress: true, 443, 443, "52.0.0.0/8"),
            Deny(60, egress: true, 443, 443, "3.0.0.0/8"),
            Allow(100, egress: true, 443, 443),
            Allow(100, egress: false, 1024, 65535)
        );

        var entries = Test(network).Findings.Single().Correction().Split("; ");

        Assert.Equal(2, entries.Length);
        Assert.Contains(
            entries,
            entry => entry.Contains("--rule-number 59 ", StringComparison.Ordinal) && entry.Contains("3.5.152.0/21", StringComparison.Ordinal)
        );
        Assert.Contains(
            entries,
            entry => entry.Contains("--rule-number 49 ", StringComparison.Ordinal) && entry.Contains("52.219.0.0/20", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("10.255.0.0/16", FindingCode.WorkloadEgressRestriction, FindingCode.UnknownPrefixList)]
    [InlineData("52.0.0.0/8", FindingCode.WorkloadEgressRestriction, FindingCode.UnknownPrefixList)]
    [InlineData("0.0.0.0/0", null, null)]
    [InlineData("pl-unread", FindingCode.UnknownPrefixList, FindingCode.UnknownPrefixList)]
    [InlineData("pl-61a54008", null, null)]
    public void Workload_groups_with_egress_to_the_hub_only_cannot_read_layers(string peer, FindingCode? expected, FindingCode? unread)
    {
        var toHub = new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.255.0.0/16")));
        var further = new SecurityRule(Traffic.Tcp(443), Cidr.TryParse(peer, out var cidr) ? RulePeer.From(cidr) : new RulePeer(PrefixListId: peer));
        var network = Network().WithSecurityGroup("sg-work", Dev).WithEgress("sg-work", toHub, further);

        Assert.Equal(expected, CodeOfWorkload(network));
        Assert.Equal(unread, CodeOfWorkload(Unread(network)));
    }

    [Fact]
    public void An_egress_rule_with_the_s3_prefix_list_allows_layers()
    {
        var network = Network()
            .WithSecurityGroup("sg-work", Dev)
            .WithEgress(
                "sg-work",
                new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.255.0.0/16"))),
                new SecurityRule(Traffic.Tcp(443), new RulePeer(PrefixListId: S3List))
            );

        Assert.Equal(
            [],
            TestWorkload(network.WithS3List(cidrs: null)).Subnets.SelectMany(subnet => subnet.LayerHops).Select(hop => hop.Finding).OfType<Finding>()
        );
    }

    private static FindingCode? CodeOfWorkload(NetworkSnapshot network) => TestWorkload(network).Findings.SingleOrDefault()?.Code;

    private static EndpointPath TestWorkload(NetworkSnapshot network) =>
        PathAnalyzer.Analyze(
            new PathIndex(network),
            new PathQuestion(Dev, Landscape.HubVpc, Dkr) { WorkloadSecurityGroupIds = ValueList.Of("sg-work") }
        );

    private static NetworkSnapshot WithoutGateway()
    {
        var network = Network();
        return network with
        {
            Endpoints = network.Endpoints.Without(Gateway).With(Firewall),
            RouteTables = network.RouteTables.With(network.RouteTables["rtb-dev"].Without(new RouteDestination(Cidr: null, S3List))),
        };
    }

    private static NetworkSnapshot Behind(params NetworkAclEntry[] entries) => Network().WithAcl(Dev, ["subnet-dev-a", "subnet-dev-c"], entries);

    private static NetworkSnapshot Unread(NetworkSnapshot network) => network with { PrefixLists = network.PrefixLists.Without(S3List) };

    private static NetworkSnapshot WithGatewayPolicy(string statement) =>
        Network().Changing(Gateway, gateway => gateway with { PolicyDocument = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""" });
}
