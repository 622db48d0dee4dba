using EndpointHub.Paths;
using EndpointHub.Paths.Advice;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>Advice about a path. It never changes the verdict.</summary>
public sealed class AdviceTests
{
    [Fact]
    public void Session_manager_is_reported_incomplete_without_all_its_services() =>
        Assert.Equal(
            [Service("ssmmessages")],
            Codes(Network().WithHubService("ssm"), "ssm", FindingCode.HalfServiceSet)
                .SelectMany(finding => finding.Correction().Split("; "))
                .Select(command => command.Split("-Service ")[1].Split(' ')[0])
        );

    [Fact]
    public void A_companion_service_with_an_own_endpoint_is_not_reported_missing()
    {
        var without = Network().WithHubService("ssm");

        Assert.NotEmpty(Codes(without, "ssm", FindingCode.HalfServiceSet));
        Assert.Empty(Codes(without.WithEndpoint("vpce-dev-ssmmessages", Dev, "ssmmessages", ["subnet-dev-a"]), "ssm", FindingCode.HalfServiceSet));
    }

    [Theory]
    [InlineData("ap-northeast-1", "")]
    [InlineData("mx-central-1", "com.amazonaws.mx-central-1.ecs com.amazonaws.mx-central-1.ecs-telemetry")]
    public void Newer_regions_need_all_three_services_of_ecs(string region, string companions) =>
        Assert.Equal(companions, string.Join(' ', ServiceSets.CompanionsOf($"com.amazonaws.{region}.ecs-agent", region)));

    [Fact]
    public void Image_pulls_need_ecr_dkr_and_not_ecr_api()
    {
        var apiAlone = Network().WithHubService("ecr.api");
        apiAlone = apiAlone with { Endpoints = apiAlone.Endpoints.Without(DkrEndpoint) };

        Assert.Empty(Codes(Network(), "ecr.dkr", FindingCode.HalfServiceSet));
        Assert.Single(Codes(apiAlone, "ecr.api", FindingCode.HalfServiceSet));
    }

    [Fact]
    public void Zones_are_compared_by_zone_id_across_accounts()
    {
        // The spoke's zones 1c and 1a are the hub's zones 1a and 1c.
        var network = Network() with
        {
            Subnets = ResourceTable<Subnet>.From(
                Network()
                    .Subnets.Select(subnet =>
                        subnet with
                        {
                            AvailabilityZoneId = subnet.Id is "subnet-shared-a" or "subnet-dev-c" ? "apne1-az4" : "apne1-az1",
                            AvailabilityZone =
                                subnet.VpcId == Dev ? subnet.AvailabilityZone.Replace("1", "2", StringComparison.Ordinal) : subnet.AvailabilityZone,
                        }
                    )
            ),
        };

        Assert.Empty(Codes(network, "ecr.dkr", FindingCode.CrossZoneTraffic));
        var named = network with
        {
            Subnets = ResourceTable<Subnet>.From(network.Subnets.Select(subnet => subnet with { AvailabilityZoneId = null })),
        };
        Assert.NotEmpty(Codes(named, "ecr.dkr", FindingCode.CrossZoneTraffic));
    }

    [Theory]
    [InlineData("StringEquals", "aws:SourceVpc", "vpc-dev", 1)]
    [InlineData("StringNotEquals", "aws:sourcevpc", "vpc-dev", 1)]
    [InlineData("StringLike", "aws:SourceVpc", "vpc-d*", 1)]
    [InlineData("StringLike", "aws:SourceVpc", "vpc-*", 0)]
    [InlineData("StringEquals", "aws:SourceVpce", "vpce-own", 1)]
    [InlineData("StringNotEquals", "aws:SourceVpce", DkrEndpoint, 0)]
    [InlineData("StringEquals", "aws:PrincipalTag/vpc", "vpc-dev", 0)]
    public void A_policy_that_names_the_spoke_and_not_the_hub_is_reported(string comparison, string key, string value, int expected)
    {
        var policy =
            $$"""{"Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"{{comparison}}":{"{{key}}":"{{value}}"} } }]}""";
        var network = Network().WithEndpoint("vpce-own", Dev, "ecr.dkr", ["subnet-dev-a"], privateNames: []);
        var question = new PathQuestion(Dev, HubVpc, Dkr) { OtherPolicies = ValueList.Of(new NamedPolicy("key.json", policy)) };

        var path = PathAnalyzer.Analyze(new PathIndex(network), question);

        Assert.Equal(expected, path.Findings.Count(finding => finding is { Code: FindingCode.PolicyNamesSpoke, Resource: "key.json" }));
        Assert.Equal(PathVerdict.Reachable, path.Verdict);
    }

    [Theory]
    [InlineData("aws:SourceVpc", "vpc-dev", "vpc-shared")]
    [InlineData("aws:SourceVpcArn", "arn:aws:ec2:ap-northeast-1:222222222222:vpc/vpc-dev", "arn:aws:ec2:ap-northeast-1:111111111111:vpc/vpc-shared")]
    [InlineData("aws:SourceVpce", "vpce-own", DkrEndpoint)]
    [InlineData("aws:VpceAccount", "222222222222", "111111111111")]
    [InlineData("aws:VpceOrgID", "o-example1234", "the organization of account 111111111111")]
    [InlineData("aws:VpceOrgPaths", "o-example1234/r-ab/ou-ab-1/", "the path of account 111111111111 in its organization")]
    public void A_condition_in_any_form_is_reported_once_with_the_value_after_the_move(string key, string value, string after)
    {
        string[] forms =
        [
            Statement("Allow", "StringEquals", key, value),
            Statement("Allow", "StringEqualsIfExists", key, value),
            Statement("Allow", "ForAnyValue:StringLike", key, value),
            Statement("Deny", "StringNotEquals", key, value),
            Statement("Deny", "StringNotLikeIfExists", key, value),
            Statement("Deny", "ForAllValues:StringNotEquals", key, value),
            Statement("Deny", "StringNotEquals", key, value).Replace("Principal", "NotPrincipal", StringComparison.Ordinal),
            $$"""{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::222222222222:saml-provider/corp"},"Action":"sts:AssumeRoleWithSAML","Condition":{"StringEquals":{"{{key}}":"{{value}}"} } }""",
            $"{Statement("Deny", "StringNotEquals", key, value)},{Statement("Allow", "StringEquals", key, value)}",
        ];

        Assert.All(
            forms,
            form =>
            {
                var finding = Assert.Single(InTwoAccounts(form));
                Assert.Contains($"{key} with {value}; calls through the hub carry {after}.", finding.Reason, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("aws:VpceAccount", "111111111111")]
    [InlineData("aws:SourceVpcArn", "arn:aws:ec2:*:*:vpc/*")]
    [InlineData("aws:VpcSourceIp", "10.2.0.0/16")]
    [InlineData("aws:SourceVpc", "vpc-other")]
    public void A_condition_that_the_move_does_not_change_is_not_reported(string key, string value) =>
        Assert.Empty(InTwoAccounts(Statement("Allow", "StringLike", key, value)));

    [Fact]
    public void A_condition_on_the_organization_is_not_reported_within_one_account() =>
        Assert.Empty(With(Network(), Statement("Deny", "StringNotEquals", "aws:VpceOrgID", "o-example1234")));

    [Fact]
    public void A_policy_that_pairs_the_VPC_with_the_clients_address_is_one_finding_that_keeps_the_address()
    {
        var paired =
            """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-dev"},"NotIpAddress":{"aws:VpcSourceIp":"10.2.0.0/16"} } }""";

        var finding = Assert.Single(With(Network(), paired));

        Assert.Contains("carry vpc-shared.", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("carry the clients' own private addresses, as before.", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_denies_calls_through_the_hub_is_reported() =>
        Assert.Contains(
            "Take vpc-shared out of that condition.",
            Assert.Single(With(Network(), Statement("Deny", "StringEquals", "aws:SourceVpc", "vpc-shared"))).Advice,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_condition_that_compares_with_a_variable_is_reported_with_the_new_value() =>
        Assert.Contains(
            "calls through the hub carry vpc-shared.",
            Assert.Single(With(Network(), Statement("Allow", "StringEquals", "aws:SourceVpc", "${aws:PrincipalTag/vpc}"))).Reason,
            StringComparison.Ordinal
        );

    private static string Statement(string effect, string comparison, string key, string value) =>
        $$"""{"Effect":"{{effect}}","Principal":"*","Action":"*","Resource":"*","Condition":{"{{comparison}}":{"{{key}}":"{{value}}"} } }""";

    private static IEnumerable<Finding> InTwoAccounts(string statements)
    {
        var network = Network().WithEndpoint("vpce-own", Dev, "ecr.dkr", ["subnet-dev-a"], privateNames: []);
        return With(
            network with
            {
                Vpcs = ResourceTable<Vpc>.From(
                    network.Vpcs.Select(vpc =>
                        vpc with
                        {
                            Location = vpc.Location with { AccountId = vpc.Id == Dev ? "222222222222" : "111111111111" },
                        }
                    )
                ),
            },
            statements
        );
    }

    private static IEnumerable<Finding> With(NetworkSnapshot network, string statements)
    {
        var policy = new NamedPolicy("key.json", $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
        return PathAnalyzer
            .Analyze(new PathIndex(network), new PathQuestion(Dev, HubVpc, Dkr) { OtherPolicies = ValueList.Of(policy) })
            .Findings.Where(finding => finding.Code == FindingCode.PolicyNamesSpoke);
    }

    private static IEnumerable<Finding> Codes(NetworkSnapshot network, string service, FindingCode code) =>
        PathAnalyzer.Analyze(network, Dev, HubVpc, Service(service)).Findings.Where(finding => finding.Code == code);
}
