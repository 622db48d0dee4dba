using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>Image layers lie in S3: a pull through the hub needs the spoke's own gateway endpoint all the same.</summary>
public sealed class LayerTests
{
    private const string Gateway = "vpce-dev-s3";

    [Fact]
    public void The_s3_gateway_is_missing()
    {
        var path = Test(Network() with { Endpoints = Network().Endpoints.Without(Gateway) });

        var finding = path.Findings.Single();
        Assert.Equal((FindingCode.S3GatewayMissing, "rtb-dev"), (finding.Code, finding.Resource));
        Assert.Equal("Add-S3GatewayEndpoint -VpcId vpc-dev -RouteTableId rtb-dev", finding.Remedy);
        Assert.All(path.Subnets, subnet => Assert.Equal(PathVerdict.Unreachable, subnet.Verdict));
    }

    [Fact]
    public void A_gateway_that_lacks_a_table_is_given_it()
    {
        var network = Network().WithRouteTable("rtb-own", Dev, "subnet-dev-c").WithRoute("rtb-own", "10.255.0.0/16", RouteTarget.Peering(PeeringId));

        Assert.Equal("Add-S3GatewayEndpoint -VpcId vpc-dev -RouteTableId rtb-own", Test(network).Findings.Single().Remedy);
    }

    [Theory]
    [InlineData("arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*", PathVerdict.Reachable)]
    [InlineData("arn:aws:s3:::ap-northeast-1-starport-layer-bucket/*", PathVerdict.Unreachable)]
    [InlineData("arn:aws:s3:::company-artifacts/*", PathVerdict.Unreachable)]
    public void The_gateways_policy_needs_the_layer_bucket_by_its_full_name(string resource, PathVerdict expected) =>
        Assert.Equal(expected, Test(WithGatewayPolicy($$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{resource}}"}""")).Verdict);

    [Theory]
    [InlineData("aws:PrincipalAccount", "123456789012")]
    [InlineData("aws:PrincipalOrgID", "o-1")]
    public void Layers_are_read_with_urls_that_aws_signed_so_that_conditions_on_the_caller_refuse_them(string key, string value) =>
        Assert.Equal(
            [FindingCode.EndpointPolicyDenies],
            Test(WithGatewayPolicy($$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"{{key}}":"{{value}}"} } }"""))
                .Findings.Select(finding => finding.Code));

    [Theory]
    [InlineData("""{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1"} }""")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"} }""")]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalAccount":"999999999999"} }""")]
    public void What_rests_on_who_signs_for_layers_is_no_pass(string condition)
    {
        var path = Test(WithGatewayPolicy($$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{condition}} }"""));

        Assert.Equal((PathVerdict.Unknown, FindingCode.EndpointPolicyUndecided), (path.Verdict, path.Findings.Single().Code));
        Assert.Contains("with a statement that allows s3:GetObject on arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*", path.Findings.Single().Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_layers_can_be_read_is_not_asked_where_names_are_moved()
    {
        var network = Network() with { Endpoints = Network().Endpoints.Without(Gateway) };

        Assert.Empty(PathAnalyzer.Analyze(new PathIndex(network), new PathQuestion(Dev, Landscape.HubVpc, Dkr) { FollowsLayers = false }).Findings);
    }

    [Fact]
    public void Routes_to_private_addresses_bypass_nothing() =>
        Assert.Empty(CodesOf(Network().WithRoute("rtb-dev", "172.20.0.0/16", new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"))));

    [Fact]
    public void A_default_route_over_a_peering_is_no_way_to_s3()
    {
        var network = (Network() with { Endpoints = Network().Endpoints.Without(Gateway) }).WithRoute("rtb-dev", "0.0.0.0/0", RouteTarget.Peering(PeeringId));

        Assert.Equal([FindingCode.S3GatewayMissing], CodesOf(network));
    }

    [Fact]
    public void A_gateway_that_does_not_serve_keeps_pulls_from_the_default_route()
    {
        var network = WithS3List(Network()).WithRoute("rtb-dev", "0.0.0.0/0", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"))
            .Changing(Gateway, gateway => gateway with { State = EndpointState.Deleting });

        Assert.Equal([FindingCode.S3GatewayMissing], CodesOf(network));
    }

    [Fact]
    public void Where_the_addresses_of_s3_are_known_other_public_routes_bypass_nothing()
    {
        var network = Network().WithRoute("rtb-dev", "8.8.8.0/24", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"));

        Assert.Equal([FindingCode.S3RouteBypassed], CodesOf(network));
        Assert.Empty(CodesOf(WithS3List(network)));
    }

    [Theory]
    [InlineData(RouteTargetKind.NatGateway, false, FindingCode.S3RouteBypassed, PathVerdict.Reachable)]
    [InlineData(RouteTargetKind.NatGateway, true, FindingCode.BadStateRoute, PathVerdict.Unreachable)]
    [InlineData(RouteTargetKind.Peering, false, FindingCode.CannotRoute, PathVerdict.Unreachable)]
    public void What_a_narrower_route_does_with_addresses_of_s3_is_told(RouteTargetKind kind, bool isBlackhole, FindingCode expected, PathVerdict verdict)
    {
        var path = Test(WithS3List(Network()).WithRoute("rtb-dev", "52.219.3.0/24", new RouteTarget(kind, PeeringId), isBlackhole));

        Assert.Equal(expected, path.Findings.Single().Code);
        Assert.Equal(verdict, path.Verdict);
    }

    [Fact]
    public void A_network_acl_that_lets_the_hub_alone_through_stops_pulls_at_their_layers()
    {
        var network = Network().WithAcl(
            Dev, ["subnet-dev-a", "subnet-dev-c"], Allow(100, egress: true, 443, 443, "10.255.0.0/16"), Allow(100, egress: false, 1024, 65535));

        Assert.Empty(CodesOf(network));
        Assert.Equal([FindingCode.SubnetAclRestriction], CodesOf(WithS3List(network)));
    }

    [Theory]
    [InlineData(null, FindingCode.WorkloadEgressRestriction)]
    [InlineData("pl-unread", FindingCode.UnknownPrefixList)]
    [InlineData("pl-61a54008", null)]
    public void Workloads_that_are_let_out_to_the_hub_need_s3_as_well(string? listId, FindingCode? expected)
    {
        var toHub = new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.255.0.0/16")));
        SecurityRule[] rules = listId is null ? [toHub] : [toHub, new SecurityRule(Traffic.Tcp(443), new RulePeer(PrefixListId: listId))];
        var network = WithS3List(Network()).WithSecurityGroup("sg-work", Dev).WithEgress("sg-work", rules);

        var path = PathAnalyzer.Analyze(
            new PathIndex(network), new PathQuestion(Dev, Landscape.HubVpc, Dkr) { WorkloadSecurityGroupIds = ValueList.Of("sg-work") });

        Assert.Equal(expected, path.Findings.SingleOrDefault()?.Code);
    }

    private static NetworkSnapshot WithS3List(NetworkSnapshot network) => network with
    {
        PrefixLists = network.PrefixLists.With(new PrefixList
        {
            Id = "pl-61a54008",
            Name = $"com.amazonaws.{Landscape.Region}.s3",
            Entries = ValueList.Of(Cidr.Parse("3.5.152.0/21"), Cidr.Parse("52.219.0.0/20")),
        }),
    };

    private static NetworkSnapshot WithGatewayPolicy(string statement) =>
        Network().Changing(Gateway, gateway => gateway with { PolicyDocument = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""" });
}
