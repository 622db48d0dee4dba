using EndpointHub.Aws.Reading;
using EndpointHub.AwsTests.Support;
using EndpointHub.Topology;
using Profiles = Amazon.Route53Profiles.Model;
using Resolver = Amazon.Route53Resolver.Model;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Maps Resolver rules and Profiles from responses to the domain.</summary>
public sealed class ResolverMappingTests
{
    [Theory]
    [InlineData("Example.COM.", "example.com")]
    [InlineData(".", "")]
    [InlineData(null, "")]
    public void A_rules_domain_is_normalized(string? wire, string domain) => Assert.Equal(domain, Map(rule => rule.DomainName = wire).DomainName);

    [Theory]
    [InlineData("FORWARD", ResolverRuleKind.Forward)]
    [InlineData("DELEGATE", ResolverRuleKind.Delegate)]
    [InlineData("SYSTEM", ResolverRuleKind.System)]
    [InlineData("RECURSIVE", ResolverRuleKind.System)]
    [InlineData("BRANDNEW", ResolverRuleKind.Unknown)]
    [InlineData(null, ResolverRuleKind.Unknown)]
    public void A_rule_type_is_forward_delegate_system_or_unknown(string? type, object kind) =>
        Assert.Equal(kind, Map(rule => rule.RuleType = type!).Kind);

    [Fact]
    public void A_rules_targets_can_be_ipv4_or_ipv6() =>
        Assert.Equal(
            ["10.0.0.53", "2001:db8::53"],
            Map(rule => rule.TargetIps = [new() { Ip = "10.0.0.53", Port = 53 }, new() { Ipv6 = "2001:db8::53" }]).TargetAddresses
        );

    [Theory]
    [InlineData("FORWARD", "COMPLETE", "COMPLETE")]
    [InlineData("FORWARD", "FAILED", "FAILED")]
    [InlineData("SYSTEM", null, "UPDATING")]
    [InlineData("BRANDNEW", "COMPLETE", "COMPLETE")]
    public void A_rule_without_a_state_is_unsettled(string type, string? status, string state) =>
        Assert.Equal(state, Map(rule => (rule.RuleType, rule.Status) = (type, status!)).State);

    [Theory]
    [InlineData("DELETING", "DELETING")]
    [InlineData(null, "UPDATING")]
    public void An_association_without_a_state_is_unsettled(string? status, string state) =>
        Assert.Equal(new ResolverRuleVpc("vpc-1", state), Assert.Single(Map(_ => { }, status!).Vpcs));

    [Fact]
    public void A_profiles_zones_rules_endpoints_and_groups_are_read_and_others_ignored()
    {
        var profile = Map(
            new() { ResourceArn = "arn:aws:route53:::hostedzone/Z1", Status = "COMPLETE" },
            new() { ResourceArn = "arn:aws:route53resolver:ap-northeast-1:111111111111:resolver-rule/rslvr-rr-1", Status = "CREATING" },
            new() { ResourceArn = "arn:aws-cn:ec2:cn-north-1:222222222222:vpc-endpoint/vpce-1", Status = "COMPLETE" },
            new()
            {
                ResourceArn = "arn:aws:route53resolver:ap-northeast-1:111111111111:firewall-rule-group/rslvr-frg-1",
                Status = "COMPLETE",
                ResourceProperties = """{"priority":102}""",
            },
            new() { ResourceArn = "arn:aws:route53resolver:ap-northeast-1:111111111111:resolver-query-log-config/rqlc-1", Status = "COMPLETE" }
        );

        Assert.Equal(
            [
                new ProfileResource("Z1", ProfileResourceKind.PrivateZone, "COMPLETE"),
                new ProfileResource("rslvr-frg-1", ProfileResourceKind.FirewallRuleGroup, "COMPLETE", "111111111111", 102),
                new ProfileResource("rslvr-rr-1", ProfileResourceKind.ResolverRule, "CREATING", "111111111111"),
                new ProfileResource("vpce-1", ProfileResourceKind.Endpoint, "COMPLETE", "222222222222"),
            ],
            profile.Resources
        );
    }

    [Theory]
    [InlineData("""{"priority":"102"}""", 102)]
    [InlineData("""{"priority":null}""", null)]
    [InlineData("[102]", null)]
    [InlineData("{", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_rule_groups_priority_in_a_profile_is_read_from_its_properties(string? properties, int? priority) =>
        Assert.Equal(
            priority,
            Assert
                .Single(
                    Map(
                        new Profiles.ProfileResourceAssociation
                        {
                            ResourceArn = "arn:aws:route53resolver:ap-northeast-1:111111111111:firewall-rule-group/rslvr-frg-1",
                            Status = "COMPLETE",
                            ResourceProperties = properties,
                        }
                    ).Resources!
                )
                .Priority
        );

    // Profiles API reference, ProfileAssociation: its text says ARN, its examples contain an id.
    [Theory]
    [InlineData("vpc-1")]
    [InlineData("arn:aws:ec2:ap-northeast-1:111111111111:vpc/vpc-1")]
    public void A_profiles_vpc_is_read_from_its_id_or_its_arn(string resource)
    {
        var associations = new Profiles.ProfileAssociation[]
        {
            new()
            {
                ProfileId = "rp-1",
                ResourceId = resource,
                Status = "COMPLETE",
            },
            new()
            {
                ProfileId = "rp-2",
                ResourceId = "vpc-2",
                Status = "COMPLETE",
            },
        };

        Assert.Equal(new ProfileVpc("vpc-1", "COMPLETE"), Assert.Single(ProfileReader.Map("rp-1", associations, []).Vpcs));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Z123")]
    [InlineData("arn:aws:route53:::newthing/n-1")]
    public void An_unknown_profile_resource_is_kept_as_unread(string? arn) =>
        Assert.Equal(
            ProfileResourceKind.Unknown,
            Assert.Single(Map(new Profiles.ProfileResourceAssociation { Id = "rpr-1", ResourceArn = arn }).Resources!).Kind
        );

    [Fact]
    public async Task A_rule_that_is_only_in_an_association_leaves_the_rules_unread()
    {
        Assert.Null(await RulesAsync("rslvr-rr-2"));
        Assert.NotNull(await RulesAsync("rslvr-rr-1"));

        static Task<IReadOnlyList<ResolverRule>?> RulesAsync(string associated) =>
            ResolverRuleReader.ReadAsync(
                Answering(
                    """{"ResolverRules": [{"Id": "rslvr-rr-1"}]}""",
                    $$"""{"ResolverRuleAssociations": [{"ResolverRuleId": "{{associated}}", "VPCId": "vpc-1"}]}"""
                ),
                ["vpc-1"],
                TestContext.Current.CancellationToken
            );
    }

    [Fact]
    public async Task The_association_with_the_internet_resolver_leaves_the_rules_read() =>
        Assert.NotNull(
            await ResolverRuleReader.ReadAsync(
                Answering(
                    """{"ResolverRules": [{"Id": "rslvr-rr-1"}]}""",
                    """{"ResolverRuleAssociations": [{"ResolverRuleId": "rslvr-autodefined-rr-internet-resolver", "VPCId": "vpc-1"}]}"""
                ),
                ["vpc-1"],
                TestContext.Current.CancellationToken
            )
        );

    [Fact]
    public async Task A_profile_known_by_association_is_listed_and_a_deleted_one_is_unread()
    {
        var here = Answering(
            """{"ProfileSummaries": [{"Id": "rp-1"}]}""",
            """{"ProfileAssociations": [{"ProfileId": "rp-2", "ResourceId": "vpc-1", "Status": "COMPLETE"}]}""",
            """{"ProfileResourceAssociations": []}""",
            """{"__type": "ResourceNotFoundException"}"""
        );

        var profiles = await ProfileReader.ReadAsync(here, ["vpc-1"], TestContext.Current.CancellationToken);

        Assert.Equal(["rp-1", "rp-2"], profiles.Select(profile => profile.Id));
        Assert.Equal((0, 1), (profiles[0].Resources!.Count, profiles[1].Vpcs.Count));
        Assert.Null(profiles[1].Resources);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 1)]
    public async Task A_few_vpcs_are_read_one_by_one_and_many_with_one_list(int count, int requests)
    {
        var vpcs = Enumerable.Range(1, count).Select(number => $"vpc-{number}").ToList();
        var http = new StubHttp(sent =>
            StubHttp.Json(
                sent.Target == "Route53Resolver.ListResolverRules"
                    ? """{"ResolverRules": [{"Id": "rslvr-autodefined-rr-internet-resolver", "DomainName": "."}, {"Id": "rslvr-rr-1", "DomainName": "example.com.", "RuleType": "FORWARD", "Status": "COMPLETE"}]}"""
                    : """{"ResolverRuleAssociations": [{"ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-1", "Status": "COMPLETE"}, {"ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-foreign", "Status": "COMPLETE"}]}"""
            )
        );
        using var client = TestClients.Resolver(http);

        var rules = await ResolverRuleReader.ReadAsync(new Apis(null!, null!, client, null!), vpcs, TestContext.Current.CancellationToken);

        Assert.Equal(requests, http.Sent.Count(sent => sent.Target == "Route53Resolver.ListResolverRuleAssociations"));
        Assert.Equal(count == 5, http.Sent[1].Body.Contains("""{"Filters":[{"Name":"VPCId","Values":["vpc-1"]}]}""", StringComparison.Ordinal));
        Assert.All(Assert.Single(rules!).Vpcs, vpc => Assert.Equal("vpc-1", vpc.VpcId));
    }

    private static ResolverRule Map(Action<Resolver.ResolverRule> change, string association = "COMPLETE")
    {
        var rule = new Resolver.ResolverRule
        {
            Id = "rslvr-rr-1",
            DomainName = "example.com.",
            RuleType = "FORWARD",
            Status = "COMPLETE",
        };
        change(rule);
        return ResolverRuleReader.Map(
            rule,
            [
                new()
                {
                    ResolverRuleId = "rslvr-rr-1",
                    VPCId = "vpc-1",
                    Status = association,
                },
                new()
                {
                    ResolverRuleId = "rslvr-rr-2",
                    VPCId = "vpc-2",
                    Status = "COMPLETE",
                },
            ]
        );
    }

    private static Apis Answering(params string[] bodies)
    {
        var http = StubHttp.Answering([
            .. bodies.Select(body =>
                (Func<HttpResponseMessage>)(
                    () =>
                        StubHttp.Json(
                            body,
                            body.Contains("__type", StringComparison.Ordinal) ? System.Net.HttpStatusCode.NotFound : System.Net.HttpStatusCode.OK
                        )
                )
            ),
        ]);
        return new Apis(null!, null!, TestClients.Resolver(http), TestClients.Profiles(http));
    }

    private static DnsProfile Map(params Profiles.ProfileResourceAssociation[] resources) => ProfileReader.Map("rp-1", [], resources);
}
