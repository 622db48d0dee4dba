using System.Net.Sockets;
using Amazon.Runtime;
using EndpointHub.Aws.Reading;
using EndpointHub.AwsTests.Support;
using EndpointHub.Topology;
using Profiles = Amazon.Route53Profiles.Model;
using Resolver = Amazon.Route53Resolver.Model;

namespace EndpointHub.Aws.Tests.Reading;

/// <summary>Resolver rules and Profiles from what the wire says to what they are.</summary>
public sealed class ResolverMappingTests
{
    [Theory]
    [InlineData("Example.COM.", "example.com")]
    [InlineData(".", "")]
    [InlineData(null, "")]
    public void A_rules_domain_has_one_form(string? wire, string domain) => Assert.Equal(domain, Map(rule => rule.DomainName = wire).DomainName);

    [Theory]
    [InlineData("FORWARD", ResolverRuleKind.Forward)]
    [InlineData("DELEGATE", ResolverRuleKind.Delegate)]
    [InlineData("SYSTEM", ResolverRuleKind.System)]
    [InlineData("RECURSIVE", ResolverRuleKind.System)]
    public void A_rule_forwards_delegates_or_leaves_names_to_the_vpcs_resolver(string type, ResolverRuleKind kind) => Assert.Equal(kind, Map(rule => rule.RuleType = type).Kind);

    [Fact]
    public void A_rules_targets_may_be_of_either_address_family() => Assert.Equal(
        ["10.0.0.53", "2001:db8::53"],
        Map(rule => rule.TargetIps = [new() { Ip = "10.0.0.53", Port = 53 }, new() { Ipv6 = "2001:db8::53" }]).TargetAddresses);

    // Resolver API reference, ResolverRule and ResolverRuleAssociation: the states of both.
    [Theory]
    [InlineData("COMPLETE", "COMPLETE", "COMPLETE")]
    [InlineData("UPDATING", "COMPLETE", "UPDATING")]
    [InlineData("FAILED", "COMPLETE", "UPDATING")]
    [InlineData("COMPLETE", "DELETING", "DELETING")]
    [InlineData("UPDATING", "OVERRIDDEN", "OVERRIDDEN")]
    public void A_rule_is_settled_when_it_and_its_association_are(string rule, string association, string state) =>
        Assert.Equal(new ResolverRuleVpc("vpc-1", state), Assert.Single(Map(wire => wire.Status = rule, association).Vpcs));

    [Fact]
    public void A_profile_holds_zones_rules_and_endpoints_and_what_else_it_holds_decides_about_no_name()
    {
        var profile = Map(
            new() { ResourceArn = "arn:aws:route53:::hostedzone/Z1", Status = "COMPLETE" },
            new() { ResourceArn = "arn:aws:route53resolver:ap-northeast-1:111111111111:resolver-rule/rslvr-rr-1", Status = "CREATING" },
            new() { ResourceArn = "arn:aws-cn:ec2:cn-north-1:222222222222:vpc-endpoint/vpce-1", Status = "COMPLETE" },
            new() { ResourceArn = "arn:aws:route53resolver:ap-northeast-1:111111111111:firewall-rule-group/rslvr-frg-1", Status = "COMPLETE" },
            new() { ResourceArn = "arn:aws:route53resolver:ap-northeast-1:111111111111:resolver-query-log-config/rqlc-1", Status = "COMPLETE" });

        Assert.Equal(
            [
                new ProfileResource("Z1", ProfileResourceKind.PrivateZone, "COMPLETE"),
                new ProfileResource("rslvr-rr-1", ProfileResourceKind.ResolverRule, "CREATING", "111111111111"),
                new ProfileResource("vpce-1", ProfileResourceKind.Endpoint, "COMPLETE", "222222222222"),
            ],
            profile.Resources);
    }

    // Profiles API reference, ProfileAssociation: an ARN by its words, an id in its examples.
    [Theory]
    [InlineData("vpc-1")]
    [InlineData("arn:aws:ec2:ap-northeast-1:111111111111:vpc/vpc-1")]
    public void A_profiles_vpc_is_told_by_its_id_or_its_arn(string resource)
    {
        var associations = new Profiles.ProfileAssociation[] { new() { ProfileId = "rp-1", ResourceId = resource, Status = "COMPLETE" }, new() { ProfileId = "rp-2", ResourceId = "vpc-2", Status = "COMPLETE" } };

        Assert.Equal(new ProfileVpc("vpc-1", "COMPLETE"), Assert.Single(ProfileReader.Map(new() { Id = "rp-1" }, associations, []).Vpcs));
    }

    [Fact]
    public async Task A_region_that_has_no_such_service_has_nothing_of_it()
    {
        using var client = TestClients.Profiles(
            new StubHttp(_ => throw new HttpRequestException("no such host", new SocketException((int)SocketError.HostNotFound))), config => config.MaxErrorRetry = 0);
        var here = new Apis(null!, null!, null!, client);

        Assert.Empty(await Offered.OrNoneAsync(() => ProfileReader.ReadAsync(here, ["vpc-1"], TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_not_one_that_a_region_lacks()
    {
        using var client = TestClients.Profiles(
            new StubHttp(_ => throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused))), config => config.MaxErrorRetry = 0);
        var here = new Apis(null!, null!, null!, client);

        var failed = await Record.ExceptionAsync(() => Offered.OrNoneAsync(() => ProfileReader.ReadAsync(here, ["vpc-1"], TestContext.Current.CancellationToken)));

        Assert.True(failed is HttpRequestException or AmazonServiceException, $"{failed}");
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 1)]
    public async Task A_few_vpcs_are_asked_about_one_by_one_and_many_together(int count, int requests)
    {
        var vpcs = Enumerable.Range(1, count).Select(number => $"vpc-{number}").ToList();
        var http = new StubHttp(sent => StubHttp.Json(sent.Target == "Route53Resolver.ListResolverRules"
            ? """{"ResolverRules": [{"Id": "rslvr-autodefined-rr-internet-resolver", "DomainName": "."}, {"Id": "rslvr-rr-1", "DomainName": "example.com.", "RuleType": "FORWARD", "Status": "COMPLETE"}]}"""
            : """{"ResolverRuleAssociations": [{"ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-1", "Status": "COMPLETE"}, {"ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-foreign", "Status": "COMPLETE"}]}"""));
        using var client = TestClients.Resolver(http);

        var rules = await ResolverRuleReader.ReadAsync(new Apis(null!, null!, client, null!), vpcs, TestContext.Current.CancellationToken);

        Assert.Equal(requests, http.Sent.Count(sent => sent.Target == "Route53Resolver.ListResolverRuleAssociations"));
        Assert.Equal(count == 5, http.Sent[1].Body.Contains("""{"Filters":[{"Name":"VPCId","Values":["vpc-1"]}]}""", StringComparison.Ordinal));
        Assert.All(Assert.Single(rules).Vpcs, vpc => Assert.Equal("vpc-1", vpc.VpcId));
    }

    private static ResolverRule Map(Action<Resolver.ResolverRule> change, string association = "COMPLETE")
    {
        var rule = new Resolver.ResolverRule { Id = "rslvr-rr-1", DomainName = "example.com.", RuleType = "FORWARD", Status = "COMPLETE", OwnerId = "111111111111" };
        change(rule);
        return ResolverRuleReader.Map(rule, [new() { ResolverRuleId = "rslvr-rr-1", VPCId = "vpc-1", Status = association }, new() { ResolverRuleId = "rslvr-rr-2", VPCId = "vpc-2", Status = "COMPLETE" }]);
    }

    private static DnsProfile Map(params Profiles.ProfileResourceAssociation[] resources) => ProfileReader.Map(new() { Id = "rp-1" }, [], resources);
}
