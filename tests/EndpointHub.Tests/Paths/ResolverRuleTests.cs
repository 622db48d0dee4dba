using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>
/// Resolver rules above private zones (Route 53 developer guide: considerations for private hosted zones; how Resolver determines whether the
/// domain name matches any rules; using rules to control which queries are forwarded; autodefined rules).
/// </summary>
public sealed class ResolverRuleTests
{
    private const string Rule = "rslvr-rr-1";
    private const ResolverRuleKind Forward = ResolverRuleKind.Forward;
    private const ResolverRuleKind System = ResolverRuleKind.System;

    [Fact]
    public void A_resolver_rule_takes_precedence_over_a_zone_of_its_name()
    {
        var path = Test(Network().WithRule(Rule, Forward, Apex, [Dev]));

        Assert.Equal(PathVerdict.Unknown, path.Verdict);
        Assert.All(path.Names.Where(name => name.Name.EndsWith(Apex, StringComparison.Ordinal)), name => Assert.Null(name.VpcEndpointId));
        Assert.All(path.Findings, finding => Assert.Equal((FindingCode.ResolverRuleForwards, Rule), (finding.Code, finding.Resource)));
        Assert.Contains("192.168.0.53", path.Findings[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("com")]
    [InlineData($"{Region}.amazonaws.com")]
    public void A_rule_for_a_wider_domain_does_not_affect_zones(string domain)
    {
        Assert.Empty(CodesOf(Network().WithRule(Rule, Forward, domain, [Dev])));
        Assert.NotEmpty(CodesOf(Network().WithRule(Rule, Forward, Apex, [Dev])));
    }

    [Fact]
    public void A_rule_for_the_root_domain_forwards_names_without_a_zone() =>
        Assert.Equal(
            [FindingCode.ResolverRuleForwards],
            CodesOf((Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) }).WithRule(Rule, Forward, "", [Dev]))
        );

    [Fact]
    public void A_rule_forwards_only_names_at_or_below_its_domain()
    {
        var path = Test(Network().WithRule(Rule, Forward, $"{Tokyo.AccountId}.{Apex}", [Dev]));

        Assert.Equal([$"{Tokyo.AccountId}.{Apex}"], path.Names.Where(name => name.Verdict == PathVerdict.Unknown).Select(name => name.Name));
    }

    [Fact]
    public void A_rule_of_another_vpc_does_not_apply()
    {
        Assert.Empty(CodesOf(Network().WithRule(Rule, Forward, Apex, [HubVpc])));
        Assert.NotEmpty(CodesOf(Network().WithRule(Rule, Forward, Apex, [Dev])));
    }

    [Fact]
    public void A_rule_with_a_deleted_association_does_not_apply()
    {
        Assert.Empty(CodesOf(Network().WithRule(Rule, Forward, Apex, [Dev], "DELETED")));
        Assert.NotEmpty(CodesOf(Network().WithRule(Rule, Forward, Apex, [Dev])));
    }

    // AWS documents these states, but not whether the rule applies.
    [Theory]
    [InlineData("FAILED")]
    [InlineData("OVERRIDDEN")]
    public void A_failed_or_overridden_rule_association_is_undecided_and_must_be_replaced(string state)
    {
        var network = Network().WithRule(Rule, Forward, Apex, [Dev], state);

        Assert.Equal([FindingCode.ResolverChangePending], CodesOf(network));
        Assert.All(Test(network).Findings, finding => Assert.Contains($"is {state} in {Dev}", finding.Reason, StringComparison.Ordinal));
        Assert.All(
            Test(network).Findings,
            finding => Assert.Equal($"Disassociate what is {state} and associate it again, then test again.", finding.Advice)
        );
    }

    [Theory]
    [InlineData("CREATING")]
    [InlineData("UPDATING")]
    [InlineData("DELETING")]
    public void The_remedy_for_a_rule_association_in_transition_is_to_wait(string state) =>
        Assert.All(
            Test(Network().WithRule(Rule, Forward, Apex, [Dev], state)).Findings,
            finding => Assert.Equal("Wait until the association is COMPLETE, then test again.", finding.Advice)
        );

    [Theory]
    [InlineData(ResolverState.Complete)]
    [InlineData(ResolverState.Creating)]
    public void A_rule_of_an_unknown_kind_is_undecided_in_every_state(string state)
    {
        var network = Network().WithRule(Rule, ResolverRuleKind.Unknown, Apex, [Dev], state);

        Assert.Equal([FindingCode.ResolverChangePending], CodesOf(network));
        Assert.All(Test(network).Findings, finding => Assert.Contains("does not know", finding.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_delegation_rule_matches_no_names()
    {
        Assert.Empty(CodesOf(Network().WithRule(Rule, ResolverRuleKind.Delegate, Apex, [Dev])));
        Assert.NotEmpty(CodesOf(Network().WithRule(Rule, Forward, Apex, [Dev])));
    }

    [Fact]
    public void A_system_rule_below_a_forwarding_rule_returns_names_to_the_zones()
    {
        var network = Network().WithRule(Rule, Forward, Apex, [Dev]);

        var given = network.WithRule("rslvr-rr-2", System, $"{Tokyo.AccountId}.{Apex}", [Dev]);

        Assert.Equal([Apex], Test(given).Names.Where(name => name.Verdict == PathVerdict.Unknown).Select(name => name.Name));
        Assert.Contains(Test(given).Names.SelectMany(name => name.Hops), hop => hop is RuleHop { Resource: "rslvr-rr-2", Finding: null });
    }

    [Fact]
    public void A_system_rule_without_a_zone_leaves_the_name_public() =>
        Assert.Equal(
            [FindingCode.AnsweredPublicly],
            CodesOf(
                (Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) })
                    .WithRule(Rule, Forward, "amazonaws.com", [Dev])
                    .WithRule("rslvr-rr-2", System, Apex, [Dev])
            )
        );

    [Fact]
    public void A_cname_target_is_resolved_through_the_rules_like_any_name()
    {
        var target = $"{Network().Endpoints[DkrEndpoint].RegionalName!.DnsName}.";
        var network = Network()
            .WithoutRecord(ZoneId(Apex), $"*.{Apex}")
            .WithRecord(ZoneId(Apex), new ZoneRecord($"*.{Apex}", "CNAME", Alias: null, ValueList.Of(target)));

        Assert.Empty(CodesOf(network));
        Assert.Equal([FindingCode.ResolverRuleForwards], CodesOf(network.WithRule(Rule, Forward, "vpce.amazonaws.com", [Dev])));
    }

    [Fact]
    public void The_remedy_for_a_rule_of_a_name_with_a_zone_is_to_disassociate_it() =>
        Assert.All(
            Test(Network().WithRule(Rule, Forward, Apex, [Dev])).Findings,
            finding => Assert.Equal($"aws route53resolver disassociate-resolver-rule --resolver-rule-id {Rule} --vpc-id {Dev}", finding.Correction())
        );

    [Fact]
    public void The_remedy_for_a_wider_rule_is_a_system_rule_where_an_endpoint_answers_without_it()
    {
        var target = Network().Endpoints[DkrEndpoint].RegionalName!.DnsName;
        var network = Network()
            .WithoutRecord(ZoneId(Apex), $"*.{Apex}")
            .WithRecord(ZoneId(Apex), new ZoneRecord($"*.{Apex}", "CNAME", Alias: null, ValueList.Of($"{target}.")))
            .WithRule(Rule, Forward, "vpce.amazonaws.com", [Dev]);

        var finding = Test(network).Findings.Single();

        Assert.Equal(
            $"aws route53resolver create-resolver-rule --creator-request-id {target} --rule-type SYSTEM --domain-name {target}",
            finding.Correction()
        );
        Assert.EndsWith($", and associate it with {Dev}", finding.Remedy, StringComparison.Ordinal);
        Assert.Empty(CodesOf(network.WithRule("rslvr-rr-2", System, target, [Dev])));
    }

    [Theory]
    [InlineData(Apex, true)]
    [InlineData("amazonaws.com", false)]
    public void The_remedy_for_a_rule_of_a_name_without_a_zone_begins_with_the_zone(string domain, bool disassociates)
    {
        var network = Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) };

        Assert.All(
            Test(network.WithRule(Rule, Forward, domain, [Dev])).Findings,
            finding =>
            {
                Assert.StartsWith("Add-EndpointPrivateZone ", finding.Correction(), StringComparison.Ordinal);
                Assert.Equal(disassociates, finding.Correction().EndsWith($"--vpc-id {Dev}", StringComparison.Ordinal));
                Assert.DoesNotContain("SYSTEM", finding.Correction(), StringComparison.Ordinal);
            }
        );
    }
}
