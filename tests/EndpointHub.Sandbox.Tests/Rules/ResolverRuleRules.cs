using System.Text.Json;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>
/// §3: Resolver rules and their associations, by the service model's descriptions and the answers that the AWS CLI shows as examples.
/// </summary>
public sealed class ResolverRuleRules : IDisposable
{
    private const string Internet = "rslvr-autodefined-rr-internet-resolver";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_3_every_account_has_the_internet_resolver_and_every_vpc_its_association()
    {
        var vpc = await _aws.Vpc();
        var rule = (await _aws.Resolver("ListResolverRules")).Items("ResolverRules").Single();
        Assert.Equal(
            $"{Internet}|.|RECURSIVE|Route 53 Resolver|Internet Resolver|COMPLETE|NOT_SHARED",
            string.Join(
                '|',
                new[] { "Id", "DomainName", "RuleType", "OwnerId", "Name", "Status", "ShareStatus" }.Select(m => rule.GetProperty(m).GetString())
            )
        );
        Assert.Equal(
            $"arn:aws:route53resolver:{TestAws.Tokyo}::autodefined-rule/{Internet}",
            (await _aws.Resolver("GetResolverRule", new { ResolverRuleId = Internet }))["Arn"]
        );
        var association = (await _aws.Resolver("ListResolverRuleAssociations")).Items("ResolverRuleAssociations").Single();
        Assert.Equal(
            $"rslvr-autodefined-assoc-{vpc}-internet-resolver|{Internet}|System Rule Association|{vpc}|COMPLETE",
            string.Join('|', new[] { "Id", "ResolverRuleId", "Name", "VPCId", "Status" }.Select(m => association.GetProperty(m).GetString()))
        );
        Assert.Equal(
            vpc,
            (await _aws.Resolver("GetResolverRuleAssociation", new { ResolverRuleAssociationId = association.GetProperty("Id").GetString() }))[
                "VPCId"
            ]
        );
        Assert.Equal([Internet], (await _aws.As("210987654321", "us-east-1").Resolver("ListResolverRules")).All("Id"));
    }

    [Fact]
    public async Task Rule_3_the_internet_resolver_is_not_the_customers_to_delete_or_to_disassociate()
    {
        var vpc = await _aws.Vpc();
        Assert.Equal("InvalidRequestException", (await _aws.Resolver("DeleteResolverRule", new { ResolverRuleId = Internet })).Code);
        Assert.Equal("InvalidRequestException", (await _aws.DisassociateRule(Internet, vpc)).Code);
        Assert.Equal("InvalidRequestException", (await _aws.AssociateRule(Internet, vpc)).Code);
    }

    [Fact]
    public async Task Rule_3_a_forwarding_rule_is_complete_in_the_answer_and_its_domain_ends_in_a_dot()
    {
        var made = await _aws.CreateRule("Corp.Example.COM");
        Assert.Matches("^rslvr-rr-[0-9a-f]{17}$", made["Id"]);
        Assert.Equal($"arn:aws:route53resolver:{TestAws.Tokyo}:123456789012:resolver-rule/{made["Id"]}", made["Arn"]);
        Assert.Equal(
            ("corp.example.com.", "COMPLETE", "NOT_SHARED", "123456789012", "53"),
            (made["DomainName"], made["Status"], made["ShareStatus"], made["OwnerId"], made["Port"])
        );
        Assert.Matches("^2026-10-01T09:00:00.000000Z$", made["CreationTime"]);
        Assert.Equal(
            made.Json.GetProperty("ResolverRule").GetRawText(),
            (await _aws.Resolver("GetResolverRule", new { ResolverRuleId = made["Id"] })).Json.GetProperty("ResolverRule").GetRawText()
        );
        Assert.Equal(".", (await _aws.CreateRule("."))["DomainName"]);
    }

    [Fact]
    public async Task Rule_3_a_creator_request_id_serves_once()
    {
        var members = new
        {
            CreatorRequestId = "once",
            RuleType = "SYSTEM",
            DomainName = "example.com",
        };
        Assert.Equal(200, (await _aws.Resolver("CreateResolverRule", members)).Status);
        Assert.Equal("ResourceExistsException", (await _aws.Resolver("CreateResolverRule", members)).Code);
        Assert.Equal(200, (await _aws.As("210987654321").Resolver("CreateResolverRule", members)).Status);
        Assert.Equal(200, (await _aws.As(region: "us-east-1").Resolver("CreateResolverRule", members)).Status);
    }

    public static TheoryData<string, string> Refused =>
        new()
        {
            { """{"RuleType":"RECURSIVE","DomainName":"a.b"}""", "InvalidRequestException" },
            { """{"RuleType":"FORWARD","DomainName":"a.b"}""", "InvalidParameterException" },
            { """{"RuleType":"FORWARD","DomainName":"a.b","TargetIps":[{"Ip":"192.0.2.1"}]}""", "InvalidParameterException" },
            { """{"RuleType":"FORWARD","TargetIps":[{"Ip":"192.0.2.1"}],"ResolverEndpointId":"rslvr-out-1"}""", "InvalidParameterException" },
            {
                """{"RuleType":"FORWARD","DomainName":"a..b","TargetIps":[{"Ip":"192.0.2.1"}],"ResolverEndpointId":"rslvr-out-1"}""",
                "InvalidParameterException"
            },
            {
                """{"RuleType":"FORWARD","DomainName":"..","TargetIps":[{"Ip":"192.0.2.1"}],"ResolverEndpointId":"rslvr-out-1"}""",
                "InvalidParameterException"
            },
            {
                """{"RuleType":"FORWARD","DomainName":"*.a.b","TargetIps":[{"Ip":"192.0.2.1"}],"ResolverEndpointId":"rslvr-out-1"}""",
                "InvalidParameterException"
            },
            {
                """{"RuleType":"FORWARD","DomainName":"a.b","TargetIps":[{"Ip":"192.0.2.1"}],"ResolverEndpointId":"rslvr-in-1"}""",
                "ResourceNotFoundException"
            },
            {
                """{"RuleType":"FORWARD","DomainName":"a.b","TargetIps":[{"Ip":"300.0.2.1"}],"ResolverEndpointId":"rslvr-out-1"}""",
                "InvalidParameterException"
            },
            {
                """{"RuleType":"FORWARD","DomainName":"a.b","TargetIps":[{"Ip":"192.0.2.1","Ipv6":"2001:db8::1"}],"ResolverEndpointId":"rslvr-out-1"}""",
                "InvalidParameterException"
            },
            {
                """{"RuleType":"FORWARD","DomainName":"a.b","TargetIps":[{"Ip":"192.0.2.1"},{"Ipv6":"2001:db8::1"}],"ResolverEndpointId":"rslvr-out-1"}""",
                "InvalidParameterException"
            },
            {
                """{"RuleType":"FORWARD","DomainName":"a.b","TargetIps":[{"Ip":"192.0.2.1","Port":65536}],"ResolverEndpointId":"rslvr-out-1"}""",
                "ValidationException"
            },
            { """{"RuleType":"SYSTEM"}""", "InvalidParameterException" },
            { """{"RuleType":"SYSTEM","DomainName":"a.b","TargetIps":[{"Ip":"192.0.2.1"}]}""", "InvalidRequestException" },
            { """{"RuleType":"SYSTEM","DomainName":"a.b","ResolverEndpointId":"rslvr-out-1"}""", "InvalidRequestException" },
            { """{"RuleType":"DELEGATE","ResolverEndpointId":"rslvr-out-1"}""", "InvalidParameterException" },
            {
                """{"RuleType":"DELEGATE","ResolverEndpointId":"rslvr-out-1","DelegationRecord":"a.b","TargetIps":[{"Ip":"192.0.2.1"}]}""",
                "InvalidParameterException"
            },
            { """{"RuleType":"SYSTEM","DomainName":"a.b","Name":"123"}""", "ValidationException" },
            { """{"RuleType":"SYSTEM","DomainName":"a.b","CreatorRequestId":""}""", "ValidationException" },
            { """{"RuleType":"SYSTEM","DomainName":"a.b","Tags":[{"Key":"k","Value":"v"}]}""", "UnsupportedOperation" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Rule_3_each_type_of_rule_has_its_own_members(string members, string code)
    {
        var wanted = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(members)!;
        wanted.TryAdd("CreatorRequestId", JsonSerializer.SerializeToElement("r"));
        Assert.Equal(code, (await _aws.Resolver("CreateResolverRule", wanted)).Code);
        Assert.Single((await _aws.Resolver("ListResolverRules")).Items("ResolverRules"));
    }

    [Fact]
    public async Task Rule_3_a_delegation_rule_has_a_record_and_no_domain()
    {
        var made = await _aws.Resolver(
            "CreateResolverRule",
            new
            {
                CreatorRequestId = "d",
                RuleType = "DELEGATE",
                DelegationRecord = "NS.example.com",
                ResolverEndpointId = "rslvr-out-1",
            }
        );
        Assert.Equal(("DELEGATE", "ns.example.com.", null), (made["RuleType"], made["DelegationRecord"], made.Find("DomainName")));
    }

    [Fact]
    public async Task Rule_3_an_association_is_CREATING_then_COMPLETE_and_DELETING_before_it_is_gone()
    {
        var (vpc, rule) = (await _aws.Vpc(), await _aws.Rule("example.com"));
        var made = await _aws.AssociateRule(rule, vpc);
        Assert.Matches("^rslvr-rrassoc-[0-9a-f]{17}$", made["Id"]);
        Assert.Equal("CREATING", made["Status"]);
        async Task<JsonAnswer> Now() => await _aws.Resolver("GetResolverRuleAssociation", new { ResolverRuleAssociationId = made["Id"] });
        Assert.Equal("CREATING", (await Now())["Status"]);
        _aws.Settle();
        Assert.Equal("COMPLETE", (await Now())["Status"]);
        Assert.Equal("DELETING", (await _aws.DisassociateRule(rule, vpc))["Status"]);
        Assert.Equal("DELETING", (await Now())["Status"]);
        _aws.Settle();
        Assert.Equal("ResourceNotFoundException", (await Now()).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.DisassociateRule(rule, vpc)).Code);
    }

    /// <summary>Observed with the number RSLVR-00802 and this code, also for the same rule again.</summary>
    [Fact]
    public async Task Rule_3_a_vpc_has_one_rule_for_a_domain()
    {
        var vpc = await _aws.Vpc();
        var (one, other) = (await _aws.Rule("example.com"), await _aws.Rule("example.com", "SYSTEM"));
        await _aws.AssociateRule(one, vpc);
        Assert.Equal("InvalidRequestException", (await _aws.AssociateRule(other, vpc)).Code);
        Assert.Equal("InvalidRequestException", (await _aws.AssociateRule(one, vpc)).Code);
        Assert.Equal(200, (await _aws.AssociateRule(await _aws.Rule("sub.example.com"), vpc)).Status);
        await _aws.DisassociateRule(one, vpc);
        Assert.Equal("InvalidRequestException", (await _aws.AssociateRule(other, vpc)).Code);
        _aws.Settle();
        Assert.Equal(200, (await _aws.AssociateRule(other, vpc)).Status);
    }

    [Fact]
    public async Task Rule_3_an_association_needs_a_rule_and_a_vpc_of_the_callers_in_the_region()
    {
        var (vpc, rule) = (await _aws.Vpc(), await _aws.Rule("example.com"));
        Assert.Equal("ResourceNotFoundException", (await _aws.AssociateRule("rslvr-rr-0123456789abcdef0", vpc)).Code);
        Assert.Equal("InvalidParameterException", (await _aws.AssociateRule(rule, "vpc-0123456789abcdef0")).Code);
        Assert.Equal("InvalidParameterException", (await _aws.AssociateRule(rule, await _aws.As("210987654321").Vpc())).Code);
        Assert.Equal("InvalidParameterException", (await _aws.AssociateRule(rule, await _aws.As(region: "us-east-1").Vpc())).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.As(region: "us-east-1").AssociateRule(rule, vpc)).Code);
    }

    [Fact]
    public async Task Rule_3_a_rule_is_deleted_when_no_vpc_and_no_profile_has_it()
    {
        var (vpc, rule, profile) = (await _aws.Vpc(), await _aws.Rule("example.com"), await _aws.Profile());
        await _aws.AssociateRule(rule, vpc);
        await _aws.Hold(profile, _aws.RuleArn(rule));
        _aws.Settle();
        Task<JsonAnswer> Delete() => _aws.Resolver("DeleteResolverRule", new { ResolverRuleId = rule });
        Assert.Equal("ResourceInUseException", (await Delete()).Code);
        await _aws.DisassociateRule(rule, vpc);
        _aws.Settle();
        Assert.Equal("ResourceInUseException", (await Delete()).Code);
        await _aws.LetGo(profile, _aws.RuleArn(rule));
        Assert.Equal("ResourceInUseException", (await Delete()).Code);
        _aws.Settle();
        Assert.Equal("DELETING", (await Delete())["Status"]);
        Assert.Equal("ResourceUnavailableException", (await _aws.AssociateRule(rule, vpc)).Code);
        _aws.Settle();
        Assert.Equal("ResourceNotFoundException", (await _aws.Resolver("GetResolverRule", new { ResolverRuleId = rule })).Code);
        Assert.Equal("ResourceNotFoundException", (await Delete()).Code);
    }

    [Theory]
    [InlineData("DomainName", "b.example.com.", 1)]
    [InlineData("DOMAIN_NAME", "b.example.com.", 1)]
    [InlineData("DomainName", "b.example.com", 0)]
    [InlineData("Type", "SYSTEM", 1)]
    [InlineData("TYPE", "FORWARD", 2)]
    [InlineData("TYPE", "RECURSIVE", 1)]
    [InlineData("RESOLVER_ENDPOINT_ID", "rslvr-out-0123456789abcdef0", 2)]
    [InlineData("Status", "COMPLETE", 4)]
    [InlineData("Name", "Internet Resolver", 1)]
    public async Task Rule_3_rules_are_filtered_by_the_documented_names_in_either_spelling(string name, string value, int found)
    {
        await _aws.Rule("a.example.com");
        await _aws.Rule("b.example.com");
        await _aws.Rule("c.example.com", "SYSTEM");
        var answer = await _aws.Resolver("ListResolverRules", new { Filters = new[] { new { Name = name, Values = new[] { value, "neither" } } } });
        Assert.Equal(found, answer.Items("ResolverRules").Count);
    }

    [Fact]
    public async Task Rule_3_associations_are_filtered_and_an_unknown_filter_is_refused()
    {
        var (vpc, other) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"));
        var rule = await _aws.Rule("example.com");
        await _aws.AssociateRule(rule, vpc);
        await _aws.AssociateRule(rule, other);
        async Task<int> Count(string name, string value) =>
            (await _aws.Resolver("ListResolverRuleAssociations", new { Filters = new[] { new { Name = name, Values = new[] { value } } } }))
                .Items("ResolverRuleAssociations")
                .Count;
        Assert.Equal(
            (2, 2, 2, 2, 2),
            (
                await Count("VPCId", vpc),
                await Count("VPC_ID", other),
                await Count("ResolverRuleId", rule),
                await Count("RESOLVER_RULE_ID", rule),
                await Count("Status", "CREATING")
            )
        );
        foreach (var operation in new[] { "ListResolverRules", "ListResolverRuleAssociations" })
        {
            Assert.Equal(
                "InvalidParameterException",
                (await _aws.Resolver(operation, new { Filters = new[] { new { Name = "HostVPCId", Values = new[] { vpc } } } })).Code
            );
            Assert.Equal("InvalidParameterException", (await _aws.Resolver(operation, new { Filters = new[] { new { Name = "Name" } } })).Code);
        }
    }

    [Fact]
    public async Task Rule_3_lists_have_pages_of_up_to_a_hundred()
    {
        for (var i = 0; i < 100; i++)
            await _aws.Rule($"{i}.example.com", "SYSTEM");
        var first = await _aws.Resolver("ListResolverRules");
        Assert.Equal((100, "100"), (first.Items("ResolverRules").Count, first["MaxResults"]));
        var second = await _aws.Resolver("ListResolverRules", new { NextToken = first["NextToken"] });
        Assert.Equal((1, null), (second.Items("ResolverRules").Count, second.Find("NextToken")));
        Assert.Equal(101, first.All("Id").Concat(second.All("Id")).Distinct().Count());
        Assert.Equal("InvalidNextTokenException", (await _aws.Resolver("ListResolverRules", new { NextToken = "made up" })).Code);
        Assert.Equal("ValidationException", (await _aws.Resolver("ListResolverRules", new { MaxResults = 101 })).Code);
        Assert.Equal("ValidationException", (await _aws.Resolver("ListResolverRuleAssociations", new { MaxResults = 0 })).Code);
    }

    [Fact]
    public async Task Rule_3_nobody_sees_the_rules_of_another_account()
    {
        var (rule, other) = (await _aws.Rule("example.com"), _aws.As("210987654321"));
        Assert.Equal([Internet], (await other.Resolver("ListResolverRules")).All("Id"));
        Assert.Equal("ResourceNotFoundException", (await other.Resolver("GetResolverRule", new { ResolverRuleId = rule })).Code);
        Assert.Equal("ResourceNotFoundException", (await other.AssociateRule(rule, await other.Vpc())).Code);
        Assert.Equal("ResourceNotFoundException", (await other.Resolver("DeleteResolverRule", new { ResolverRuleId = rule })).Code);
    }

    [Fact]
    public async Task Rule_3_a_shared_rule_is_anybodys_to_associate_and_its_owners_to_delete()
    {
        using var aws = new TestAws(new() { Rules = new() { ResolverResourcesAreShared = true } });
        var (rule, other) = (await aws.Rule("example.com"), aws.As("210987654321"));
        Assert.Equal("SHARED_BY_ME", (await aws.Resolver("GetResolverRule", new { ResolverRuleId = rule }))["ShareStatus"]);
        Assert.Equal("SHARED_WITH_ME", (await other.Resolver("GetResolverRule", new { ResolverRuleId = rule }))["ShareStatus"]);
        Assert.Equal([Internet, rule], (await other.Resolver("ListResolverRules")).All("Id"));
        Assert.Equal([Internet], (await other.As(region: "us-east-1").Resolver("ListResolverRules")).All("Id"));
        var vpc = await other.Vpc();
        Assert.Equal("CREATING", (await other.AssociateRule(rule, vpc))["Status"]);
        Assert.Equal([vpc, vpc], (await other.Resolver("ListResolverRuleAssociations")).All("VPCId"));
        Assert.Empty((await aws.Resolver("ListResolverRuleAssociations")).All("VPCId"));
        Assert.Equal("AccessDeniedException", (await other.Resolver("DeleteResolverRule", new { ResolverRuleId = rule })).Code);
        Assert.Equal("ResourceInUseException", (await aws.Resolver("DeleteResolverRule", new { ResolverRuleId = rule })).Code);
    }
}
