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

    [Fact]
    public void Whether_layers_can_be_read_is_not_asked_where_names_are_moved()
    {
        var network = Network() with { Endpoints = Network().Endpoints.Without(Gateway) };

        Assert.Empty(PathAnalyzer.Analyze(new PathIndex(network), new PathQuestion(Dev, Landscape.HubVpc, Dkr) { FollowsLayers = false }).Findings);
    }

    [Fact]
    public void Routes_to_private_addresses_bypass_nothing() =>
        Assert.Empty(CodesOf(Network().WithRoute("rtb-dev", "172.20.0.0/16", new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"))));

    private static NetworkSnapshot WithGatewayPolicy(string statement) =>
        Network().Changing(Gateway, gateway => gateway with { PolicyDocument = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""" });
}
