using System.Text.Json.Nodes;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Paths;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Topology;
using static EndpointHub.AwsTests.Reading.OverridingDns;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Path tests with Resolver rules and Profiles in the sandbox, compared with the sandbox's resolver.</summary>
public sealed class ResolverReadingTests
{
    private const string Other = "999999999999";
    private const string Name = "api.ecr.ap-northeast-1.amazonaws.com";

    private static readonly string[] Further =
    [
        "ListResolverRules",
        "ListResolverRuleAssociations",
        "ListProfiles",
        "ListProfileAssociations",
        "ListProfileResourceAssociations",
        "ListHostedZones",
    ];

    [Fact]
    public void A_network_without_rules_and_profiles_is_read_with_one_call_for_each() =>
        SimulatedAws.Run(async aws =>
        {
            aws.NewCalls();

            await aws.ReadAllAsync();

            Assert.Equal(["ListProfiles", "ListResolverRules"], CallsFor(aws));
        });

    [Fact]
    public void A_rule_that_forwards_the_name_leaves_the_path_unknown() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var rule = await RuleAsync(aws, "FORWARD", Name, "dev");

            var path = await TestAsync(aws, moved);

            Assert.Equal([FindingCode.ResolverRuleForwards], DecidingCodes(path));
            Assert.Equal(
                ["192.168.0.53"],
                path.GetTraces().SelectMany(trace => trace.Hops).OfType<RuleHop>().First(hop => hop.Resource == rule).Targets
            );
            Assert.Equal("forwarded", aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind);
        });

    [Fact]
    public void Another_vpcs_rule_and_a_more_specific_zone_do_not_forward() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await RuleAsync(aws, "FORWARD", Name, "stg");
            await RuleAsync(aws, "FORWARD", "ap-northeast-1.amazonaws.com", "dev");

            var path = await TestAsync(aws, moved);

            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            Assert.Equal("addresses", aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind);
        });

    [Fact]
    public void A_system_rule_leaves_the_name_to_its_zone() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await RuleAsync(aws, "SYSTEM", Name, "dev");

            var path = await TestAsync(aws, moved);

            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            Assert.Contains(path.GetTraces().SelectMany(trace => trace.Hops), hop => hop is RuleHop { DomainName: Name, Finding: null });
            Assert.Equal("addresses", aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind);
        });

    [Fact]
    public void An_association_in_creation_leaves_the_path_unknown_until_it_completes() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await RuleAsync(aws, "SYSTEM", Name, "dev", settles: false);

            Assert.Equal([FindingCode.ResolverChangePending], DecidingCodes(await TestAsync(aws, moved)));

            aws.Sandbox.Settle();

            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, moved)).Verdict);
        });

    [Fact]
    public void A_zone_from_a_profile_is_resolved() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var zone = (await aws.ReadAllAsync()).Zones.Single(zone => zone.Name == Name);
            var profile = await ProfileAsync(aws, "dev", $"arn:aws:route53:::hostedzone/{zone.Id}");
            await aws.Access.Spoke.Route53.DisassociateVPCFromHostedZoneAsync(
                new()
                {
                    HostedZoneId = zone.Id,
                    VPC = new() { VPCId = aws.Vpc("dev"), VPCRegion = "ap-northeast-1" },
                }
            );
            aws.Sandbox.Settle();
            aws.NewCalls();

            var path = await TestAsync(aws, moved);

            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            Assert.Contains(path.GetTraces().SelectMany(trace => trace.Hops), hop => hop is ZoneHop { ProfileId: { } through } && through == profile);
            Assert.Equal("addresses", aws.Sandbox.Resolve(aws.Vpc("dev"), Name).Kind);
        });

    [Fact]
    public void A_zone_of_a_profile_is_found_in_the_account_that_owns_it() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await ProfileAsync(aws, "dev", await EmptyZoneAsync(aws, "ap-northeast-1.amazonaws.com"));
            aws.NewCalls();

            var path = await TestAsync(aws, moved);

            // The VPC's own zone is more specific than the empty zone of the Profile and takes precedence.
            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            Assert.Equal(
                ["ListHostedZones", "ListProfileAssociations", "ListProfileResourceAssociations", "ListProfiles", "ListResolverRules"],
                CallsFor(aws).Distinct()
            );
        });

    [Fact]
    public void A_rule_of_a_profile_forwards() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var rule = await RuleAsync(aws, "FORWARD", Name, vpc: null);
            var profile = await ProfileAsync(aws, "dev", $"arn:aws:route53resolver:ap-northeast-1:123456789012:resolver-rule/{rule}");

            var path = await TestAsync(aws, moved);

            // AWS documents that a rule overrides a zone and that the VPC's own settings override a Profile's, but not both at once. The result is
            // unknown.
            Assert.Equal([FindingCode.ResolverRuleForwards], DecidingCodes(path));
            Assert.Contains(
                profile,
                path.Findings.First(finding => finding.Code == FindingCode.ResolverRuleForwards).Reason,
                StringComparison.Ordinal
            );
        });

    [Fact]
    public void An_endpoint_from_another_vpc_through_a_profile_is_read_and_reported() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var other = aws.OwnEndpoint("stg", SimulatedAws.EcrApi);
            var zone = (await aws.ReadAllAsync()).Zones.Single(zone => zone.Name == Name);
            await ProfileAsync(aws, "dev", $"arn:aws:ec2:ap-northeast-1:123456789012:vpc-endpoint/{other.Id}");

            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, moved)).Verdict);

            await aws.Access.Spoke.Route53.DisassociateVPCFromHostedZoneAsync(
                new()
                {
                    HostedZoneId = zone.Id,
                    VPC = new() { VPCId = aws.Vpc("dev"), VPCRegion = "ap-northeast-1" },
                }
            );
            aws.Sandbox.Settle();
            var path = await TestAsync(aws, moved);

            Assert.Equal(PathVerdict.Unreachable, path.Verdict);
            Assert.Contains(
                path.Findings,
                finding => finding.Code == FindingCode.NameLeadsElsewhere && finding.Reason.Contains(other.Id, StringComparison.Ordinal)
            );
        });

    [Theory]
    [InlineData("ListResolverRules", FindingCode.ResolverUnreadable)]
    [InlineData("ListResolverRuleAssociations", FindingCode.ResolverUnreadable)]
    [InlineData("ListProfiles", FindingCode.ResolverUnreadable)]
    [InlineData("ListProfileAssociations", FindingCode.ResolverUnreadable)]
    [InlineData("ListProfileResourceAssociations", FindingCode.ProfileContentUnknown)]
    [InlineData("ListHostedZones", FindingCode.ProfileContentUnknown)]
    public void Denied_reads_leave_the_path_unknown_and_do_not_fail(string action, FindingCode expected) =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await RuleAsync(aws, "SYSTEM", "example.com", "dev");
            await ProfileAsync(aws, "dev", await EmptyZoneAsync(aws, $"deep.{Name}"));
            aws.Sandbox.SetFaults([new FaultRule(action, "AccessDeniedException", Times: 100)]);

            var path = await TestAsync(aws, moved, service: "ecr.dkr");

            Assert.Equal([expected], DecidingCodes(path));
            Assert.Equal(PathVerdict.Unknown, path.Verdict);
        });

    [Fact]
    public void A_name_that_a_rule_forwards_is_not_cut_over() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.api"));
            await RuleAsync(aws, "FORWARD", Name, "dev");
            aws.NewMutations();
            var who = new RecordingOperator();

            await aws.DoAsync(who, new CutOver(), CancellationToken.None, new CutOverRequest { Spoke = SpokeReference.To(spoke) });

            Assert.Equal(["PathNotProven"], who.Failures.Select(failure => failure.Problem.Code));
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void An_endpoint_with_a_forwarded_name_is_not_removed() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            await RuleAsync(aws, "FORWARD", Name, "dev");

            await StaysAsync(aws, moved, SimulatedAws.EcrApi);
        });

    [Fact]
    public void An_endpoint_in_any_profile_is_kept() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrApi);
            var profile = await ProfileAsync(aws, vpc: null, $"arn:aws:ec2:ap-northeast-1:123456789012:vpc-endpoint/{own.Id}");
            var who = new RecordingOperator();

            await aws.DoAsync(
                who,
                new RemoveSpokeEndpoint(),
                CancellationToken.None,
                new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(moved), Allowed = ValueList.Of("TrafficUnknown") }
            );

            Assert.Contains(who.Failures, failure => failure.Problem.ToString().Contains(profile, StringComparison.Ordinal));
            Assert.Equal("available", (await aws.ReadAllAsync()).Endpoints[own.Id].State);
        });

    [Fact]
    public void A_rule_shared_by_another_account_forwards_like_an_own_rule() =>
        SimulatedAws.Run(
            async aws =>
            {
                var moved = await MovedAsync(aws);
                await RuleAsync(aws, "FORWARD", Name, "dev", owner: Other);

                Assert.Equal([FindingCode.ResolverRuleForwards], DecidingCodes(await TestAsync(aws, moved)));
            },
            Sharing
        );

    [Fact]
    public void A_shared_profile_is_resolved_as_far_as_it_is_readable() =>
        SimulatedAws.Run(
            async aws =>
            {
                var moved = await MovedAsync(aws);
                var rule = await RuleAsync(aws, "FORWARD", "example.com", vpc: null, owner: Other);
                await ProfileAsync(aws, "dev", $"arn:aws:route53resolver:ap-northeast-1:{Other}:resolver-rule/{rule}", owner: Other);

                Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, moved)).Verdict);

                aws.Sandbox.SetFaults([new FaultRule("ListProfileResourceAssociations", "AccessDeniedException", Times: 100)]);
                var path = await TestAsync(aws, moved);

                Assert.Equal([FindingCode.ProfileContentUnknown], DecidingCodes(path));
            },
            Sharing
        );

    [Fact]
    public void An_endpoint_is_kept_when_an_unreadable_profile_could_contain_it() =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws);
            var profile = await ProfileAsync(
                aws,
                vpc: null,
                $"arn:aws:ec2:ap-northeast-1:123456789012:vpc-endpoint/{aws.OwnEndpoint("dev", SimulatedAws.EcrApi).Id}"
            );
            aws.Sandbox.SetFaults([new FaultRule("ListProfileResourceAssociations", "AccessDeniedException", Times: 100)]);
            aws.NewMutations();
            var who = new RecordingOperator();

            await aws.DoAsync(
                who,
                new RemoveSpokeEndpoint(),
                CancellationToken.None,
                new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(moved), Allowed = ValueList.Of("TrafficUnknown") }
            );

            Assert.Equal(
                2,
                who.Failures.Count(failure =>
                    failure.Problem.Code == "ProfileUnread" && failure.Problem.ToString().Contains(profile, StringComparison.Ordinal)
                )
            );
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_cut_over_does_not_wait_for_an_endpoint_from_a_profile() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.api"));
            var other = aws.OwnEndpoint("stg", SimulatedAws.EcrDkr);
            await ProfileAsync(aws, "dev", $"arn:aws:ec2:ap-northeast-1:123456789012:vpc-endpoint/{other.Id}");
            await aws.Access.Spoke.Ec2.CreateTagsAsync(new() { Resources = [other.Id], Tags = [new() { Key = "endpointhub:hub", Value = "other" }] });
            await aws.Access.Spoke.Ec2.ModifyVpcEndpointAsync(new() { VpcEndpointId = other.Id, AddSubnetIds = [aws.SubnetsOf("stg")[1]] });

            var moved = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();

            Assert.Equal(PathVerdict.Reachable, (await TestAsync(aws, moved)).Verdict);
        });

    [Fact]
    public void An_inventory_reads_no_rules_firewalls_or_profiles() =>
        SimulatedAws.Run(async aws =>
        {
            await aws.PreparedAsync(["dev"], "ecr.api");

            Assert.NotEmpty((await aws.DoAsync(new GetInventory(), new GetInventoryRequest())).Emitted);
            Assert.NotEmpty((await aws.DoAsync(new GetHub(), new GetHubRequest())).Emitted);
            Assert.NotEmpty((await aws.DoAsync(new MeasureCost(), new MeasureCostRequest())).Emitted);

            Assert.DoesNotContain(aws.NewCalls(), call => call.Service is "route53resolver" or "route53profiles");
        });

    private static SandboxOptions Sharing(SandboxOptions options) => options with { Rules = new() { ResolverResourcesAreShared = true } };

    private static IEnumerable<string> CallsFor(SimulatedAws aws) =>
        aws.NewCalls().Select(call => call.Action!).Where(Further.Contains).Order(StringComparer.Ordinal);

    /// <summary>The ARN of a zone of another VPC.</summary>
    private static async Task<string> EmptyZoneAsync(SimulatedAws aws, string name)
    {
        var zone = await aws.Access.Spoke.Route53.CreateHostedZoneAsync(
            new()
            {
                Name = name,
                CallerReference = name,
                VPC = new() { VPCId = aws.Vpc("stg"), VPCRegion = "ap-northeast-1" },
            }
        );
        return $"arn:aws:route53:::hostedzone/{zone.HostedZone!.Id!.Split('/')[^1]}";
    }

    private static async Task<string> RuleAsync(SimulatedAws aws, string type, string domain, string? vpc, bool settles = true, string owner = Own)
    {
        var rule = new JsonObject
        {
            ["CreatorRequestId"] = $"{type} {domain}",
            ["RuleType"] = type,
            ["DomainName"] = domain,
        };
        if (type == "FORWARD")
        {
            rule["TargetIps"] = new JsonArray(new JsonObject { ["Ip"] = "192.168.0.53" });
            rule["ResolverEndpointId"] = "rslvr-out-0123456789abcdef0";
        }

        var id = (string)(await ResolverAsync(aws, owner, "CreateResolverRule", rule))["ResolverRule"]!["Id"]!;
        if (vpc is not null)
            await ResolverAsync(aws, Own, "AssociateResolverRule", new() { ["ResolverRuleId"] = id, ["VPCId"] = aws.Vpc(vpc) });
        if (settles)
            aws.Sandbox.Settle();
        return id;
    }
}
