using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>
/// §6, the second step: DNS Firewall. The sources are the service model of Route 53 Resolver and pages of its developer guide:
/// resolver-dns-firewall-overview (order), -rule-actions, -user-managed-domain-lists, -managed-domain-lists.
/// </summary>
public sealed class DnsFirewallRules : IDisposable
{
    private const string Name = "www.example.com";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_6_a_blocked_name_is_answered_by_the_firewall_whoever_would_have()
    {
        var vpc = await VpcWithZone();
        var group = await _aws.RuleGroup();
        await _aws.FirewallRule(group, 100, "BLOCK", [Name, "elsewhere.example.org", "*.amazonaws.com"]);
        await _aws.AssociateRuleGroup(group, vpc);
        Assert.Equal("addresses", Kind(vpc, Name));
        _aws.Settle();
        var blocked = _aws.Core.Resolve(vpc, Name);
        Assert.Equal(("blocked", group, 0), (blocked.Kind, blocked.Zone, blocked.Addresses.Count));
        Assert.Equal("blocked", Kind(vpc, "elsewhere.example.org"));
        Assert.Equal("blocked", Kind(vpc, "kms.ap-northeast-1.amazonaws.com"));
        Assert.Equal("addresses", Kind(vpc, "other.example.com"));
        Assert.Equal("public", Kind(vpc, "example.org"));
    }

    [Theory]
    [InlineData(Name, Name, true)]
    [InlineData("WWW.Example.com.", Name, true)]
    [InlineData("example.com", Name, false)]
    [InlineData("*.example.com", Name, true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*", "example.com", true)]
    [InlineData("*.ample.com", Name, false)]
    [InlineData("*ample.com", "example.com", true)]
    [InlineData("*example.com", "example.com", false)]
    public async Task Rule_6_a_specification_is_for_its_name_or_for_what_its_asterisk_stands_for(string specification, string name, bool isBlocked)
    {
        var vpc = await VpcWithZone();
        var group = await _aws.RuleGroup();
        await _aws.FirewallRule(group, 100, "BLOCK", [specification]);
        await _aws.AssociateRuleGroup(group, vpc);
        _aws.Settle();
        Assert.Equal(isBlocked, Kind(vpc, name) == "blocked");
    }

    [Theory]
    [InlineData("ALLOW")]
    [InlineData("ALERT")]
    public async Task Rule_6_the_first_rule_by_the_numbers_of_groups_and_rules_decides(string action)
    {
        var vpc = await VpcWithZone();
        var (first, second) = (await _aws.RuleGroup("one"), await _aws.RuleGroup("two"));
        await _aws.FirewallRule(second, 10, "BLOCK", ["*"]);
        await _aws.FirewallRule(first, 30, "BLOCK", [Name]);
        await _aws.FirewallRule(first, 20, action, ["*.example.com"]);
        await _aws.AssociateRuleGroup(second, vpc, 300);
        await _aws.AssociateRuleGroup(first, vpc, 200);
        _aws.Settle();
        Assert.Equal("addresses", Kind(vpc, Name));
        Assert.Equal("blocked", Kind(vpc, "example.org"));
    }

    [Fact]
    public async Task Rule_6_a_rule_for_another_type_sees_no_question_for_addresses()
    {
        var vpc = await VpcWithZone();
        var group = await _aws.RuleGroup();
        await _aws.FirewallRule(group, 100, "BLOCK", ["*"], type: "AAAA");
        await _aws.AssociateRuleGroup(group, vpc);
        _aws.Settle();
        Assert.Equal("addresses", Kind(vpc, Name));
        await _aws.FirewallRule(group, 200, "BLOCK", ["*"], type: "A");
        Assert.Equal("blocked", Kind(vpc, Name));
    }

    [Theory]
    [InlineData("INSPECT_REDIRECTION_DOMAIN", "blocked")]
    [InlineData("TRUST_REDIRECTION_DOMAIN", "addresses")]
    public async Task Rule_6_the_names_of_a_chain_are_looked_at_unless_the_rule_trusts_them(string redirection, string kind)
    {
        var vpc = await VpcWithZone();
        var record =
            $"<Name>alias.example.net</Name><Type>CNAME</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>{Name}</Value></ResourceRecord></ResourceRecords>";
        Assert.Equal(200, (await _aws.Change(await _aws.Zone("example.net", vpc, "n"), ("CREATE", record))).Status);
        _aws.Settle();
        var group = await _aws.RuleGroup();
        await _aws.FirewallRule(group, 100, "ALLOW", ["alias.example.net"], redirection);
        await _aws.FirewallRule(group, 200, "BLOCK", ["*"]);
        await _aws.AssociateRuleGroup(group, vpc);
        _aws.Settle();
        Assert.Equal(kind, Kind(vpc, "alias.example.net"));
        Assert.Equal("blocked", Kind(vpc, Name));
    }

    [Fact]
    public async Task Rule_6_changes_of_rules_and_lists_show_in_what_was_answered()
    {
        var vpc = await VpcWithZone();
        var group = await _aws.RuleGroup();
        var association = (await _aws.AssociateRuleGroup(group, vpc))["Id"];
        _aws.Settle();
        _aws.Wait(100);
        var list = (await _aws.FirewallRule(group, 100, "BLOCK", [Name]))["FirewallDomainListId"];
        _aws.Wait(100);
        await _aws.UpdateDomains(list, "REPLACE", "example.org");
        _aws.Wait(100);
        await _aws.UpdateDomains(list, "ADD", Name);
        _aws.Wait(100);
        Assert.Equal(200, (await _aws.Resolver("DisassociateFirewallRuleGroup", new { FirewallRuleGroupAssociationId = association })).Status);
        Assert.Equal("blocked", Kind(vpc, Name));
        _aws.Settle();
        Assert.Equal(
            ["addresses", "blocked", "addresses", "blocked", "addresses"],
            _aws.Core.DnsHistory(vpc, Name).Select(i => i.Answer.Kind).SkipWhile(k => k != "addresses")
        );
    }

    [Fact]
    public async Task Rule_6_an_association_is_UPDATING_then_COMPLETE_and_DELETING_before_it_is_gone()
    {
        var (vpc, group) = (await _aws.Vpc(), await _aws.RuleGroup());
        var made = await _aws.AssociateRuleGroup(group, vpc);
        Assert.Equal(("UPDATING", "101", vpc), (made["Status"], made["Priority"], made["VpcId"]));
        Assert.Equal("ConflictException", (await _aws.Resolver("DeleteFirewallRuleGroup", new { FirewallRuleGroupId = group })).Code);
        _aws.Settle();
        Assert.Equal(
            "COMPLETE",
            (await _aws.Resolver("GetFirewallRuleGroupAssociation", new { FirewallRuleGroupAssociationId = made["Id"] }))["Status"]
        );
        Assert.Equal(
            "DELETING",
            (await _aws.Resolver("DisassociateFirewallRuleGroup", new { FirewallRuleGroupAssociationId = made["Id"] }))["Status"]
        );
        _aws.Settle();
        Assert.Empty((await _aws.Resolver("ListFirewallRuleGroupAssociations")).Items("FirewallRuleGroupAssociations"));
        Assert.Equal("DELETING", (await _aws.Resolver("DeleteFirewallRuleGroup", new { FirewallRuleGroupId = group }))["Status"]);
        Assert.Equal("ResourceNotFoundException", (await _aws.Resolver("GetFirewallRuleGroup", new { FirewallRuleGroupId = group })).Code);
    }

    [Fact]
    public async Task Rule_6_a_vpc_has_one_group_at_a_number_and_a_group_once()
    {
        var (vpc, group, other) = (await _aws.Vpc(), await _aws.RuleGroup("one"), await _aws.RuleGroup("two"));
        await _aws.AssociateRuleGroup(group, vpc);
        Assert.Equal(200, (await _aws.AssociateRuleGroup(group, vpc)).Status);
        Assert.Equal("ConflictException", (await _aws.AssociateRuleGroup(group, vpc, 102)).Code);
        Assert.Equal("ValidationException", (await _aws.AssociateRuleGroup(other, vpc)).Code);
        Assert.Equal("ValidationException", (await _aws.AssociateRuleGroup(other, vpc, 99)).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.AssociateRuleGroup(other, "vpc-0123456789abcdef0", 102)).Code);
        Assert.Single(
            (await _aws.Resolver("ListFirewallRuleGroupAssociations", new { VpcId = vpc, Priority = 101 })).Items("FirewallRuleGroupAssociations")
        );
        Assert.Empty(
            (await _aws.Resolver("ListFirewallRuleGroupAssociations", new { FirewallRuleGroupId = other })).Items("FirewallRuleGroupAssociations")
        );
    }

    [Fact]
    public async Task Rule_6_a_list_is_changed_by_its_operations_and_stays_while_rules_have_it()
    {
        var list = await _aws.DomainList("list", "b.example.com", "a.example.com.");
        Assert.Equal(list, (await _aws.Resolver("CreateFirewallDomainList", new { CreatorRequestId = "list", Name = "list" }))["Id"]);
        await _aws.UpdateDomains(list, "ADD", "a.example.com", "*");
        await _aws.UpdateDomains(list, "REMOVE", "b.example.com");
        Assert.Equal(
            ["a.example.com", "*"],
            (await _aws.Resolver("ListFirewallDomains", new { FirewallDomainListId = list, MaxResults = 5000 }))
                .Items("Domains")
                .Select(d => d.GetString())
        );
        Assert.Equal("2", (await _aws.Resolver("GetFirewallDomainList", new { FirewallDomainListId = list }))["DomainCount"]);
        foreach (var bad in new[] { "", "a b", "a.*.b", "**", "a..b" })
            Assert.Equal("ValidationException", (await _aws.UpdateDomains(list, "ADD", bad)).Code);
        Assert.Equal(
            "ValidationException",
            (await _aws.Resolver("ListFirewallDomains", new { FirewallDomainListId = list, MaxResults = 5001 })).Code
        );

        var group = await _aws.RuleGroup();
        await Rule(group, list, 100);
        Assert.Equal("ConflictException", (await _aws.Resolver("DeleteFirewallDomainList", new { FirewallDomainListId = list })).Code);
        Assert.Equal(200, (await _aws.Resolver("DeleteFirewallRule", new { FirewallRuleGroupId = group, FirewallDomainListId = list })).Status);
        Assert.Equal("DELETING", (await _aws.Resolver("DeleteFirewallDomainList", new { FirewallDomainListId = list }))["Status"]);
        Assert.Equal("ResourceNotFoundException", (await _aws.Resolver("ListFirewallDomains", new { FirewallDomainListId = list })).Code);
    }

    [Fact]
    public async Task Rule_6_lists_of_AWS_are_there_hide_what_they_hold_and_match_nothing_here()
    {
        var vpc = await VpcWithZone();
        var managed = (await _aws.Resolver("ListFirewallDomainLists"))
            .Items("FirewallDomainLists")
            .First(l => l.TryGetProperty("ManagedOwnerName", out _))
            .GetProperty("Id")
            .GetString()!;
        Assert.Equal("AccessDeniedException", (await _aws.Resolver("ListFirewallDomains", new { FirewallDomainListId = managed })).Code);
        Assert.Equal("AccessDeniedException", (await _aws.UpdateDomains(managed, "ADD", Name)).Code);
        var group = await _aws.RuleGroup();
        Assert.Equal(200, (await Rule(group, managed, 100)).Status);
        await _aws.AssociateRuleGroup(group, vpc);
        _aws.Settle();
        Assert.Equal("addresses", Kind(vpc, Name));
    }

    [Fact]
    public async Task Rule_6_a_rule_has_a_list_or_a_protection_a_number_of_its_own_and_what_its_action_needs()
    {
        var (group, list) = (await _aws.RuleGroup(), await _aws.DomainList("list"));
        foreach (
            var bad in new object[]
            {
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    Priority = 100,
                    Action = "ALLOW",
                    Name = "rule",
                },
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    FirewallDomainListId = list,
                    Priority = 100,
                    Action = "BLOCK",
                    Name = "rule",
                },
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    FirewallDomainListId = list,
                    Priority = 100,
                    Action = "ALLOW",
                    BlockResponse = "NODATA",
                    Name = "rule",
                },
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    FirewallDomainListId = list,
                    Priority = 100,
                    Action = "BLOCK",
                    BlockResponse = "OVERRIDE",
                    Name = "rule",
                },
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    FirewallDomainListId = list,
                    DnsThreatProtection = "DGA",
                    ConfidenceThreshold = "LOW",
                    Priority = 100,
                    Action = "ALERT",
                    Name = "rule",
                },
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    DnsThreatProtection = "DGA",
                    ConfidenceThreshold = "LOW",
                    Priority = 100,
                    Action = "ALLOW",
                    Name = "rule",
                },
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    DnsThreatProtection = "DGA",
                    Priority = 100,
                    Action = "ALERT",
                    Name = "rule",
                },
            }
        )
        {
            Assert.Equal("ValidationException", (await _aws.Resolver("CreateFirewallRule", bad)).Code);
        }

        Assert.Equal("INSPECT_REDIRECTION_DOMAIN", (await Rule(group, list, 100))["FirewallDomainRedirectionAction"]);
        Assert.Equal("ValidationException", (await Rule(group, list, 101)).Code);
        Assert.Equal("ValidationException", (await Rule(group, await _aws.DomainList("other"), 100)).Code);
        Assert.Equal("ResourceNotFoundException", (await Rule(group, "rslvr-fdl-0123456789abcdef0", 101)).Code);
        var protection = (
            await _aws.Resolver(
                "CreateFirewallRule",
                new
                {
                    CreatorRequestId = "r",
                    FirewallRuleGroupId = group,
                    DnsThreatProtection = "DGA",
                    ConfidenceThreshold = "LOW",
                    Priority = 50,
                    Action = "ALERT",
                    Name = "rule",
                }
            )
        )["FirewallThreatProtectionId"];
        Assert.Equal(
            ["50", "100"],
            (await _aws.Resolver("ListFirewallRules", new { FirewallRuleGroupId = group })).Items("FirewallRules").Texts("Priority")
        );
        Assert.Single((await _aws.Resolver("ListFirewallRules", new { FirewallRuleGroupId = group, Action = "ALERT" })).Items("FirewallRules"));
        Assert.Equal("2", (await _aws.Resolver("GetFirewallRuleGroup", new { FirewallRuleGroupId = group }))["RuleCount"]);
        Assert.Equal(
            200,
            (await _aws.Resolver("DeleteFirewallRule", new { FirewallRuleGroupId = group, FirewallThreatProtectionId = protection })).Status
        );
        Assert.Equal(
            "ResourceNotFoundException",
            (await _aws.Resolver("DeleteFirewallRule", new { FirewallRuleGroupId = group, FirewallThreatProtectionId = protection })).Code
        );
    }

    [Fact]
    public async Task Rule_6_a_protected_association_stays()
    {
        var (vpc, group) = (await _aws.Vpc(), await _aws.RuleGroup());
        var made = await _aws.Resolver(
            "AssociateFirewallRuleGroup",
            new
            {
                CreatorRequestId = "a",
                FirewallRuleGroupId = group,
                VpcId = vpc,
                Priority = 101,
                Name = "association",
                MutationProtection = "ENABLED",
            }
        );
        Assert.Equal(
            "ConflictException",
            (await _aws.Resolver("DisassociateFirewallRuleGroup", new { FirewallRuleGroupAssociationId = made["Id"] })).Code
        );
    }

    [Fact]
    public async Task Rule_7_a_profile_brings_rule_groups_in_the_order_that_it_gives_them()
    {
        var vpc = await VpcWithZone();
        var (first, second, profile) = (await _aws.RuleGroup("one"), await _aws.RuleGroup("two"), await _aws.Profile());
        await _aws.FirewallRule(first, 100, "ALLOW", [Name]);
        await _aws.FirewallRule(second, 100, "BLOCK", ["*"]);
        foreach (var bad in new[] { null, "{}", "x", "{\"priority\":99}", "{\"priority\":\"102\"}" })
            Assert.Equal("InvalidParameterException", (await _aws.HoldRuleGroup(profile, first, bad)).Code);
        Assert.Equal("FIREWALL_RULE_GROUP", (await _aws.HoldRuleGroup(profile, second, "{\"priority\":103}"))["ResourceType"]);
        Assert.Equal(200, (await _aws.HoldRuleGroup(profile, first, "{\"priority\":102}")).Status);
        await _aws.AssociateProfile(profile, vpc);
        _aws.Settle();
        Assert.Equal(("addresses", "blocked"), (Kind(vpc, Name), Kind(vpc, "example.org")));
        Assert.Equal("ConflictException", (await _aws.Resolver("DeleteFirewallRuleGroup", new { FirewallRuleGroupId = second })).Code);
        await _aws.LetGo(profile, _aws.RuleGroupArn(first));
        _aws.Settle();
        Assert.Equal("blocked", Kind(vpc, Name));

        // For equal priorities, the VPC's own group is evaluated first.
        var own = await _aws.RuleGroup("own");
        await _aws.FirewallRule(own, 100, "ALLOW", [Name]);
        await _aws.AssociateRuleGroup(own, vpc, 103);
        _aws.Settle();
        Assert.Equal(("addresses", "blocked"), (Kind(vpc, Name), Kind(vpc, "example.org")));
        await _aws.LetGo(profile, _aws.RuleGroupArn(second));
        _aws.Settle();
        Assert.Equal("public", Kind(vpc, "example.org"));
    }

    [Fact]
    public async Task Rule_6_nobody_sees_the_groups_and_lists_of_another_account_unless_groups_are_shared()
    {
        foreach (var shared in new[] { false, true })
        {
            using var aws = new TestAws(new() { Rules = new() { ResolverResourcesAreShared = shared } });
            var group = await aws.RuleGroup();
            var list = (await aws.FirewallRule(group, 100, "BLOCK", ["*"]))["FirewallDomainListId"];
            using var other = aws.As("210987654321");
            Assert.Equal(
                shared ? null : "ResourceNotFoundException",
                (await other.Resolver("ListFirewallRules", new { FirewallRuleGroupId = group })).Code
            );
            Assert.Equal(
                shared ? "AccessDeniedException" : "ResourceNotFoundException",
                (await other.Resolver("DeleteFirewallRuleGroup", new { FirewallRuleGroupId = group })).Code
            );
            Assert.Equal("ResourceNotFoundException", (await other.Resolver("ListFirewallDomains", new { FirewallDomainListId = list })).Code);
        }
    }

    private string Kind(string vpc, string name) => _aws.Core.Resolve(vpc, name).Kind;

    private Task<JsonAnswer> Rule(string group, string list, int priority) =>
        _aws.Resolver(
            "CreateFirewallRule",
            new
            {
                CreatorRequestId = "r",
                FirewallRuleGroupId = group,
                FirewallDomainListId = list,
                Priority = priority,
                Action = "BLOCK",
                BlockResponse = "NODATA",
                Name = "rule",
            }
        );

    private async Task<string> VpcWithZone()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone("example.com", vpc, "z");
        await _aws.Change(zone, ("CREATE", Building.A(Name, "10.1.1.1")), ("CREATE", Building.A("other.example.com", "10.1.1.2")));
        _aws.Settle();
        return vpc;
    }
}
