using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>Common faults, each with its code, its resource and its remedy.</summary>
public sealed class ClassicFaultTests
{
    [Fact]
    public void A_working_hub_is_reachable_without_a_finding()
    {
        var path = Test(Network());

        Assert.Empty(path.Findings);
        Assert.Equal(PathVerdict.Reachable, path.Verdict);
        Assert.Equal(DkrEndpoint, path.HubVpcEndpointId);
        Assert.Equal(Landscape.HubName, path.HubName);
    }

    [Fact]
    public void A_missing_return_route_is_reported()
    {
        var finding = OnlyFinding(Network().WithoutRoute("rtb-shared", "10.2.0.0/16"), FindingCode.NoReturnRoute);

        Assert.Equal("rtb-shared", finding.Resource);
        Assert.Equal(
            "aws ec2 create-route --route-table-id rtb-shared --destination-cidr-block 10.2.0.0/16 --vpc-peering-connection-id pcx-dev",
            finding.Correction()
        );
    }

    [Fact]
    public void A_missing_wildcard_record_is_reported()
    {
        var finding = OnlyFinding(Network().WithoutRecord(ZoneId(Apex), $"*.{Apex}"), FindingCode.WildcardRecordMissing);

        Assert.Equal(ZoneId(Apex), finding.Resource);
        Assert.Contains($"{{Name=*.{Apex},Type=A,", finding.Correction(), StringComparison.Ordinal);
    }

    [Fact]
    public void Private_dns_that_is_still_enabled_is_reported()
    {
        var before = Landscape.Seed(ValueList.Of("ecr.dkr"));
        var network = Network() with
        {
            Endpoints = Network().Endpoints.With(before.Endpoints["vpce-dev-ecr.dkr"]),
            Zones = ResourceTable<PrivateZone>.From(Network().Zones.Select(zone => zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == Dev) })),
        };

        var path = Test(network);

        Assert.Equal([FindingCode.PrivateDnsStillOn], path.Findings.Select(finding => finding.Code).Distinct());
        Assert.All(path.Findings, finding => Assert.Equal("vpce-dev-ecr.dkr", finding.Resource));
        Assert.All(path.Names, name => Assert.Equal("vpce-dev-ecr.dkr", name.VpcEndpointId));
        Assert.Equal(PathVerdict.Unreachable, path.Verdict);
        Assert.All(path.Subnets, subnet => Assert.Equal(PathVerdict.Reachable, subnet.Verdict));
    }

    [Theory]
    [InlineData("vpc-dev", "subnet-dev-a")]
    [InlineData("vpc-shared", "subnet-shared-a")]
    public void A_network_acl_without_ephemeral_ports_is_reported(string vpcId, string subnetId)
    {
        // At the spoke, requests are egress and answers are ingress; at the hub, the directions are reversed.
        var isSpoke = vpcId == Dev;
        var finding = OnlyFindings(Network().WithAcl(vpcId, [subnetId], Allow(100, egress: isSpoke, 443, 443)), FindingCode.EphemeralPortsRestricted)[
            0
        ];

        Assert.Equal($"acl-own-{vpcId}", finding.Resource);
        Assert.Contains(
            $"{(isSpoke ? "--ingress" : "--egress")} --rule-number 32766 --protocol tcp --port-range 'From=1024,To=65535'",
            finding.Correction(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_missing_route_to_the_hub_is_reported()
    {
        var findings = OnlyFindings(Network().WithoutRoute("rtb-dev", "10.255.0.0/16"), FindingCode.NoRouteToDestination);

        Assert.All(findings, finding => Assert.Equal("rtb-dev", finding.Resource));
        Assert.Contains(findings, finding => finding.Correction().Contains("--destination-cidr-block 10.255.1.0/24", StringComparison.Ordinal));
    }

    [Fact]
    public void A_security_group_that_does_not_allow_the_spoke_is_reported()
    {
        var findings = OnlyFindings(
            Network().WithIngress(new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.3.0.0/16")))),
            FindingCode.EniSgRulesMismatch
        );

        Assert.Contains(
            findings,
            finding =>
                finding
                    .Correction()
                    .Split("; ")
                    .Contains("aws ec2 authorize-security-group-ingress --group-id sg-hub --protocol tcp --port 443 --cidr 10.2.1.0/24")
        );
    }

    [Fact]
    public void One_test_reports_every_fault() =>
        Assert.Equal(
            [FindingCode.WildcardRecordMissing, FindingCode.NoReturnRoute, FindingCode.SgHasNoRules],
            CodesOf(Network().WithoutRecord(ZoneId(Apex), $"*.{Apex}").WithoutRoute("rtb-shared", "10.2.0.0/16").WithIngress()).OrderBy(code => code)
        );

    private static Finding OnlyFinding(NetworkSnapshot network, FindingCode code) =>
        OnlyFindings(network, code).DistinctBy(finding => finding.Correction()).Single();

    private static List<Finding> OnlyFindings(NetworkSnapshot network, FindingCode code)
    {
        var path = Test(network);
        Assert.Equal(PathVerdict.Unreachable, path.Verdict);
        Assert.Equal([code], path.Findings.Select(finding => finding.Code).Distinct());
        return [.. path.Findings];
    }
}
