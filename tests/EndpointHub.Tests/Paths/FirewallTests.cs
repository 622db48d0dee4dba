using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>
/// DNS Firewall is evaluated before rules and zones (Resolver developer guide: how DNS Firewall works, rule actions, domain lists).
/// </summary>
public sealed class FirewallTests
{
    private const string One = "rslvr-frg-1";
    private const string Two = "rslvr-frg-2";
    private const string Deep = $"123456789012.{Apex}";
    private const string EndpointNames = "*.vpce.amazonaws.com";
    private const FirewallAction Allow = FirewallAction.Allow;
    private const FirewallAction Alert = FirewallAction.Alert;
    private const FirewallAction Block = FirewallAction.Block;

    private static readonly FindingCode[] Blocked = [FindingCode.DnsFirewallBlocks];
    private static readonly FindingCode[] Open = [FindingCode.DnsFirewallUncertain];
    private static readonly FirewallRuleGroupVpc InDev = new(Dev, ResolverState.Complete, 101);
    private static readonly ProfileVpc ProfileInDev = new(Dev, ResolverState.Complete);

    [Fact]
    public void A_blocked_name_is_not_looked_up_in_its_zone()
    {
        var path = Test(Group().WithFirewallRule(One, Block, [Apex]));
        var name = path.Names.Single(name => name.Name == Apex);

        Assert.Equal(PathVerdict.Unreachable, path.Verdict);
        Assert.IsType<FirewallHop>(name.Hops[^1]);
        Assert.Null(name.VpcEndpointId);
        Assert.Equal([Apex], path.Names.Where(name => name.Verdict == PathVerdict.Unreachable).Select(name => name.Name));
    }

    // A specification matches its name only; with an asterisk it matches names below it, and not the name itself.
    [Theory]
    [InlineData(Apex, new[] { Apex })]
    [InlineData($"*.{Apex}", new[] { Deep })]
    [InlineData("*.amazonaws.com", new[] { Apex, Deep })]
    [InlineData("*", new[] { Apex, Deep })]
    [InlineData($"*r.{Region}.amazonaws.com", new[] { Apex, Deep })]
    [InlineData($"*{Apex}", new[] { Deep })]
    [InlineData("amazonaws.com", new string[0])]
    [InlineData($"*.ecr.{Region}.amazonaws.co", new string[0])]
    public void A_domain_list_matches_names_and_wildcards(string specification, string[] blocked) =>
        Assert.Equal(
            blocked,
            Test(Group().WithFirewallRule(One, Block, [specification]))
                .Names.Where(name => name.Verdict == PathVerdict.Unreachable && name.Name.EndsWith(Apex, StringComparison.Ordinal))
                .Select(name => name.Name)
                .Order(StringComparer.Ordinal)
                .Reverse()
        );

    [Fact]
    public void A_wildcard_for_the_parent_name_itself_is_undocumented_and_undecided()
    {
        var network = Group().WithFirewallRule(One, Block, [$"*{Apex}"]);

        Assert.Equal(Open, Apexes(network));
        Assert.Contains(
            $"*{Apex}",
            Test(network).Names.Single(name => name.Name == Apex).Hops.Select(hop => hop.Finding).OfType<Finding>().Single().Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(Open, Apexes(Group().WithFirewallRule(One, Allow, [$"*{Apex}"]).WithFirewallRule(One, Block, [Apex])));
        Assert.Equal(Blocked, Apexes(network.WithFirewallRule(One, Block, [Apex])));

        static IEnumerable<FindingCode> Apexes(NetworkSnapshot network) =>
            Test(network).Names.Single(name => name.Name == Apex).Hops.Select(hop => hop.Finding?.Code).OfType<FindingCode>();
    }

    [Theory]
    [InlineData(Allow)]
    [InlineData(Alert)]
    public void The_first_matching_rule_decides_and_later_rules_do_not_apply(object action)
    {
        Assert.Empty(
            CodesOf(Group().WithFirewallRule(One, (FirewallAction)action, ["*.amazonaws.com", "*.on.aws"]).WithFirewallRule(One, Block, ["*"]))
        );
        Assert.Equal(
            Blocked,
            CodesOf(Group().WithFirewallRule(One, Block, ["*"]).WithFirewallRule(One, (FirewallAction)action, ["*.amazonaws.com", "*.on.aws"]))
        );
    }

    [Fact]
    public void Rules_are_evaluated_by_priority_in_any_list_order()
    {
        Assert.Empty(CodesWithBlockAt(900));
        Assert.Equal(Blocked, CodesWithBlockAt(1));

        static IEnumerable<FindingCode> CodesWithBlockAt(int priority) =>
            CodesOf(
                Group()
                    .WithFirewallRule(One, Block, ["*"], rule => rule with { Priority = priority })
                    .WithFirewallRule(One, Allow, ["*.com", "*.on.aws"])
            );
    }

    [Theory]
    [InlineData(100, 200, false)]
    [InlineData(200, 100, true)]
    public void Rule_groups_are_evaluated_by_the_priority_of_their_associations(int allows, int blocks, bool isBlocked) =>
        Assert.Equal(
            isBlocked ? Blocked : [],
            CodesOf(
                Network()
                    .WithRuleGroup(One, InDev with { Priority = allows })
                    .WithFirewallRule(One, Allow, ["*.com", "*.on.aws"])
                    .WithRuleGroup(Two, InDev with { Priority = blocks })
                    .WithFirewallRule(Two, Block, ["*"])
            )
        );

    [Fact]
    public void A_rule_group_of_another_vpc_does_not_apply()
    {
        Assert.Empty(CodesOf(Network().WithRuleGroup(One, InDev with { VpcId = HubVpc }).WithFirewallRule(One, Block, ["*"])));
        Assert.Equal(Blocked, CodesOf(Network().WithRuleGroup(One, InDev).WithFirewallRule(One, Block, ["*"])));
    }

    [Theory]
    [InlineData("AAAA", false)]
    [InlineData("TYPE28", false)]
    [InlineData("A", true)]
    [InlineData("TYPE1", true)]
    public void A_rule_for_another_query_type_does_not_apply_to_address_queries(string type, bool isBlocked) =>
        Assert.Equal(isBlocked ? Blocked : [], CodesOf(Group().WithFirewallRule(One, Block, [Apex], rule => rule with { QueryType = type })));

    [Fact]
    public void Threat_protection_and_aws_managed_lists_do_not_block_aws_names()
    {
        var network = Group()
            .WithFirewallRule(One, Block, [], rule => rule with { DomainListId = "rslvr-fdl-aws" })
            .WithFirewallRule(One, Block, ["*"], rule => rule with { DomainListId = null, Name = "DGA" });

        Assert.Empty(
            CodesOf(network with { FirewallDomainLists = network.FirewallDomainLists.With(new FirewallDomainList { Id = "rslvr-fdl-aws" }) })
        );
        Assert.Equal(Blocked, CodesOf(Group().WithFirewallRule(One, Block, ["*"])));
    }

    [Fact]
    public void An_allow_list_of_service_names_leaves_alias_targets_undecided()
    {
        var garden = Group().WithFirewallRule(One, Allow, [Apex, $"*.{Apex}", "*.on.aws"]);

        var path = Test(garden.WithFirewallRule(One, Block, ["*"]));

        Assert.Equal(PathVerdict.Unknown, path.Verdict);
        Assert.Equal(Open, path.Findings.Select(finding => finding.Code).Distinct());
        Assert.All(
            path.Findings,
            finding =>
                Assert.EndsWith("--firewall-domain-redirection-action TRUST_REDIRECTION_DOMAIN", finding.Correction(), StringComparison.Ordinal)
        );
        Assert.Empty(CodesOf(garden.WithFirewallRule(One, Allow, [EndpointNames]).WithFirewallRule(One, Block, ["*"])));
    }

    [Fact]
    public void A_rule_that_trusts_redirections_allows_the_whole_chain()
    {
        Assert.Empty(CodesWith(trustsRedirection: true));
        Assert.NotEmpty(CodesWith(trustsRedirection: false));

        static IEnumerable<FindingCode> CodesWith(bool trustsRedirection) =>
            CodesOf(
                WithCanonicalName()
                    .WithRuleGroup(One, InDev)
                    .WithFirewallRule(One, Allow, [Apex, $"*.{Apex}", "*.on.aws"], rule => rule with { TrustsRedirection = trustsRedirection })
                    .WithFirewallRule(One, Block, ["*"])
            );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_target_of_a_cname_is_inspected(bool isFirstAllowed)
    {
        var network = WithCanonicalName()
            .WithRuleGroup(One, InDev)
            .WithFirewallRule(One, Allow, isFirstAllowed ? [Apex, $"*.{Apex}", "*.on.aws"] : [])
            .WithFirewallRule(One, Block, [EndpointNames]);
        var name = Test(network).Names.Single(name => name.Name == Apex);

        Assert.Equal(PathVerdict.Unreachable, name.Verdict);
        Assert.Equal(
            (One, network.Endpoints[DkrEndpoint].RegionalName!.DnsName),
            name.Hops[^1] is FirewallHop hop ? (hop.Resource, hop.Name) : default
        );
        Assert.Null(name.VpcEndpointId);
    }

    [Fact]
    public void A_rule_that_trusts_redirections_leaves_redirection_targets_undecided() =>
        Assert.Equal(
            Open,
            CodesOf(
                WithCanonicalName()
                    .WithRuleGroup(One, InDev)
                    .WithFirewallRule(One, Block, [EndpointNames], rule => rule with { TrustsRedirection = true })
            )
        );

    [Fact]
    public void Private_dns_of_an_endpoint_causes_no_redirection()
    {
        var network = (Network() with { Zones = ResourceTable<PrivateZone>.Empty })
            .Changing(
                DkrEndpoint,
                endpoint => endpoint with { PrivateDnsEnabled = true, PrivateNames = Landscape.EndpointNames("ecr.dkr").ToValueList() }
            )
            .WithProfile("rp-1", ProfileInDev, DkrEndpoint);

        Assert.Empty(CodesOf(network.WithRuleGroup(One, InDev).WithFirewallRule(One, Block, [EndpointNames])));
        Assert.NotEmpty(CodesOf(WithCanonicalName().WithRuleGroup(One, InDev).WithFirewallRule(One, Block, [EndpointNames])));
    }

    [Fact]
    public void An_unread_rule_group_leaves_only_affected_names_undecided()
    {
        var unread = Group().WithRuleGroup(Two, InDev with { Priority = 102 });
        unread = unread with { FirewallRuleGroups = unread.FirewallRuleGroups.With(unread.FirewallRuleGroups[Two] with { Rules = null }) };

        Assert.Equal(Open, CodesOf(unread));
        Assert.Empty(CodesOf(unread.WithFirewallRule(One, Allow, ["*"])));
        Assert.Equal(Blocked, CodesOf(unread.WithFirewallRule(One, Block, ["*"])));
    }

    [Theory]
    [InlineData(Block, Allow, true)]
    [InlineData(Allow, Block, true)]
    [InlineData(Allow, Allow, false)]
    public void An_unread_domain_list_is_reported_only_when_later_rules_decide_otherwise(object unread, object behind, bool matters)
    {
        var network = Group().WithFirewallRule(One, (FirewallAction)unread, []).WithFirewallRule(One, (FirewallAction)behind, ["*"]);
        network = network with { FirewallDomainLists = network.FirewallDomainLists.Without("rslvr-fdl-frg-1-1") };

        Assert.Equal(matters ? Open : [], CodesOf(network));
        Assert.All(Test(network).Findings, finding => Assert.Contains("rslvr-fdl-frg-1-1", finding.Correction(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_blocked_in_every_case_is_blocked()
    {
        var network = Group().WithFirewallRule(One, Block, []).WithFirewallRule(One, Block, ["*"]);

        Assert.Equal(Blocked, CodesOf(network with { FirewallDomainLists = network.FirewallDomainLists.Without("rslvr-fdl-frg-1-1") }));
    }

    [Theory]
    [InlineData("UPDATING", "Wait until the association is COMPLETE, then test again.")]
    [InlineData("DELETING", "Wait until the association is COMPLETE, then test again.")]
    [InlineData("FAILED", "Disassociate what is FAILED and associate it again, then test again.")]
    public void A_group_that_is_updating_deleting_or_failed_leaves_its_blocks_undecided(string state, string advice)
    {
        var network = Network().WithRuleGroup(One, InDev with { State = state });

        Assert.Equal(Open, CodesOf(network.WithFirewallRule(One, Block, ["*"])));
        Assert.All(
            Test(network.WithFirewallRule(One, Block, ["*"])).Findings,
            finding =>
                Assert.Equal(
                    (advice, $"aws route53resolver list-firewall-rule-group-associations --vpc-id {Dev}"),
                    (finding.Advice, finding.Correction())
                )
        );
        Assert.Empty(CodesOf(network.WithFirewallRule(One, Allow, ["*"])));
        Assert.Empty(CodesOf(network.WithFirewallRule(One, Block, ["example.com"])));
    }

    [Fact]
    public void Rule_groups_of_a_profile_apply_to_its_vpcs()
    {
        var network = Network().WithRuleGroup(One).WithFirewallRule(One, Block, [Apex]);

        Assert.Empty(CodesOf(network));
        Assert.Equal(Blocked, CodesOf(network.WithProfile("rp-1", ProfileInDev, One)));
        Assert.Contains("rp-1", Test(network.WithProfile("rp-1", ProfileInDev, One)).Findings[0].Reason, StringComparison.Ordinal);
        Assert.Equal(Open, CodesOf(network.WithProfile("rp-1", ProfileInDev with { State = ResolverState.Creating }, One)));
        Assert.Equal(Open, CodesOf(Network().WithProfile("rp-1", ProfileInDev, Two)));
    }

    [Theory]
    [InlineData(100, 200, false)]
    [InlineData(200, 100, true)]
    public void Rule_groups_of_a_profile_are_evaluated_by_priority(int allows, int blocks, bool isBlocked)
    {
        var network = Network()
            .WithRuleGroup(One)
            .WithFirewallRule(One, Allow, ["*.com", "*.on.aws"])
            .WithRuleGroup(Two)
            .WithFirewallRule(Two, Block, ["*"])
            .WithProfile("rp-1", ProfileInDev, One, Two);
        var profile = network.Profiles["rp-1"];
        ProfileResource[] numbered = [profile.Resources![0] with { Priority = allows }, profile.Resources[1] with { Priority = blocks }];

        Assert.Equal(
            isBlocked ? Blocked : [],
            CodesOf(network with { Profiles = network.Profiles.With(profile with { Resources = numbered.ToValueList() }) })
        );
        Assert.Equal(Open, CodesOf(network));
    }

    [Fact]
    public void The_order_of_a_vpcs_group_and_a_profiles_group_is_undecided()
    {
        var allowing = Group().WithFirewallRule(One, Allow, ["*.com", "*.on.aws"]).WithRuleGroup(Two).WithProfile("rp-1", ProfileInDev, Two);

        Assert.Equal(Open, CodesOf(allowing.WithFirewallRule(Two, Block, ["*"])));
        Assert.Empty(CodesOf(allowing.WithFirewallRule(Two, Alert, ["*"])));
        Assert.Equal(
            Blocked,
            CodesOf(
                Group()
                    .WithFirewallRule(One, Block, ["*"])
                    .WithRuleGroup(Two)
                    .WithFirewallRule(Two, Block, ["*"])
                    .WithProfile("rp-1", ProfileInDev, Two)
            )
        );
    }

    [Fact]
    public void The_remedy_allows_the_name_with_the_existing_rules()
    {
        Assert.Equal(
            $"aws route53resolver update-firewall-domains --firewall-domain-list-id rslvr-fdl-frg-1-1 --operation REMOVE --domains {Apex}",
            Remedy(Group().WithFirewallRule(One, Block, [Apex]))
        );
        Assert.Equal(
            $"aws route53resolver update-firewall-domains --firewall-domain-list-id rslvr-fdl-frg-1-1 --operation ADD --domains {Apex}",
            Remedy(Group().WithFirewallRule(One, Allow, ["example.com"]).WithFirewallRule(One, Block, ["*"]))
        );
        Assert.Equal(
            $"aws route53resolver create-firewall-domain-list --name allow-endpoints --creator-request-id allow-endpoints-{One}",
            Remedy(Group().WithFirewallRule(One, Block, ["*"]))
        );
    }

    // Resolver developer guide, rule settings in DNS Firewall: a number is positive, and unique in its group.
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(4, 3)]
    public void The_remedy_renumbers_rules_when_no_lower_priority_is_free(int priority, int? free)
    {
        var network = Enumerable
            .Range(1, 2)
            .Aggregate(Group(), (group, number) => group.WithFirewallRule(One, Alert, ["example.com"], rule => rule with { Priority = number }));

        var finding = Blocking(network.WithFirewallRule(One, Block, ["*"], rule => rule with { Name = "last", Priority = priority }));

        Assert.Contains(
            free is null ? $"Renumber the rules of {One} to make room ahead of last" : $"priority {free} ",
            finding.Advice,
            StringComparison.Ordinal
        );
    }

    private static string Remedy(NetworkSnapshot network) => Blocking(network).Correction();

    private static Finding Blocking(NetworkSnapshot network) => Test(network).Names.Single(name => name.Name == Apex).Hops[^1].Finding!;

    private static NetworkSnapshot Group() => Network().WithRuleGroup(One, InDev);

    /// <summary>The name of the service as a CNAME of the endpoint's name.</summary>
    private static NetworkSnapshot WithCanonicalName() =>
        Network()
            .WithoutRecord(ZoneId(Apex), Apex)
            .WithRecord(
                ZoneId(Apex),
                new ZoneRecord(Apex, "CNAME", Alias: null, ValueList.Of($"{Network().Endpoints[DkrEndpoint].RegionalName!.DnsName}."))
            );
}
