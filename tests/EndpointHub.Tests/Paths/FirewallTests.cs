using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>DNS Firewall in front of rules and zones (Resolver developer guide: how DNS Firewall works, rule actions, domain lists).</summary>
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
    public void A_blocked_name_goes_no_further_whatever_its_zone_holds()
    {
        var path = Test(Group().WithFirewallRule(One, Block, [Apex]));
        var name = path.Names.Single(name => name.Name == Apex);

        Assert.Equal(PathVerdict.Unreachable, path.Verdict);
        Assert.IsType<FirewallHop>(name.Hops[^1]);
        Assert.Null(name.VpcEndpointId);
        Assert.Equal([Apex], path.Names.Where(name => name.Verdict == PathVerdict.Unreachable).Select(name => name.Name));
    }

    // A specification stands for its name alone; with an asterisk for what is below it, and not for itself.
    [Theory]
    [InlineData(Apex, new[] { Apex })]
    [InlineData($"*.{Apex}", new[] { Deep })]
    [InlineData("*.amazonaws.com", new[] { Apex, Deep })]
    [InlineData("*", new[] { Apex, Deep })]
    [InlineData($"*r.{Region}.amazonaws.com", new[] { Apex, Deep })]
    [InlineData($"*{Apex}", new[] { Deep })]
    [InlineData("amazonaws.com", new string[0])]
    [InlineData($"*.ecr.{Region}.amazonaws.co", new string[0])]
    public void A_list_matches_names_and_what_its_asterisks_stand_for(string specification, string[] blocked) => Assert.Equal(
        blocked,
        Test(Group().WithFirewallRule(One, Block, [specification])).Names
            .Where(name => name.Verdict == PathVerdict.Unreachable && name.Name.EndsWith(Apex, StringComparison.Ordinal)).Select(name => name.Name).Order(StringComparer.Ordinal).Reverse());

    [Fact]
    public void Whether_an_asterisk_may_stand_for_nothing_is_not_known()
    {
        var network = Group().WithFirewallRule(One, Block, [$"*{Apex}"]);

        Assert.Equal(Open, Apexes(network));
        Assert.Contains($"*{Apex}", Test(network).Names.Single(name => name.Name == Apex).Hops.Select(hop => hop.Finding).OfType<Finding>().Single().Reason, StringComparison.Ordinal);
        Assert.Equal(Open, Apexes(Group().WithFirewallRule(One, Allow, [$"*{Apex}"]).WithFirewallRule(One, Block, [Apex])));
        Assert.Equal(Blocked, Apexes(network.WithFirewallRule(One, Block, [Apex])));

        static IEnumerable<FindingCode> Apexes(NetworkSnapshot network) =>
            Test(network).Names.Single(name => name.Name == Apex).Hops.Select(hop => hop.Finding?.Code).OfType<FindingCode>();
    }

    [Theory]
    [InlineData(Allow)]
    [InlineData(Alert)]
    public void The_first_rule_that_matches_decides_and_what_it_lets_through_no_other_blocks(FirewallAction action)
    {
        Assert.Empty(CodesOf(Group().WithFirewallRule(One, action, ["*.amazonaws.com", "*.on.aws"]).WithFirewallRule(One, Block, ["*"])));
        Assert.Equal(Blocked, CodesOf(Group().WithFirewallRule(One, Block, ["*"]).WithFirewallRule(One, action, ["*.amazonaws.com", "*.on.aws"])));
    }

    [Fact]
    public void Rules_go_by_their_numbers_however_they_are_listed() => Assert.Empty(CodesOf(Group()
        .WithFirewallRule(One, Block, ["*"], rule => rule with { Priority = 900 }).WithFirewallRule(One, Allow, ["*.com", "*.on.aws"])));

    [Theory]
    [InlineData(100, 200, false)]
    [InlineData(200, 100, true)]
    public void Groups_go_by_the_numbers_of_their_associations(int allows, int blocks, bool isBlocked) => Assert.Equal(
        isBlocked ? Blocked : [],
        CodesOf(Network().WithRuleGroup(One, InDev with { Priority = allows }).WithFirewallRule(One, Allow, ["*.com", "*.on.aws"])
            .WithRuleGroup(Two, InDev with { Priority = blocks }).WithFirewallRule(Two, Block, ["*"])));

    [Fact]
    public void A_group_of_another_vpc_does_nothing_here() =>
        Assert.Empty(CodesOf(Network().WithRuleGroup(One, InDev with { VpcId = HubVpc }).WithFirewallRule(One, Block, ["*"])));

    [Theory]
    [InlineData("AAAA", false)]
    [InlineData("TYPE28", false)]
    [InlineData("A", true)]
    [InlineData("TYPE1", true)]
    public void A_rule_for_another_type_of_question_does_not_see_those_for_addresses(string type, bool isBlocked) =>
        Assert.Equal(isBlocked ? Blocked : [], CodesOf(Group().WithFirewallRule(One, Block, [Apex], rule => rule with { QueryType = type })));

    [Fact]
    public void Threat_protections_and_lists_of_aws_leave_its_own_names_alone()
    {
        var network = Group().WithFirewallRule(One, Block, [], rule => rule with { DomainListId = "rslvr-fdl-aws" })
            .WithFirewallRule(One, Block, ["*"], rule => rule with { DomainListId = null, Name = "DGA" });

        Assert.Empty(CodesOf(network with { FirewallDomainLists = network.FirewallDomainLists.With(new FirewallDomainList { Id = "rslvr-fdl-aws" }) }));
    }

    [Fact]
    public void A_walled_garden_that_names_the_services_alone_leaves_open_where_an_alias_leads()
    {
        var garden = Group().WithFirewallRule(One, Allow, [Apex, $"*.{Apex}", "*.on.aws"]);

        var path = Test(garden.WithFirewallRule(One, Block, ["*"]));

        Assert.Equal(PathVerdict.Unknown, path.Verdict);
        Assert.Equal(Open, path.Findings.Select(finding => finding.Code).Distinct());
        Assert.All(path.Findings, finding => Assert.EndsWith("--firewall-domain-redirection-action TRUST_REDIRECTION_DOMAIN", finding.Correction(), StringComparison.Ordinal));
        Assert.Empty(CodesOf(garden.WithFirewallRule(One, Allow, [EndpointNames]).WithFirewallRule(One, Block, ["*"])));
    }

    [Fact]
    public void A_rule_that_trusts_redirections_lets_the_whole_chain_through() => Assert.Empty(CodesOf(WithCanonicalName()
        .WithRuleGroup(One, InDev).WithFirewallRule(One, Allow, [Apex, $"*.{Apex}", "*.on.aws"], rule => rule with { TrustsRedirection = true }).WithFirewallRule(One, Block, ["*"])));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_cname_leads_on_to_is_looked_at_too(bool isFirstAllowed)
    {
        var network = WithCanonicalName().WithRuleGroup(One, InDev).WithFirewallRule(One, Allow, isFirstAllowed ? [Apex, $"*.{Apex}", "*.on.aws"] : []).WithFirewallRule(One, Block, [EndpointNames]);
        var name = Test(network).Names.Single(name => name.Name == Apex);

        Assert.Equal(PathVerdict.Unreachable, name.Verdict);
        Assert.Equal((One, network.Endpoints[DkrEndpoint].RegionalName!.DnsName), name.Hops[^1] is FirewallHop hop ? (hop.Resource, hop.Name) : default);
        Assert.Null(name.VpcEndpointId);
    }

    [Fact]
    public void A_rule_that_looks_at_first_names_only_leaves_a_later_one_open() =>
        Assert.Equal(Open, CodesOf(WithCanonicalName().WithRuleGroup(One, InDev).WithFirewallRule(One, Block, [EndpointNames], rule => rule with { TrustsRedirection = true })));

    [Fact]
    public void An_endpoints_private_dns_leads_on_to_no_other_name()
    {
        var network = (Network() with { Zones = ResourceTable<PrivateZone>.Empty })
            .Changing(DkrEndpoint, endpoint => endpoint with { PrivateDnsEnabled = true, PrivateNames = Landscape.EndpointNames("ecr.dkr").ToValueList() })
            .WithProfile("rp-1", ProfileInDev, DkrEndpoint);

        Assert.Empty(CodesOf(network.WithRuleGroup(One, InDev).WithFirewallRule(One, Block, [EndpointNames])));
    }

    [Fact]
    public void What_was_not_read_leaves_open_what_it_may_change_and_nothing_else()
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
    public void A_list_that_was_not_read_matters_where_the_rules_behind_it_decide_otherwise(FirewallAction unread, FirewallAction behind, bool matters)
    {
        var network = Group().WithFirewallRule(One, unread, []).WithFirewallRule(One, behind, ["*"]);
        network = network with { FirewallDomainLists = network.FirewallDomainLists.Without("rslvr-fdl-frg-1-1") };

        Assert.Equal(matters ? Open : [], CodesOf(network));
        Assert.All(Test(network).Findings, finding => Assert.Contains("rslvr-fdl-frg-1-1", finding.Correction(), StringComparison.Ordinal));
    }

    [Fact]
    public void Blocked_either_way_is_blocked()
    {
        var network = Group().WithFirewallRule(One, Block, []).WithFirewallRule(One, Block, ["*"]);

        Assert.Equal(Blocked, CodesOf(network with { FirewallDomainLists = network.FirewallDomainLists.Without("rslvr-fdl-frg-1-1") }));
    }

    [Theory]
    [InlineData("UPDATING", "Wait until the association is COMPLETE, then test again.")]
    [InlineData("DELETING", "Wait until the association is COMPLETE, then test again.")]
    [InlineData("FAILED", "Disassociate what is FAILED and associate it again, then test again.")]
    public void A_group_that_is_coming_going_or_failed_leaves_open_what_it_blocks(string state, string advice)
    {
        var network = Network().WithRuleGroup(One, InDev with { State = state });

        Assert.Equal(Open, CodesOf(network.WithFirewallRule(One, Block, ["*"])));
        Assert.All(Test(network.WithFirewallRule(One, Block, ["*"])).Findings, finding => Assert.Equal((advice, $"aws route53resolver list-firewall-rule-group-associations --vpc-id {Dev}"), (finding.Advice, finding.Correction())));
        Assert.Empty(CodesOf(network.WithFirewallRule(One, Allow, ["*"])));
        Assert.Empty(CodesOf(network.WithFirewallRule(One, Block, ["example.com"])));
    }

    [Fact]
    public void A_profile_brings_groups()
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
    public void Groups_of_a_profile_go_by_their_numbers_in_it(int allows, int blocks, bool isBlocked)
    {
        var network = Network().WithRuleGroup(One).WithFirewallRule(One, Allow, ["*.com", "*.on.aws"]).WithRuleGroup(Two).WithFirewallRule(Two, Block, ["*"]).WithProfile("rp-1", ProfileInDev, One, Two);
        var profile = network.Profiles["rp-1"];
        ProfileResource[] numbered = [profile.Resources![0] with { Priority = allows }, profile.Resources[1] with { Priority = blocks }];

        Assert.Equal(isBlocked ? Blocked : [], CodesOf(network with { Profiles = network.Profiles.With(profile with { Resources = numbered.ToValueList() }) }));
        Assert.Equal(Open, CodesOf(network));
    }

    [Fact]
    public void Whether_a_vpcs_group_or_a_profiles_goes_first_is_not_known()
    {
        var allowing = Group().WithFirewallRule(One, Allow, ["*.com", "*.on.aws"]).WithRuleGroup(Two).WithProfile("rp-1", ProfileInDev, Two);

        Assert.Equal(Open, CodesOf(allowing.WithFirewallRule(Two, Block, ["*"])));
        Assert.Empty(CodesOf(allowing.WithFirewallRule(Two, Alert, ["*"])));
        Assert.Equal(Blocked, CodesOf(Group().WithFirewallRule(One, Block, ["*"]).WithRuleGroup(Two).WithFirewallRule(Two, Block, ["*"]).WithProfile("rp-1", ProfileInDev, Two)));
    }

    [Fact]
    public void The_remedy_lets_the_name_through_by_what_stands_there()
    {
        Assert.Equal(
            $"aws route53resolver update-firewall-domains --firewall-domain-list-id rslvr-fdl-frg-1-1 --operation REMOVE --domains {Apex}",
            Remedy(Group().WithFirewallRule(One, Block, [Apex])));
        Assert.Equal(
            $"aws route53resolver update-firewall-domains --firewall-domain-list-id rslvr-fdl-frg-1-1 --operation ADD --domains {Apex}",
            Remedy(Group().WithFirewallRule(One, Allow, ["example.com"]).WithFirewallRule(One, Block, ["*"])));
        Assert.Equal(
            $"aws route53resolver create-firewall-domain-list --name allow-endpoints --creator-request-id allow-endpoints-{One}",
            Remedy(Group().WithFirewallRule(One, Block, ["*"])));
    }

    // Resolver developer guide, rule settings in DNS Firewall: a number is positive, and unique in its group.
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(4, 3)]
    public void The_remedy_makes_room_in_a_group_that_has_none_ahead_of_the_rule(int priority, int? free)
    {
        var network = Enumerable.Range(1, 2).Aggregate(Group(), (group, number) => group.WithFirewallRule(One, Alert, ["example.com"], rule => rule with { Priority = number }));

        var finding = Blocking(network.WithFirewallRule(One, Block, ["*"], rule => rule with { Name = "last", Priority = priority }));

        Assert.Contains(free is null ? $"Renumber the rules of {One} to make room ahead of last" : $"priority {free} ", finding.Advice, StringComparison.Ordinal);
    }

    private static string Remedy(NetworkSnapshot network) => Blocking(network).Correction();

    private static Finding Blocking(NetworkSnapshot network) => Test(network).Names.Single(name => name.Name == Apex).Hops[^1].Finding!;

    private static NetworkSnapshot Group() => Network().WithRuleGroup(One, InDev);

    /// <summary>The name of the service as a CNAME of the endpoint's own.</summary>
    private static NetworkSnapshot WithCanonicalName() => Network().WithoutRecord(ZoneId(Apex), Apex)
        .WithRecord(ZoneId(Apex), new ZoneRecord(Apex, "CNAME", Alias: null, ValueList.Of($"{Network().Endpoints[DkrEndpoint].RegionalName!.DnsName}.")));
}
