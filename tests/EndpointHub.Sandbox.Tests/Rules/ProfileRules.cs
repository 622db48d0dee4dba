using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§7: Route 53 Profiles, by the service model's descriptions and the answers that the AWS CLI shows as examples.</summary>
public sealed class ProfileRules : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_7_a_profile_is_complete_in_the_answer_and_found_again()
    {
        var made = await _aws.Profiles("POST", "profile", new { Name = "hub", ClientToken = "once" });
        Assert.Matches("^rp-[0-9a-f]{17}$", made["Id"]);
        Assert.Equal(
            ($"arn:aws:route53profiles:{TestAws.Tokyo}:123456789012:profile/{made["Id"]}", "COMPLETE", "NOT_SHARED", "1790845200"),
            (made["Arn"], made["Status"], made["ShareStatus"], made["CreationTime"])
        );
        Assert.Equal(made.ToString(), (await _aws.Profiles("GET", "profile/" + made["Id"])).ToString());
        Assert.Equal([made["Id"]], (await _aws.Profiles("GET", "profiles")).Items("ProfileSummaries").Texts("Id"));
        Assert.Empty((await _aws.As(region: "us-east-1").Profiles("GET", "profiles")).Items("ProfileSummaries"));
        Assert.Equal("ResourceNotFoundException", (await _aws.Profiles("GET", "profile/rp-0")).Code);
    }

    [Fact]
    public async Task Rule_7_a_client_token_gives_the_first_profile_and_with_another_name_is_refused()
    {
        var first = await _aws.Profiles("POST", "profile", new { Name = "hub", ClientToken = "once" });
        Assert.Equal(first["Id"], (await _aws.Profiles("POST", "profile", new { Name = "hub", ClientToken = "once" }))["Id"]);
        Assert.Equal("InvalidParameterException", (await _aws.Profiles("POST", "profile", new { Name = "other", ClientToken = "once" })).Code);
        Assert.Equal("ValidationException", (await _aws.Profiles("POST", "profile", new { Name = "hub" })).Code);
        Assert.Equal("ValidationException", (await _aws.Profiles("POST", "profile", new { Name = "hub", ClientToken = "" })).Code);
        Assert.Equal("ValidationException", (await _aws.Profiles("POST", "profile", new { Name = "12", ClientToken = "t" })).Code);
        Assert.Single((await _aws.Profiles("GET", "profiles")).Items("ProfileSummaries"));
    }

    [Fact]
    public async Task Rule_7_an_association_is_CREATING_then_COMPLETE_and_DELETING_before_it_is_gone()
    {
        var (vpc, profile) = (await _aws.Vpc(), await _aws.Profile());
        var made = await _aws.AssociateProfile(profile, vpc);
        Assert.Matches("^rpassoc-[0-9a-f]{17}$", made["Id"]);
        Assert.Equal(("CREATING", "123456789012", vpc), (made["Status"], made["OwnerId"], made["ResourceId"]));
        _aws.Settle();
        Assert.Equal("COMPLETE", (await _aws.Profiles("GET", "profileassociation/" + made["Id"]))["Status"]);
        Assert.Equal("DELETING", (await _aws.DisassociateProfile(profile, vpc))["Status"]);
        Assert.Equal(["DELETING"], (await _aws.Profiles("GET", "profileassociations", query: "resourceId=" + vpc)).All("Status"));
        _aws.Settle();
        Assert.Equal("ResourceNotFoundException", (await _aws.Profiles("GET", "profileassociation/" + made["Id"])).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.DisassociateProfile(profile, vpc)).Code);
    }

    [Fact]
    public async Task Rule_7_a_vpc_has_one_profile()
    {
        var (vpc, profile) = (await _aws.Vpc(), await _aws.Profile());
        await _aws.AssociateProfile(profile, vpc);
        Assert.Equal("ResourceExistsException", (await _aws.AssociateProfile(profile, vpc)).Code);
        Assert.Equal("ResourceExistsException", (await _aws.AssociateProfile(await _aws.Profile("other"), vpc)).Code);
        Assert.Equal(200, (await _aws.AssociateProfile(profile, await _aws.Vpc("10.3.0.0/16"))).Status);
        Assert.Equal("ResourceNotFoundException", (await _aws.AssociateProfile(profile, "vpc-0123456789abcdef0")).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.AssociateProfile(profile, await _aws.As(region: "us-east-1").Vpc())).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.AssociateProfile("rp-0123456789abcdef0", vpc)).Code);
    }

    [Fact]
    public async Task Rule_7_what_a_second_profile_is_refused_with_is_a_switch()
    {
        using var aws = new TestAws(new() { Rules = new() { SecondProfileCode = "ConflictException" } });
        var (vpc, profile) = (await aws.Vpc(), await aws.Profile());
        await aws.AssociateProfile(profile, vpc);
        Assert.Equal("ConflictException", (await aws.AssociateProfile(await aws.Profile("other"), vpc)).Code);
        Assert.Equal("ResourceExistsException", (await aws.AssociateProfile(profile, vpc)).Code);
    }

    [Fact]
    public async Task Rule_7_a_rule_in_a_profile_can_be_deleted_by_a_setting_and_then_forwards_nothing()
    {
        using var aws = new TestAws(new() { Rules = new() { ProfileKeepsItsRules = false } });
        var (vpc, profile, rule) = (await aws.Vpc(), await aws.Profile(), await aws.Rule("example.com"));
        await aws.Hold(profile, aws.RuleArn(rule));
        await aws.AssociateProfile(profile, vpc);
        aws.Settle();
        Assert.Equal("DELETING", (await aws.Resolver("DeleteResolverRule", new { ResolverRuleId = rule }))["Status"]);
        Assert.Equal("forwarded", aws.Core.Resolve(vpc, "www.example.com").Kind);
        aws.Settle();
        Assert.Equal("public", aws.Core.Resolve(vpc, "www.example.com").Kind);
        Assert.Equal([aws.RuleArn(rule)], (await aws.Profiles("GET", "profileresourceassociations/profileid/" + profile)).All("ResourceArn"));
        Assert.Equal("DELETING", (await aws.LetGo(profile, aws.RuleArn(rule)))["Status"]);
    }

    [Fact]
    public async Task Rule_7_a_profile_is_deleted_when_no_vpc_has_it_whatever_it_holds()
    {
        var (vpc, profile) = (await _aws.Vpc(), await _aws.Profile());
        await _aws.Hold(profile, ResolverBuilding.ZoneArn(await _aws.Zone("example.com", vpc, "z")));
        await _aws.AssociateProfile(profile, vpc);
        _aws.Settle();
        Assert.Equal("ConflictException", (await _aws.Profiles("DELETE", "profile/" + profile)).Code);
        await _aws.DisassociateProfile(profile, vpc);
        Assert.Equal("ConflictException", (await _aws.Profiles("DELETE", "profile/" + profile)).Code);
        _aws.Settle();
        Assert.Equal("DELETED", (await _aws.Profiles("DELETE", "profile/" + profile))["Status"]);
        Assert.Equal("ResourceNotFoundException", (await _aws.Profiles("GET", "profile/" + profile)).Code);
        Assert.Equal(0, (await _aws.GetAsync("state")).GetProperty("profileResources").GetArrayLength());
    }

    [Fact]
    public async Task Rule_7_a_profile_holds_zones_rules_and_interface_endpoints_by_their_arns()
    {
        var vpc = await _aws.Vpc();
        var profile = await _aws.Profile();
        string[] arns =
        [
            ResolverBuilding.ZoneArn(await _aws.Zone("example.com", vpc, "z")),
            _aws.RuleArn(await _aws.Rule("corp.example.com")),
            _aws.EndpointArn(await _aws.Endpoint(vpc, await _aws.Subnet(vpc))),
        ];
        foreach (var arn in arns)
        {
            var held = await _aws.Hold(profile, arn);
            Assert.Matches("^rpr-[0-9a-f]{17}$", held["Id"]);
            Assert.Equal(("CREATING", arn), (held["Status"], held["ResourceArn"]));
            _aws.Settle();
            Assert.Equal("COMPLETE", (await _aws.Profiles("GET", "profileresourceassociation/" + held["Id"]))["Status"]);
        }

        var list = await _aws.Profiles("GET", "profileresourceassociations/profileid/" + profile);
        Assert.Equal(arns, list.All("ResourceArn"));
        Assert.Equal(["PRIVATE_HOSTED_ZONE", "RESOLVER_RULE", "VPC_ENDPOINT"], list.All("ResourceType"));
        Assert.Equal(
            [arns[1]],
            (await _aws.Profiles("GET", "profileresourceassociations/profileid/" + profile, query: "resourceType=RESOLVER_RULE")).All("ResourceArn")
        );
        Assert.Equal("DELETING", (await _aws.LetGo(profile, arns[0]))["Status"]);
        Assert.Equal("ConflictException", (await _aws.Hold(profile, arns[0])).Code);
        _aws.Settle();
        Assert.Equal(arns[1..], (await _aws.Profiles("GET", "profileresourceassociations/profileid/" + profile)).All("ResourceArn"));
        Assert.Equal("ResourceNotFoundException", (await _aws.LetGo(profile, arns[0])).Code);
    }

    /// <summary>As Terraform's users saw it: hashicorp/terraform-provider-aws issue 44051.</summary>
    [Fact]
    public async Task Rule_7_an_endpoint_in_a_profile_shows_its_zones()
    {
        var vpc = await _aws.Vpc();
        var endpoint = await _aws.Endpoint(vpc, await _aws.Subnet(vpc), "com.amazonaws.ap-northeast-1.kms");
        var properties = (await _aws.Hold(await _aws.Profile(), _aws.EndpointArn(endpoint)))["ResourceProperties"];
        Assert.Contains("\"ServiceName\":\"com.amazonaws.ap-northeast-1.kms.\"", properties, StringComparison.Ordinal);
        Assert.Matches("\"Z[0-9A-Z]{20}\":\"kms.ap-northeast-1.amazonaws.com.\"", properties);
    }

    [Fact]
    public async Task Rule_7_what_a_profile_cannot_hold_is_refused()
    {
        var vpc = await _aws.Vpc();
        var profile = await _aws.Profile();
        var pub = (await _aws.CreateZone("example.com", null, "public"))["Id"]["/hostedzone/".Length..];
        var gateway = await _aws.Make("CreateVpcEndpoint", "vpcEndpointId", ("VpcId", vpc), ("ServiceName", "com.amazonaws.ap-northeast-1.s3"));
        var theirs = await _aws.As("210987654321").Zone("theirs.example.com", await _aws.As("210987654321").Vpc(), "t");
        Assert.Equal("InvalidParameterException", (await _aws.Hold(profile, ResolverBuilding.ZoneArn(pub))).Code);
        Assert.Equal("InvalidParameterException", (await _aws.Hold(profile, _aws.EndpointArn(gateway))).Code);
        Assert.Equal("InvalidParameterException", (await _aws.Hold(profile, "arn:aws:s3:::bucket")).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.Hold(profile, ResolverBuilding.ZoneArn(theirs))).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.Hold(profile, _aws.EndpointArn("vpce-0123456789abcdef0"))).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.Hold(profile, _aws.RuleArn("rslvr-rr-0123456789abcdef0"))).Code);
        Assert.Equal("ResourceNotFoundException", (await _aws.Hold("rp-0123456789abcdef0", ResolverBuilding.ZoneArn(pub))).Code);
        Assert.Equal(
            "UnsupportedOperation",
            (await _aws.Hold(profile, $"arn:aws:route53resolver:{TestAws.Tokyo}:123456789012:resolver-query-log-config/rqlc-1")).Code
        );
    }

    [Fact]
    public async Task Rule_7_a_profile_holds_one_zone_of_a_name_and_one_rule_for_a_domain()
    {
        var (one, other, profile) = (await _aws.Vpc(), await _aws.Vpc("10.3.0.0/16"), await _aws.Profile());
        await _aws.Hold(profile, ResolverBuilding.ZoneArn(await _aws.Zone("example.com", one, "1")));
        await _aws.Hold(profile, _aws.RuleArn(await _aws.Rule("example.com")));
        Assert.Equal("ConflictException", (await _aws.Hold(profile, ResolverBuilding.ZoneArn(await _aws.Zone("example.com", other, "2")))).Code);
        Assert.Equal("ConflictException", (await _aws.Hold(profile, _aws.RuleArn(await _aws.Rule("example.com", "SYSTEM")))).Code);
    }

    [Fact]
    public async Task Rule_7_lists_have_pages()
    {
        for (var i = 0; i < 3; i++)
            await _aws.Profile($"p {i}");
        var first = await _aws.Profiles("GET", "profiles", query: "maxResults=2");
        var second = await _aws.Profiles("GET", "profiles", query: "maxResults=2&nextToken=" + Uri.EscapeDataString(first["NextToken"]));
        Assert.Equal((2, 1, null), (first.Items("ProfileSummaries").Count, second.Items("ProfileSummaries").Count, second.Find("NextToken")));
        Assert.Equal("InvalidNextTokenException", (await _aws.Profiles("GET", "profileassociations", query: "nextToken=x")).Code);
        Assert.Equal("ValidationException", (await _aws.Profiles("GET", "profiles", query: "maxResults=101")).Code);
    }

    [Fact]
    public async Task Rule_7_nobody_sees_the_profiles_of_another_account_unless_they_are_shared()
    {
        using var sharing = new TestAws(new() { Rules = new() { ResolverResourcesAreShared = true } });
        foreach (var aws in new[] { _aws, sharing })
        {
            var (profile, other) = (await aws.Profile(), aws.As("210987654321"));
            var (vpc, theirs) = (await aws.Vpc(), await other.Vpc("10.9.0.0/16"));
            var arn = ResolverBuilding.ZoneArn(await aws.Zone("example.com", vpc, "z"));
            await aws.Hold(profile, arn);
            var isShared = aws == sharing;
            Assert.Equal(isShared ? "SHARED_BY_ME" : "NOT_SHARED", (await aws.Profiles("GET", "profile/" + profile))["ShareStatus"]);
            Assert.Equal(isShared ? ["SHARED_WITH_ME"] : [], (await other.Profiles("GET", "profiles")).All("ShareStatus"));
            Assert.Equal(isShared ? null : "ResourceNotFoundException", (await other.AssociateProfile(profile, theirs)).Code);
            Assert.Equal(isShared ? [arn] : [], (await other.Profiles("GET", "profileresourceassociations/profileid/" + profile)).All("ResourceArn"));
            Assert.Equal(isShared ? "AccessDeniedException" : "ResourceNotFoundException", (await other.Hold(profile, arn)).Code);
            Assert.Equal(
                isShared ? "AccessDeniedException" : "ResourceNotFoundException",
                (await other.Profiles("DELETE", "profile/" + profile)).Code
            );
            Assert.Equal(isShared ? "ConflictException" : null, (await aws.Profiles("DELETE", "profile/" + profile)).Code);
        }
    }
}
