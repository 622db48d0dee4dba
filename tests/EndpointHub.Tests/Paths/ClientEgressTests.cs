using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>The outbound rules of clients when nobody says which security groups they have.</summary>
public sealed class ClientEgressTests
{
    private const string Work = "sg-work";
    private const string OldGroup = "sg-dev-endpoints";
    private static readonly SecurityRule ToHub = Https(RulePeer.From(Cidr.Parse("10.255.0.0/16")));
    private static readonly SecurityRule ToOldGroup = Https(new RulePeer(GroupId: OldGroup));
    private static readonly SecurityRule ToS3 = Https(new RulePeer(PrefixListId: S3List));

    [Fact]
    public void A_group_of_an_interface_that_lets_https_out_but_not_to_the_hub_fails_its_subnet()
    {
        var path = Test(With([ToOldGroup], [Work]));

        Assert.Equal((FindingCode.WorkloadEgressRestriction, Work), (path.Findings.Single().Code, path.Findings[0].Resource));
        Assert.Contains("subnet-dev-a", path.Findings[0].Reason, StringComparison.Ordinal);
        Assert.Equal(PathVerdict.Unreachable, path.Subnets.Single(subnet => subnet.SubnetId == "subnet-dev-a").Verdict);
        Assert.Equal(PathVerdict.Reachable, path.Subnets.Single(subnet => subnet.SubnetId == "subnet-dev-c").Verdict);
        Assert.Equal(PathVerdict.Reachable, Test(With([ToOldGroup, ToHub], [Work])).Verdict);
    }

    [Fact]
    public void The_groups_of_one_interface_are_evaluated_together() => Assert.Empty(CodesOf(With([ToOldGroup], [Work, "sg-dev-default"])));

    [Fact]
    public void A_group_that_lets_no_https_out_or_only_to_a_gateway_endpoint_belongs_to_no_client()
    {
        Assert.Empty(CodesOf(With([], [Work])));
        Assert.Empty(CodesOf(With([ToS3], [Work])));
        Assert.Empty(CodesOf(With([new SecurityRule(Traffic.Tcp(5432), RulePeer.From(Cidr.Everything))], [Work])));
    }

    [Fact]
    public void A_group_of_an_interface_that_was_not_read_leaves_the_path_unknown()
    {
        var path = Test(With([ToHub], ["sg-of-another-vpc"]));

        Assert.Equal((PathVerdict.Unknown, FindingCode.ResourceUnknown), (path.Verdict, path.Findings.Single().Code));
    }

    [Fact]
    public void A_group_that_no_interface_has_counts_when_it_names_the_group_of_the_moved_endpoint()
    {
        var network = With([ToOldGroup], groups: null)
            .WithSecurityGroup(OldGroup, Dev)
            .WithEndpoint("vpce-own", Dev, "ecr.dkr", ["subnet-dev-a"], privateNames: [], OldGroup);

        var finding = Test(network).Findings.Single();

        Assert.Equal((FindingCode.WorkloadEgressRestriction, Work), (finding.Code, finding.Resource));
        Assert.Contains($"{OldGroup}, the group of vpce-own", finding.Reason, StringComparison.Ordinal);
        Assert.Empty(CodesOf(network.WithEgress(Work, ToOldGroup, ToHub)));
        Assert.Empty(CodesOf(network.WithEgress(Work, ToS3)));
    }

    [Fact]
    public void Groups_that_the_operator_names_replace_those_of_the_interfaces()
    {
        var question = new PathQuestion(Dev, HubVpc, Dkr) { WorkloadSecurityGroupIds = ValueList.Of("sg-dev-default") };

        Assert.Empty(PathAnalyzer.Analyze(new PathIndex(With([ToOldGroup], [Work])), question).Findings);
    }

    private static SecurityRule Https(RulePeer peer) => new(Traffic.Tcp(443), peer);

    private static NetworkSnapshot With(SecurityRule[] egress, string[]? groups)
    {
        var network = Network().WithSecurityGroup(Work, Dev).WithEgress(Work, egress);
        var subnet = network.Subnets["subnet-dev-a"];
        return network with
        {
            Subnets = network.Subnets.With(subnet with { ClientGroups = groups is null ? null : ValueList.Of(groups.ToValueList()) }),
        };
    }
}
