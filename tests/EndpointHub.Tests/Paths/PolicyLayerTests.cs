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
    public void An_explicit_deny_is_named_with_its_condition_and_the_value_that_meets_it()
    {
        const string Allow = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";
        const string Deny =
            """{"Sid":"OnlyHere","Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-dev"}}}""";

        var finding = Test(Network().WithPolicy($"{Allow},{Deny}")).Findings.Single();
        var unconditional = Test(Network().WithPolicy(Allow + """,{"Effect":"Deny","Principal":"*","Action":"ecr:BatchGetImage","Resource":"*"}"""))
            .Findings.Single();

        Assert.Equal(FindingCode.EndpointPolicyDenies, finding.Code);
        Assert.Contains($"OnlyHere", finding.Reason, StringComparison.Ordinal);
        Assert.Contains(
            $"StringNotEquals aws:SourceVpc vpc-dev is met, because aws:SourceVpc is {HubVpc} in calls",
            finding.Reason,
            StringComparison.Ordinal
        );
        Assert.Contains("number 2", unconditional.Reason, StringComparison.Ordinal);
        Assert.All([finding, unconditional], denied => Assert.DoesNotContain("statement that allows", denied.Advice, StringComparison.Ordinal));
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

    [Theory]
    [InlineData("ec2:GetManagedPrefixListEntries", "arn:aws:ec2:ap-northeast-1:aws:prefix-list/pl-61a54008")]
    [InlineData("ec2:RunInstances", "arn:aws:ec2:ap-northeast-1::image/ami-0abc")]
    [InlineData("ssm:GetDocument", "arn:aws:ssm:ap-northeast-1::document/AWS-RunPatchBaseline")]
    [InlineData("ssm:GetDocument", "arn:aws:ssm:ap-northeast-1:*:document/AmazonCloudWatch-ManageAgent")]
    [InlineData("ssm:GetParameter", "arn:aws:ssm:ap-northeast-1::parameter/aws/service/ecs/optimized-ami/*")]
    [InlineData("s3:GetObject", "arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*")]
    [InlineData("s3:GetObject", "arn:aws:s3:::al2023-repos-ap-northeast-1-de612dc2/*")]
    [InlineData("ecr:BatchGetImage", "arn:aws:ecr:ap-northeast-1:602401143452:repository/eks/pause")]
    public void A_policy_for_the_resources_of_an_organization_denies_those_of_AWS(string action, string resource)
    {
        string[] conditions =
        [
            Allow("StringEquals", "aws:ResourceOrgID", "o-example1234"),
            Allow("StringEquals", "aws:ResourceOrgID", "${aws:PrincipalOrgID}"),
            Allow("ForAnyValue:StringLike", "aws:ResourceOrgPaths", "o-example1234/r-ab/*"),
            Allow("StringEquals", "aws:ResourceAccount", "123456789012"),
            Allow("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"),
            $"{Open},{Deny("StringNotEquals", "aws:ResourceOrgID", "o-example1234")}",
            $"{Open},{Deny("StringNotEqualsIfExists", "aws:ResourceOrgID", "${aws:PrincipalOrgID}")}",
            $"{Open},{Deny("ForAllValues:StringNotLike", "aws:ResourceOrgPaths", "o-example1234/*")}",
        ];

        Assert.All(
            conditions,
            statements =>
            {
                var finding = Assert.Single(TestCall(statements, action, resource).Findings);
                Assert.Equal(FindingCode.EndpointPolicyDenies, finding.Code);
                Assert.Contains("because the resource belongs to AWS", finding.Reason, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("arn:aws:s3:::company-data/*", PathVerdict.Unknown)]
    [InlineData("arn:aws:ssm:ap-northeast-1:123456789012:document/Company-Patch", PathVerdict.Unknown)]
    [InlineData("arn:aws:ec2:ap-northeast-1:123456789012:prefix-list/pl-0abc", PathVerdict.Unknown)]
    public void The_owner_of_any_other_resource_stays_unknown(string resource, PathVerdict expected) =>
        Assert.Equal(expected, TestCall(Allow("StringEquals", "aws:ResourceOrgID", "o-example1234"), "s3:GetObject", resource).Verdict);

    [Theory]
    [InlineData("123456789012", PathVerdict.Reachable)]
    [InlineData("210987654321", PathVerdict.Unreachable)]
    public void The_account_in_an_ARN_owns_the_resource(string account, PathVerdict expected) =>
        Assert.Equal(
            expected,
            TestCall(
                Allow("StringEquals", "aws:ResourceAccount", "123456789012"),
                "ecr:BatchGetImage",
                $"arn:aws:ecr:ap-northeast-1:{account}:repository/app"
            ).Verdict
        );

    [Fact]
    public void A_condition_that_leaves_the_resources_of_AWS_out_admits_them() =>
        Assert.Equal(
            PathVerdict.Reachable,
            TestCall(
                Open
                    + ","
                    + Deny("StringNotEqualsIfExists", "aws:ResourceOrgID", "o-example1234")
                        .Replace("\"Resource\":\"*\"", "\"NotResource\":\"arn:aws:ssm:*:*:document/AWS-*\"", StringComparison.Ordinal),
                "ssm:GetDocument",
                "arn:aws:ssm:ap-northeast-1::document/AWS-RunShellScript"
            ).Verdict
        );

    [Theory]
    [InlineData("aws:SourceVpcArn", "arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-shared", PathVerdict.Reachable)]
    [InlineData("aws:SourceVpcArn", "arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-dev", PathVerdict.Unreachable)]
    [InlineData("aws:VpceAccount", "123456789012", PathVerdict.Reachable)]
    [InlineData("aws:VpceAccount", "210987654321", PathVerdict.Unreachable)]
    [InlineData("aws:VpceOrgID", "o-example1234", PathVerdict.Unknown)]
    public void Calls_through_the_hub_carry_the_ARN_and_the_account_of_its_VPC(string key, string value, PathVerdict expected) =>
        Assert.Equal(expected, Test(Network().WithPolicy(Allow("StringEquals", key, value))).Verdict);

    [Fact]
    public void A_denial_names_the_condition_and_the_value_that_it_sees()
    {
        var finding = Test(Network().WithPolicy($"{Open},{Deny("StringNotEquals", "aws:SourceVpc", "vpc-dev")}")).Findings[0];

        Assert.Contains(
            "StringNotEquals aws:SourceVpc vpc-dev is met, because aws:SourceVpc is vpc-shared in calls through this endpoint",
            finding.Reason,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("a statement that allows", finding.Remedy + finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_a_service_that_takes_none_is_not_evaluated()
    {
        var network = Network().WithPolicy("""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""");
        var service = new EndpointService { Id = Dkr, SupportsPolicies = false };

        Assert.Equal(PathVerdict.Unreachable, Test(network).Verdict);
        Assert.Equal(PathVerdict.Reachable, Test(network with { Services = ResourceTable<EndpointService>.From([service]) }).Verdict);
    }

    private const string Open = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";

    private static string Allow(string comparison, string key, string value) => Conditional("Allow", comparison, key, value);

    private static string Deny(string comparison, string key, string value) => Conditional("Deny", comparison, key, value);

    private static string Conditional(string effect, string comparison, string key, string value) =>
        $$"""{"Effect":"{{effect}}","Principal":"*","Action":"*","Resource":"*","Condition":{"{{comparison}}":{"{{key}}":"{{value}}"} } }""";

    private static EndpointPath TestCall(string statements, string action, string resource) =>
        PathAnalyzer.Analyze(
            new PathIndex(Network().WithPolicy(statements)),
            new PathQuestion(Dev, HubVpc, Dkr) { Calls = ValueList.Of(new PolicyRequest(action, resource)), FollowsLayers = false }
        );
}
