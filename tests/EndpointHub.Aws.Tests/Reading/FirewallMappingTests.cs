using EndpointHub.Aws.Reading;
using EndpointHub.AwsTests.Support;
using EndpointHub.Topology;
using Resolver = Amazon.Route53Resolver.Model;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Maps DNS Firewall resources from responses to the domain.</summary>
public sealed class FirewallMappingTests
{
    [Theory]
    [InlineData("ALLOW", FirewallAction.Allow)]
    [InlineData("ALERT", FirewallAction.Alert)]
    [InlineData("BLOCK", FirewallAction.Block)]
    public void A_rule_allows_or_blocks(string action, object expected) => Assert.Equal(expected, Map(rule => rule.Action = action).Action);

    [Fact]
    public void A_rule_has_its_type_and_redirection_setting()
    {
        Assert.Equal((null, false), (Map(_ => { }).QueryType, Map(_ => { }).TrustsRedirection));
        Assert.Equal("AAAA", Map(rule => rule.Qtype = "AAAA").QueryType);
        Assert.True(Map(rule => rule.FirewallDomainRedirectionAction = "TRUST_REDIRECTION_DOMAIN").TrustsRedirection);
        Assert.False(Map(rule => rule.FirewallDomainRedirectionAction = "INSPECT_REDIRECTION_DOMAIN").TrustsRedirection);
    }

    [Fact]
    public void A_threat_protection_rule_has_no_domain_list()
    {
        Assert.Null(Map(rule => rule.DnsThreatProtection = "DGA").DomainListId);
        Assert.Equal("rslvr-fdl-1", Map(_ => { }).DomainListId);
    }

    [Fact]
    public void Rules_of_a_group_are_ordered_and_unread_rules_are_not_empty()
    {
        Resolver.FirewallRuleGroupAssociation[] associations =
        [
            new()
            {
                FirewallRuleGroupId = "rslvr-frg-1",
                VpcId = "vpc-2",
                Status = "UPDATING",
                Priority = 200,
            },
            new()
            {
                FirewallRuleGroupId = "rslvr-frg-1",
                VpcId = "vpc-1",
                Status = "COMPLETE",
                Priority = 101,
            },
            new()
            {
                FirewallRuleGroupId = "rslvr-frg-2",
                VpcId = "vpc-1",
                Status = "COMPLETE",
                Priority = 102,
            },
        ];

        var group = FirewallReader.Map("rslvr-frg-1", associations, [Rule(rule => rule.Priority = 9), Rule(rule => rule.Priority = 1)]);

        Assert.Equal([new FirewallRuleGroupVpc("vpc-1", "COMPLETE", 101), new FirewallRuleGroupVpc("vpc-2", "UPDATING", 200)], group.Vpcs);
        Assert.Equal([1, 9], group.Rules!.Select(rule => rule.Priority));
        Assert.Null(FirewallReader.Map("rslvr-frg-1", associations, rules: null).Rules);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task One_vpc_is_read_by_a_filter_and_several_by_one_list(int count, bool isByItself)
    {
        var vpcs = Enumerable.Range(1, count).Select(number => $"vpc-{number}").ToList();
        var http = new StubHttp(_ =>
            StubHttp.Json(
                """{"FirewallRuleGroupAssociations": [{"FirewallRuleGroupId": "rslvr-frg-1", "VpcId": "vpc-1", "Status": "COMPLETE", "Priority": 101}, {"FirewallRuleGroupId": "rslvr-frg-1", "VpcId": "vpc-foreign", "Status": "COMPLETE", "Priority": 101}]}"""
            )
        );
        using var client = TestClients.Resolver(http);

        var associations = await FirewallReader.AssociationsAsync(new Apis(null!, null!, client, null!), vpcs, TestContext.Current.CancellationToken);

        Assert.Equal("vpc-1", Assert.Single(associations).VpcId);
        Assert.Equal(isByItself, Assert.Single(http.Sent).Body.Contains("\"VpcId\":\"vpc-1\"", StringComparison.Ordinal));
    }

    private static Resolver.FirewallRule Rule(Action<Resolver.FirewallRule> change)
    {
        var rule = new Resolver.FirewallRule
        {
            Name = "rule",
            Priority = 100,
            Action = "BLOCK",
            FirewallDomainListId = "rslvr-fdl-1",
        };
        change(rule);
        return rule;
    }

    private static FirewallRule Map(Action<Resolver.FirewallRule> change) =>
        Assert.Single(FirewallReader.Map("rslvr-frg-1", [], [Rule(change)]).Rules!);
}
