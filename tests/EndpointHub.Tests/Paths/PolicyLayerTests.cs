using EndpointHub.Paths;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>The endpoint policy as a part of the path.</summary>
public sealed class PolicyLayerTests
{
    private const string EcrOnly = """{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}""";

    [Fact]
    public void Without_given_calls_the_calls_of_image_pulls_are_tested()
    {
        var path = Test(Network().WithPolicy(EcrOnly));

        Assert.Empty(path.Findings);
        Assert.Contains(path.GetTraces().First().Hops.OfType<PolicyHop>(), hop => hop.Call == "ecr:GetAuthorizationToken on *");
    }

    [Fact]
    public void A_policy_without_GetAuthorizationToken_is_reported()
    {
        var path = Test(
            Network().WithPolicy("""{"Effect":"Allow","Principal":"*","Action":["ecr:Batch*","ecr:GetDownloadUrlForLayer"],"Resource":"*"}""")
        );

        Assert.Equal("has a policy that does not allow ecr:GetAuthorizationToken on *.", path.Findings.Single().Reason);
    }

    [Fact]
    public void Only_the_given_calls_are_tested()
    {
        var question = new PathQuestion(Dev, HubVpc, Dkr) { Calls = ValueList.Of(new PolicyRequest("ecr:PutImage", "*")) };

        var path = PathAnalyzer.Analyze(
            new PathIndex(Network().WithPolicy(EcrOnly.Replace("ecr:*", "ecr:Batch*", StringComparison.Ordinal))),
            question
        );

        Assert.Equal("has a policy that does not allow ecr:PutImage on *.", path.Findings.Single().Reason);
    }

    [Theory]
    [InlineData("aws:SourceVpc", "vpc-shared", PathVerdict.Reachable)]
    [InlineData("aws:SourceVpc", "vpc-dev", PathVerdict.Unreachable)]
    [InlineData("aws:SourceVpce", DkrEndpoint, PathVerdict.Reachable)]
    [InlineData("aws:SourceIp", "192.0.2.1", PathVerdict.Unreachable)]
    [InlineData("aws:PrincipalAccount", "123456789012", PathVerdict.Unknown)]
    public void Calls_through_the_hub_have_the_hubs_ids_and_no_public_address(string key, string value, PathVerdict expected) =>
        Assert.Equal(
            expected,
            Test(
                Network()
                    .WithPolicy(
                        $$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"{{key}}":"{{value}}"} } }"""
                    )
            ).Verdict
        );

    [Fact]
    public void An_invalid_policy_is_not_reachable() => Assert.Equal(PathVerdict.Unknown, Test(Network().WithPolicy("oops")).Verdict);

    [Theory]
    [InlineData("sqs", "*", PathVerdict.Reachable)]
    [InlineData("sqs", "sqs:*", PathVerdict.Reachable)]
    [InlineData("sqs", "sqs:SendMessage", PathVerdict.Unknown)]
    [InlineData("sqs", "sns:*", PathVerdict.Unreachable)]
    [InlineData("ec2messages", "ec2messages:*", PathVerdict.Reachable)]
    [InlineData("ec2messages", "ec2:*", PathVerdict.Unreachable)]
    [InlineData("ecs-agent", "ecs:*", PathVerdict.Reachable)]
    [InlineData("ecs-telemetry", "ecs:*", PathVerdict.Reachable)]
    [InlineData("monitoring", "cloudwatch:*", PathVerdict.Reachable)]
    [InlineData("monitoring", "monitoring:*", PathVerdict.Unreachable)]
    [InlineData("kinesis-streams", "kinesis:*", PathVerdict.Reachable)]
    [InlineData("kinesis-firehose", "firehose:*", PathVerdict.Reachable)]
    public void A_service_without_default_actions_needs_a_policy_that_allows_all_its_actions(string service, string action, PathVerdict expected) =>
        Assert.Equal(expected, Through(service, $$"""{"Effect":"Allow","Principal":"*","Action":"{{action}}","Resource":"*"}"""));

    [Theory]
    [InlineData("*", PathVerdict.Reachable)]
    [InlineData("braket:*", PathVerdict.Unknown)]
    public void A_service_with_an_unknown_prefix_needs_a_policy_of_full_access(string action, PathVerdict expected) =>
        Assert.Equal(expected, Through("braket", $$"""{"Effect":"Allow","Principal":"*","Action":"{{action}}","Resource":"*"}"""));

    [Fact]
    public void A_policy_for_repositories_only_denies_GetAuthorizationToken()
    {
        var path = Test(Network().WithPolicy("""{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/*"}"""));

        Assert.Equal(
            (PathVerdict.Unreachable, "has a policy that does not allow ecr:GetAuthorizationToken on *."),
            (path.Verdict, path.Findings.Single().Reason)
        );
    }

    [Fact]
    public void Session_manager_actions_have_no_resource() =>
        Assert.Equal(
            PathVerdict.Unreachable,
            Through("ssmmessages", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ec2:*:*:instance/*"}""")
        );

    // This test is not about names, so the zone has the apex only.
    private static PathVerdict Through(string service, string statement)
    {
        var apex = $"{service}.{Region}.amazonaws.com";
        var network = Network().WithService(service).WithEndpoint("vpce-asked", HubVpc, service, ["subnet-shared-a"], privateNames: [], HubGroup);
        network = network
            .WithZone("Z-asked", apex, "", HubVpc, Dev)
            .WithRecord("Z-asked", ZoneRecord.AliasTo(apex, network.Endpoints["vpce-asked"].RegionalName!));
        var changed = network.Changing("vpce-asked", endpoint => endpoint with { PolicyDocument = $$"""{"Statement":[{{statement}}]}""" });
        return PathAnalyzer.Analyze(changed, Dev, HubVpc, Service(service)).Verdict;
    }
}
