using System.Text.Json.Nodes;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Paths;
using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;
using static EndpointHub.AwsTests.Reading.OverridingDns;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Path tests with DNS Firewall in the sandbox, compared with the sandbox's resolver.</summary>
public sealed class FirewallReadingTests
{
    private const string Other = "999999999999";
    private const string Name = "api.ecr.ap-northeast-1.amazonaws.com";
    private const string Second = "ecr.ap-northeast-1.api.aws";
    private const string EndpointNames = "*.vpce.amazonaws.com";

    [Fact]
    public void A_network_without_a_firewall_is_read_with_one_call() =>
        SimulatedAws.Run(async aws =>
        {
            aws.NewCalls();

            var network = await aws.ReadAllAsync();

            Assert.Equal(["ListFirewallRuleGroupAssociations"], CallsFor(aws));
            Assert.Empty(network.FirewallRuleGroups);
        });

    [Fact]
    public void A_group_without_an_association_to_the_read_vpcs_is_not_read() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await GroupAsync(aws, "stg", ("BLOCK", ["*"]));
            aws.NewCalls();

            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, moved)).Verdict);
            Assert.Equal(["ListFirewallRuleGroupAssociations"], CallsFor(aws).Distinct());
        });

    [Fact]
    public void A_blocked_name_is_unreachable() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var group = await GroupAsync(aws, "dev", ("ALERT", ["example.com"]), ("BLOCK", ["API.ECR.ap-northeast-1.amazonaws.com."]));
            aws.NewCalls();

            var path = await TestAsync(aws, moved);

            Assert.Equal([FindingCode.DnsFirewallBlocks], DecidingCodes(path));
            Assert.Equal(PathVerdict.Unreachable, path.Verdict);
            Assert.Equal(
                ["ListFirewallDomainLists", "ListFirewallDomains", "ListFirewallDomains", "ListFirewallRuleGroupAssociations", "ListFirewallRules"],
                CallsFor(aws)
            );
            Assert.Equal(("blocked", group), (aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind, aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Zone));
            Assert.Equal("addresses", aws.Sandbox.Resolve(aws.Vpc("dev"), Second).Kind);
        });

    [Fact]
    public void An_allow_list_with_the_endpoint_names_allows_its_names() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await GroupAsync(aws, "dev", ("ALLOW", [Name, Second, EndpointNames]), ("BLOCK", ["*"]));

            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, moved)).Verdict);
            Assert.Equal("addresses", aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind);
            Assert.Equal([FindingCode.DnsFirewallBlocks], DecidingCodes(await TestAsync(aws, moved, "ecr.dkr")));
        });

    [Fact]
    public void An_allow_list_without_the_endpoint_names_leaves_aliases_unknown() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await GroupAsync(aws, "dev", ("ALLOW", [Name, Second]), ("BLOCK", ["*"]));

            Assert.Equal([FindingCode.DnsFirewallUncertain], DecidingCodes(await TestAsync(aws, moved)));
        });

    [Fact]
    public void Aws_lists_alert_rules_and_threat_protections_block_no_endpoint_name() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var group = await GroupAsync(aws, "dev", ("ALERT", ["*"]));
            var managed = (await ResolverAsync(aws, Own, "ListFirewallDomainLists", []))["FirewallDomainLists"]!
                .AsArray()
                .First(list => list!["ManagedOwnerName"] is not null);
            await RuleAsync(aws, Own, group, 10, "BLOCK", new() { ["FirewallDomainListId"] = (string)managed!["Id"]! });
            await RuleAsync(aws, Own, group, 20, "BLOCK", new() { ["DnsThreatProtection"] = "DGA", ["ConfidenceThreshold"] = "HIGH" });

            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, moved)).Verdict);
            Assert.Equal("addresses", aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind);
        });

    [Fact]
    public void An_association_in_creation_leaves_the_path_unknown_until_it_completes() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await GroupAsync(aws, "dev", settles: false, owner: Own, ("BLOCK", [Name]));

            Assert.Equal([FindingCode.DnsFirewallUncertain], DecidingCodes(await TestAsync(aws, moved)));

            aws.Sandbox.Settle();

            Assert.Equal(PathVerdict.Unreachable, (await TestAsync(aws, moved)).Verdict);
        });

    [Fact]
    public void A_profile_applies_its_rule_groups() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var group = await GroupAsync(aws, vpc: null, ("BLOCK", [Name]));
            var profile = await ProfileAsync(
                aws,
                "dev",
                $"arn:aws:route53resolver:ap-northeast-1:{Own}:firewall-rule-group/{group}",
                properties: """{"priority":102}"""
            );

            var path = await TestAsync(aws, moved);

            Assert.Equal([FindingCode.DnsFirewallBlocks], DecidingCodes(path));
            Assert.Contains(profile, path.Findings[0].Reason, StringComparison.Ordinal);
            Assert.Equal(102, (await aws.ReadAllAsync()).Profiles[profile].Resources!.Single().Priority);
            Assert.Equal("blocked", aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind);
        });

    [Theory]
    [InlineData("ListFirewallRuleGroupAssociations", FindingCode.ResolverUnreadable, "ListFirewallRuleGroupAssociations")]
    [InlineData("ListFirewallRules", FindingCode.DnsFirewallUncertain, "list-firewall-rules")]
    [InlineData("ListFirewallDomainLists", FindingCode.DnsFirewallUncertain, "Allow route53resolver:ListFirewallDomainLists and ListFirewallDomains")]
    [InlineData("ListFirewallDomains", FindingCode.DnsFirewallUncertain, "Allow route53resolver:ListFirewallDomainLists and ListFirewallDomains")]
    public void Denied_reads_leave_the_path_unknown_and_do_not_fail(string action, FindingCode expected, string remedy) =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await GroupAsync(aws, "dev", ("BLOCK", ["example.com"]));
            aws.Sandbox.SetFaults([new FaultRule(action, "AccessDeniedException", Times: 100)]);

            var path = await TestAsync(aws, moved);

            Assert.Equal([expected], DecidingCodes(path));
            Assert.Equal(PathVerdict.Unknown, path.Verdict);
            Assert.All(
                path.Findings.Where(finding => finding.Code == expected),
                finding => Assert.Contains(remedy, $"{finding.Advice} {finding.Command}", StringComparison.Ordinal)
            );
        });

    [Fact]
    public void A_shared_group_is_read_without_the_domain_list_of_its_owner() =>
        SimulatedAws.Run(
            async aws =>
            {
                var moved = await MovedAsync(aws);
                await GroupAsync(aws, "dev", settles: true, Other, ("BLOCK", ["example.com"]));

                var path = await TestAsync(aws, moved);

                Assert.Equal([FindingCode.DnsFirewallUncertain], DecidingCodes(path));
                Assert.All(
                    path.Findings.Where(finding => finding.Code == FindingCode.DnsFirewallUncertain),
                    finding => Assert.Contains("list-firewall-domains", finding.Remedy, StringComparison.Ordinal)
                );
            },
            options => options with { Rules = new() { ResolverResourcesAreShared = true } }
        );

    [Fact]
    public void A_name_that_the_firewall_blocks_is_not_cut_over() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.api"));
            await GroupAsync(aws, "dev", ("BLOCK", ["*.amazonaws.com"]));
            aws.NewMutations();
            var who = new RecordingOperator();

            await aws.DoAsync(who, new CutOver(), CancellationToken.None, new CutOverRequest { Spoke = SpokeReference.To(spoke) });

            Assert.Equal(["PathNotProven"], who.Failures.Select(failure => failure.Problem.Code));
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void An_endpoint_with_a_blocked_name_is_not_removed() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await GroupAsync(aws, "dev", ("BLOCK", [Name]));

            await StaysAsync(aws, moved, SimulatedAws.EcrApi);
        });

    private static IEnumerable<string> CallsFor(SimulatedAws aws) =>
        aws.NewCalls()
            .Select(call => call.Action!)
            .Where(action => action.Contains("Firewall", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static Task<string> GroupAsync(SimulatedAws aws, string? vpc, params (string Action, string[] Domains)[] rules) =>
        GroupAsync(aws, vpc, settles: true, Own, rules);

    /// <summary>A rule group with its rules in the order of evaluation.</summary>
    private static async Task<string> GroupAsync(
        SimulatedAws aws,
        string? vpc,
        bool settles,
        string owner,
        params (string Action, string[] Domains)[] rules
    )
    {
        var group = (string)
            (await ResolverAsync(aws, owner, "CreateFirewallRuleGroup", new() { ["CreatorRequestId"] = "one", ["Name"] = "filters" }))[
                "FirewallRuleGroup"
            ]!["Id"]!;
        foreach (var (at, (action, domains)) in rules.Index())
        {
            var list = (string)
                (await ResolverAsync(aws, owner, "CreateFirewallDomainList", new() { ["CreatorRequestId"] = $"list {at}", ["Name"] = $"list {at}" }))[
                    "FirewallDomainList"
                ]!["Id"]!;
            await ResolverAsync(
                aws,
                owner,
                "UpdateFirewallDomains",
                new()
                {
                    ["FirewallDomainListId"] = list,
                    ["Operation"] = "ADD",
                    ["Domains"] = new JsonArray([.. domains.Select(domain => (JsonNode)domain)]),
                }
            );
            await RuleAsync(aws, owner, group, (at + 1) * 100, action, new() { ["FirewallDomainListId"] = list });
        }

        if (vpc is not null)
        {
            await ResolverAsync(
                aws,
                Own,
                "AssociateFirewallRuleGroup",
                new()
                {
                    ["CreatorRequestId"] = "one",
                    ["FirewallRuleGroupId"] = group,
                    ["VpcId"] = aws.Vpc(vpc),
                    ["Priority"] = 101,
                    ["Name"] = "filters",
                }
            );
        }

        if (settles)
            aws.Sandbox.Settle();
        return group;
    }

    private static Task<JsonNode> RuleAsync(SimulatedAws aws, string owner, string group, int priority, string action, JsonObject rule)
    {
        rule["CreatorRequestId"] = "one";
        rule["FirewallRuleGroupId"] = group;
        rule["Priority"] = priority;
        rule["Action"] = action;
        rule["Name"] = $"rule {priority}";
        if (action == "BLOCK")
            rule["BlockResponse"] = "NXDOMAIN";
        return ResolverAsync(aws, owner, "CreateFirewallRule", rule);
    }
}
