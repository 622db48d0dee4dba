using EndpointHub.Paths;
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
            [Service("ssmmessages"), Service("ec2messages")],
            Codes(Network().WithHubService("ssm"), "ssm", FindingCode.HalfServiceSet)
                .SelectMany(finding => finding.Correction().Split("; "))
                .Select(command => command.Split("-Service ")[1].Split(' ')[0])
        );

    [Fact]
    public void A_companion_service_with_an_own_endpoint_is_not_reported_missing()
    {
        var without = Network().WithHubService("ssm").WithHubService("ssmmessages");

        Assert.NotEmpty(Codes(without, "ssm", FindingCode.HalfServiceSet));
        Assert.Empty(Codes(without.WithEndpoint("vpce-dev-ec2messages", Dev, "ec2messages", ["subnet-dev-a"]), "ssm", FindingCode.HalfServiceSet));
    }

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
    [InlineData("StringEquals", "aws:SourceVpce", DkrEndpoint, 0)]
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

    private static IEnumerable<Finding> Codes(NetworkSnapshot network, string service, FindingCode code) =>
        PathAnalyzer.Analyze(network, Dev, HubVpc, Service(service)).Findings.Where(finding => finding.Code == code);
}
