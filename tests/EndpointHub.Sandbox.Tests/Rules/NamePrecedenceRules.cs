using EndpointHub.Sandbox.Settings;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>
/// §3.3 and §7: the precedence of zones, rules and Profiles for a name in a VPC. The sources are pages of the Route 53 developer guide:
/// hosted-zone-private-considerations (HZ), resolver-overview-forward-vpc-to-network and its autodefined-rules (RR), profiles (P).
/// </summary>
public sealed class NamePrecedenceRules : IDisposable
{
    private const string Other = "10.3.0.0/16";
    private const string KmsService = "com.amazonaws.ap-northeast-1.kms";
    private const string Kms = "kms.ap-northeast-1.amazonaws.com";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    /// <summary>HZ: "the Resolver rule takes precedence" over a private zone for the same domain name.</summary>
    [Fact]
    public async Task Rule_3_3_a_forwarding_rule_beats_a_private_zone_of_its_name()
    {
        var vpc = await _aws.Vpc();
        await Zone("example.com", vpc, "www.example.com", "10.1.1.1");
        var rule = await _aws.Rule("example.com");
        await _aws.AssociateRule(rule, vpc);
        _aws.Settle();
        foreach (var name in new[] { "www.example.com", "example.com", "a.b.example.com" })
        {
            var answer = _aws.Core.Resolve(vpc, name);
            Assert.Equal(
                ("forwarded", rule, "example.com.", "123456789012", 0),
                (answer.Kind, answer.Zone, answer.ZoneName, answer.Owner, answer.Addresses.Count)
            );
        }

        Assert.Equal("public", Kind(vpc, "example.org"));
        Assert.Equal("public", Kind(vpc, "myexample.com"));
    }

    /// <summary>
    /// RR: the most specific rule is applied, and every private zone has an autodefined rule, so that it holds against a rule of a less specific
    /// name.
    /// </summary>
    [Fact]
    public async Task Rule_3_3_the_most_specific_of_rules_and_zones_decides()
    {
        var vpc = await _aws.Vpc();
        await Zone("b.example.com", vpc, "www.b.example.com", "10.1.1.1");
        await Zone("example.org", vpc, "www.sub.example.org", "10.1.1.2");
        await Force(vpc, "example.com");
        var sub = await Force(vpc, "sub.example.org");
        Assert.Equal("10.1.1.1", Address(vpc, "www.b.example.com"));
        Assert.Equal("nxdomain", Kind(vpc, "nothing.b.example.com"));
        Assert.Equal("forwarded", Kind(vpc, "www.example.com"));
        Assert.Equal(("forwarded", sub), (Kind(vpc, "www.sub.example.org"), _aws.Core.Resolve(vpc, "www.sub.example.org").Zone));
        Assert.Equal("nxdomain", Kind(vpc, "www.example.org"));
    }

    /// <summary>
    /// RR: private zones still answer when there is a rule for "." (dot) or "com"; all other names, an endpoint's own name too, are forwarded.
    /// </summary>
    [Fact]
    public async Task Rule_3_3_a_rule_for_the_dot_forwards_all_but_the_zones()
    {
        var vpc = await _aws.Vpc();
        await Zone("example.com", vpc, "www.example.com", "10.1.1.1");
        var endpoint = await _aws.Endpoint(vpc, await _aws.Subnet(vpc), KmsService);
        await Force(vpc, ".");
        var regional = (await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", endpoint))).All("dnsName")[0];
        Assert.Equal("10.1.1.1", Address(vpc, "www.example.com"));
        Assert.Equal("addresses", Kind(vpc, Kms));
        Assert.Equal("forwarded", Kind(vpc, regional));
        Assert.Equal("forwarded", Kind(vpc, "example.org"));
    }

    /// <summary>RR: a rule for the name of an endpoint's managed zone is one for a private zone's name.</summary>
    [Fact]
    public async Task Rule_3_3_a_forwarding_rule_beats_the_private_names_of_an_endpoint()
    {
        var vpc = await _aws.Vpc();
        await _aws.Endpoint(vpc, await _aws.Subnet(vpc), KmsService);
        _aws.Settle();
        Assert.Equal("addresses", Kind(vpc, Kms));
        await Force(vpc, Kms);
        Assert.Equal("forwarded", Kind(vpc, Kms));
        Assert.Equal(["public", "addresses", "forwarded"], _aws.Core.DnsHistory(vpc, Kms).Select(i => i.Answer.Kind));
    }

    /// <summary>
    /// Service model, RuleType: with a rule to forward a domain, SYSTEM has "Resolver process queries for a subdomain of that domain".
    /// </summary>
    [Fact]
    public async Task Rule_3_3_a_system_rule_leaves_its_names_to_the_vpcs_own_resolver()
    {
        var vpc = await _aws.Vpc();
        await Zone("example.com", vpc, "www.apex.example.com", "10.1.1.1");
        await Force(vpc, "example.com");
        await Force(vpc, "apex.example.com", "SYSTEM");
        await Force(vpc, "org");
        await Force(vpc, "example.org", "SYSTEM");
        Assert.Equal("10.1.1.1", Address(vpc, "www.apex.example.com"));
        Assert.Equal("nxdomain", Kind(vpc, "apex.example.com"));
        Assert.Equal("forwarded", Kind(vpc, "www.example.com"));
        Assert.Equal("public", Kind(vpc, "www.example.org"));
        Assert.Equal("forwarded", Kind(vpc, "www.org"));
    }

    /// <summary>Service model, DelegationRecord: it matches the records of an answer, not the name that was asked.</summary>
    [Fact]
    public async Task Rule_3_3_a_delegation_rule_decides_about_no_name()
    {
        var vpc = await _aws.Vpc();
        var rule = (
            await _aws.Resolver(
                "CreateResolverRule",
                new
                {
                    CreatorRequestId = "d",
                    RuleType = "DELEGATE",
                    DelegationRecord = "example.com",
                    ResolverEndpointId = "rslvr-out-1",
                }
            )
        )["Id"];
        await _aws.AssociateRule(rule, vpc);
        _aws.Settle();
        Assert.Equal("public", Kind(vpc, "www.example.com"));
    }

    /// <summary>HZ: private zones require both DNS attributes of the VPC; Resolver rules require only enableDnsSupport.</summary>
    [Fact]
    public async Task Rule_3_3_a_rule_needs_a_resolver_and_no_dns_hostnames()
    {
        var vpc = await _aws.Vpc(dns: false);
        await Zone("zone.example.org", vpc, "www.zone.example.org", "10.1.1.1");
        await Force(vpc, "example.com");
        await Force(vpc, "org");
        Assert.Equal("forwarded", Kind(vpc, "www.example.com"));
        Assert.Equal("forwarded", Kind(vpc, "www.zone.example.org"));
        await _aws.Ec2("ModifyVpcAttribute", ("VpcId", vpc), ("EnableDnsSupport.Value", "false"));
        Assert.Equal("unavailable", Kind(vpc, "www.example.com"));
    }

    /// <summary>A CNAME starts a new query (RFC 1034, 3.6.2), to which rules apply; an alias is resolved by Route 53 itself.</summary>
    [Fact]
    public async Task Rule_3_3_a_cname_into_a_forwarded_domain_is_forwarded_and_an_alias_is_not()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone("example.com", vpc, "z");
        var endpoint = await _aws.Endpoint(vpc, await _aws.Subnet(vpc), KmsService, privateDns: false);
        _aws.Settle();
        var described = await _aws.Ec2("DescribeVpcEndpoints", ("VpcEndpointId.1", endpoint));
        await _aws.Change(
            zone,
            (
                "CREATE",
                "<Name>c.example.com</Name><Type>CNAME</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>www.corp.internal</Value></ResourceRecord></ResourceRecords>"
            ),
            ("CREATE", Building.Alias("a.example.com", described.All("hostedZoneId")[0], described.All("dnsName")[0]))
        );
        var rule = await Force(vpc, "corp.internal");
        await Force(vpc, "amazonaws.com");
        Assert.Equal(("forwarded", rule), (Kind(vpc, "c.example.com"), _aws.Core.Resolve(vpc, "c.example.com").Zone));
        Assert.Equal(("addresses", zone), (Kind(vpc, "a.example.com"), _aws.Core.Resolve(vpc, "a.example.com").Zone));
    }

    [Fact]
    public async Task Rule_3_3_a_rule_is_in_force_from_COMPLETE_until_its_association_is_gone()
    {
        var vpc = await _aws.Vpc();
        var rule = await _aws.Rule("example.com");
        var id = (await _aws.AssociateRule(rule, vpc))["Id"];
        var from = await WaitWhile("CREATING", id);
        Assert.Equal("forwarded", Kind(vpc, "example.com"));
        _aws.Settle();
        await _aws.DisassociateRule(rule, vpc);
        Assert.Equal("forwarded", Kind(vpc, "example.com"));
        var to = await WaitWhile("DELETING", id);
        var history = _aws.Core.DnsHistory(vpc, "example.com");
        Assert.Equal(["public", "forwarded", "public"], history.Select(i => i.Answer.Kind));
        Assert.InRange(history[1].From, from - TimeSpan.FromSeconds(1), from);
        Assert.InRange(history[1].To!.Value, to - TimeSpan.FromSeconds(1), to);
        Assert.Equal("forwarded", _aws.Core.Resolve(vpc, "example.com", history[1].From).Kind);
        Assert.Equal("public", _aws.Core.Resolve(vpc, "example.com", history[1].From - TimeSpan.FromTicks(1)).Kind);
    }

    [Fact]
    public async Task Rule_3_3_the_routes_tell_what_is_forwarded()
    {
        var vpc = await _aws.Vpc();
        var rule = await Force(vpc, "example.com");
        var answer = await _aws.GetAsync("resolve", $"vpc={vpc}&name=www.example.com");
        Assert.Equal(
            ("forwarded", rule, "example.com."),
            (answer.GetProperty("kind").GetString(), answer.GetProperty("zone").GetString(), answer.GetProperty("zoneName").GetString())
        );
        Assert.Equal(
            ["public", "forwarded"],
            (await _aws.GetAsync("dns-history", $"vpc={vpc}&name=www.example.com"))
                .EnumerateArray()
                .Select(i => i.GetProperty("answer").GetProperty("kind").GetString())
        );
    }

    /// <summary>
    /// Service model, ListHostedZonesByVPC: Profile associations are not among them, and so raise no conflict. P: of equal names the VPC's own goes
    /// first.
    /// </summary>
    [Fact]
    public async Task Rule_7_a_zone_in_a_profile_answers_without_conflicts_and_yields_to_the_vpcs_own()
    {
        var (hub, spoke) = (await _aws.Vpc(), await _aws.Vpc(Other));
        var shared = await Zone("example.com", hub, "www.example.com", "10.1.1.1");
        await Bring(spoke, ResolverBuilding.ZoneArn(shared));
        Assert.Equal(("10.1.1.1", shared), (Address(spoke, "www.example.com"), _aws.Core.Resolve(spoke, "www.example.com").Zone));
        Assert.Equal("nxdomain", Kind(spoke, "other.example.com"));
        Assert.Empty((await _aws.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={spoke}&vpcregion={_aws.Region}")).All("HostedZoneId"));
        await Zone("example.com", spoke, "www.example.com", "10.2.2.2");
        Assert.Equal("10.2.2.2", Address(spoke, "www.example.com"));
        Assert.Equal("10.1.1.1", Address(hub, "www.example.com"));
        Assert.Equal(200, (await _aws.Associate(shared, await _aws.Vpc("10.4.0.0/16"))).Status);
    }

    /// <summary>P: a Profile's test.example.com takes precedence over the VPC's example.com.</summary>
    [Fact]
    public async Task Rule_7_the_most_specific_of_vpc_and_profile_decides()
    {
        var (hub, spoke) = (await _aws.Vpc(), await _aws.Vpc(Other));
        await Zone("example.com", spoke, "www.test.example.com", "10.2.2.2");
        await Zone("sub.example.org", spoke, "www.sub.example.org", "10.2.2.3");
        await Bring(
            spoke,
            ResolverBuilding.ZoneArn(await Zone("test.example.com", hub, "www.test.example.com", "10.1.1.1")),
            ResolverBuilding.ZoneArn(await Zone("example.org", hub, "www.sub.example.org", "10.1.1.2"))
        );
        Assert.Equal("10.1.1.1", Address(spoke, "www.test.example.com"));
        Assert.Equal("nxdomain", Kind(spoke, "other.test.example.com"));
        Assert.Equal("10.2.2.3", Address(spoke, "www.sub.example.org"));
    }

    /// <summary>P and HZ: a Profile can contain rules, too.</summary>
    [Fact]
    public async Task Rule_7_a_rule_in_a_profile_forwards_and_the_vpcs_own_rule_goes_before_it()
    {
        var spoke = await _aws.Vpc();
        await Zone("example.com", spoke, "www.example.com", "10.2.2.2");
        await Zone("example.org", spoke, "www.example.org", "10.2.2.3");
        var rule = await _aws.Rule("example.com");
        await Bring(spoke, _aws.RuleArn(rule), _aws.RuleArn(await _aws.Rule("example.org")));
        Assert.Equal(("forwarded", rule), (Kind(spoke, "www.example.com"), _aws.Core.Resolve(spoke, "www.example.com").Zone));
        await Force(spoke, "example.org", "SYSTEM");
        Assert.Equal("10.2.2.3", Address(spoke, "www.example.org"));
    }

    [Theory]
    [InlineData(true, "forwarded")]
    [InlineData(false, "nxdomain")]
    public async Task Rule_7_which_goes_first_of_a_profiles_rule_and_the_vpcs_zone_is_a_switch(bool ruleBeatsZone, string kind)
    {
        using var aws = new TestAws(new() { Rules = new() { ProfileRuleBeatsOwnZone = ruleBeatsZone } });
        var (vpc, profile) = (await aws.Vpc(), await aws.Profile());
        await aws.Zone("example.com", vpc, "z");
        await aws.Hold(profile, aws.RuleArn(await aws.Rule("example.com")));
        await aws.Hold(profile, aws.RuleArn(await aws.Rule("sub.example.com")));
        await aws.AssociateProfile(profile, vpc);
        aws.Settle();
        Assert.Equal(kind, aws.Core.Resolve(vpc, "www.example.com").Kind);
        Assert.Equal("forwarded", aws.Core.Resolve(vpc, "www.sub.example.com").Kind);
        await aws.AssociateRule(await aws.Rule("example.com", "SYSTEM"), vpc);
        aws.Settle();
        Assert.Equal("nxdomain", aws.Core.Resolve(vpc, "www.example.com").Kind);
    }

    /// <summary>AWS's announcement of 28 April 2025: a Profile shares an endpoint's names, and its private DNS stays on.</summary>
    [Fact]
    public async Task Rule_7_an_endpoint_in_a_profile_brings_its_names_while_its_private_dns_is_on()
    {
        var (hub, spoke) = (await _aws.Vpc(), await _aws.Vpc(Other));
        var endpoint = await _aws.Endpoint(hub, await _aws.Subnet(hub), KmsService, privateDns: true);
        await Bring(spoke, _aws.EndpointArn(endpoint));
        Assert.Equal(Address(hub, Kms), Address(spoke, Kms));
        await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", endpoint), ("PrivateDnsEnabled", "false"));
        _aws.Settle();
        Assert.Equal("public", Kind(spoke, Kms));
        await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", endpoint), ("PrivateDnsEnabled", "true"));
        _aws.Settle();
        Assert.Equal(Address(hub, Kms), Address(spoke, Kms));
        await _aws.Ec2("DeleteVpcEndpoints", ("VpcEndpointId.1", endpoint));
        _aws.Settle();
        Assert.Equal("public", Kind(spoke, Kms));
        Assert.Equal(["public", "addresses", "public", "addresses", "public"], _aws.Core.DnsHistory(spoke, Kms).Select(i => i.Answer.Kind));
    }

    /// <summary>P: the VPC's own resources take precedence, so a move to a Profile has no gap.</summary>
    [Fact]
    public async Task Rule_7_switching_the_vpcs_own_endpoint_off_leaves_the_profiles_at_once()
    {
        var (hub, spoke) = (await _aws.Vpc(), await _aws.Vpc(Other));
        var (shared, own) = (
            await _aws.Endpoint(hub, await _aws.Subnet(hub), KmsService),
            await _aws.Endpoint(spoke, await _aws.Subnet(spoke, "10.3.10.0/24"), KmsService)
        );
        _aws.Settle();
        var before = Address(spoke, Kms);
        await Bring(spoke, _aws.EndpointArn(shared));
        Assert.Equal(before, Address(spoke, Kms));
        await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", own), ("PrivateDnsEnabled", "false"));
        _aws.Settle();
        Assert.Equal(["", before, Address(hub, Kms)], _aws.Core.DnsHistory(spoke, Kms).Select(i => string.Join(',', i.Answer.Addresses)));
    }

    [Fact]
    public async Task Rule_7_a_profile_is_in_force_while_both_of_its_associations_are()
    {
        var (hub, spoke) = (await _aws.Vpc(), await _aws.Vpc(Other));
        var profile = await _aws.Profile();
        var arn = ResolverBuilding.ZoneArn(await Zone("example.com", hub, "www.example.com", "10.1.1.1"));
        await _aws.AssociateProfile(profile, spoke);
        _aws.Settle();
        Assert.Equal("public", Kind(spoke, "www.example.com"));
        await _aws.Hold(profile, arn);
        Assert.Equal("public", Kind(spoke, "www.example.com"));
        _aws.Settle();
        await _aws.LetGo(profile, arn);
        Assert.Equal("10.1.1.1", Address(spoke, "www.example.com"));
        _aws.Settle();
        await _aws.Hold(profile, arn);
        _aws.Settle();
        await _aws.DisassociateProfile(profile, spoke);
        Assert.Equal("10.1.1.1", Address(spoke, "www.example.com"));
        _aws.Settle();
        Assert.Equal(
            ["public", "addresses", "public", "addresses", "public"],
            _aws.Core.DnsHistory(spoke, "www.example.com").Select(i => i.Answer.Kind)
        );
    }

    [Fact]
    public async Task Rule_7_what_is_deleted_answers_through_no_profile()
    {
        var (hub, spoke) = (await _aws.Vpc(), await _aws.Vpc(Other));
        var zone = await _aws.Zone("example.com", hub, "z");
        await Bring(spoke, ResolverBuilding.ZoneArn(zone));
        Assert.Equal("nxdomain", Kind(spoke, "www.example.com"));
        await _aws.Route53("DELETE", "hostedzone/" + zone);
        Assert.Equal("nxdomain", Kind(spoke, "www.example.com"));
        _aws.Settle();
        Assert.Equal("public", Kind(spoke, "www.example.com"));
        Assert.Equal(["public", "nxdomain", "public"], _aws.Core.DnsHistory(spoke, "www.example.com").Select(i => i.Answer.Kind));
    }

    /// <summary>HZ: a private zone answers only in VPCs with both attributes, also through a Profile, and only when its change is INSYNC.</summary>
    [Fact]
    public async Task Rule_7_a_zone_in_a_profile_needs_both_dns_attributes_and_its_own_change()
    {
        using var aws = new TestAws(
            new()
            {
                Durations = new() { ZoneChange = new(300, 300), ResolverChange = default },
            }
        );
        var (hub, spoke) = (await aws.Vpc(), await aws.Vpc(Other));
        var (zone, profile) = (await aws.Zone("example.com", hub, "z"), await aws.Profile());
        await aws.Hold(profile, ResolverBuilding.ZoneArn(zone));
        await aws.AssociateProfile(profile, spoke);
        aws.Wait(1);
        Assert.Equal("public", aws.Core.Resolve(spoke, "www.example.com").Kind);
        aws.Settle();
        Assert.Equal("nxdomain", aws.Core.Resolve(spoke, "www.example.com").Kind);
        await aws.Ec2("ModifyVpcAttribute", ("VpcId", spoke), ("EnableDnsHostnames.Value", "false"));
        Assert.Equal("public", aws.Core.Resolve(spoke, "www.example.com").Kind);
        Assert.Equal(["public", "nxdomain", "public"], aws.Core.DnsHistory(spoke, "www.example.com").Select(i => i.Answer.Kind));
    }

    private string Kind(string vpc, string name) => _aws.Core.Resolve(vpc, name).Kind;

    private string Address(string vpc, string name) => _aws.Core.Resolve(vpc, name).Addresses.Single();

    /// <summary>A zone with one record, settled.</summary>
    private async Task<string> Zone(string name, string vpc, string record, string address)
    {
        var zone = await _aws.Zone(name, vpc, $"{name} {vpc}");
        Assert.Equal(200, (await _aws.Change(zone, ("CREATE", Building.A(record, address)))).Status);
        _aws.Settle();
        return zone;
    }

    /// <summary>A rule in effect in the VPC.</summary>
    private async Task<string> Force(string vpc, string domain, string type = "FORWARD")
    {
        var rule = await _aws.Rule(domain, type);
        Assert.Equal(200, (await _aws.AssociateRule(rule, vpc)).Status);
        _aws.Settle();
        return rule;
    }

    /// <summary>A Profile with these resources, associated with the VPC and settled.</summary>
    private async Task Bring(string vpc, params string[] arns)
    {
        var profile = await _aws.Profile();
        foreach (var arn in arns)
            Assert.Equal(200, (await _aws.Hold(profile, arn)).Status);
        Assert.Equal(200, (await _aws.AssociateProfile(profile, vpc)).Status);
        _aws.Settle();
    }

    /// <summary>The first full second at which the association no longer has the status.</summary>
    private async Task<DateTimeOffset> WaitWhile(string status, string id)
    {
        while ((await _aws.Resolver("GetResolverRuleAssociation", new { ResolverRuleAssociationId = id })).Find("Status") == status)
            _aws.Wait(1);
        return _aws.Core.Now;
    }
}
