using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Rules;

/// <summary>§3.1 and §3.3: records and the answers to queries for them.</summary>
public sealed class RecordRules : IDisposable
{
    private const string Zone = "dkr.ecr.ap-northeast-1.amazonaws.com";

    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Rule_3_1_creating_a_record_that_exists_fails_the_whole_batch()
    {
        var zone = await _aws.Zone(Zone, await _aws.Vpc(), "r1");
        await _aws.Change(zone, ("CREATE", Building.A(Zone, "10.0.0.1")));
        var refused = await _aws.Change(zone, ("CREATE", Building.A("new." + Zone, "10.0.0.2")), ("CREATE", Building.A(Zone, "10.0.0.3")));
        Assert.Equal(400, refused.Status);
        Assert.Equal($"[Tried to create resource record set [name='{Zone}.', type='A'] but it already exists]", refused.Message);
        Assert.Single((await Records(zone)).All("Type"), "A");
        Assert.Equal(200, (await _aws.Change(zone, ("UPSERT", Building.A(Zone, "10.0.0.3")))).Status);
        Assert.Contains("10.0.0.3", (await Records(zone)).All("Value"));
    }

    [Fact]
    public async Task Rule_3_1_deleting_needs_exactly_the_stored_values()
    {
        var zone = await _aws.Zone(Zone, await _aws.Vpc(), "r1");
        await _aws.Change(zone, ("CREATE", Building.A(Zone, "10.0.0.1")));
        Assert.Equal(400, (await _aws.Change(zone, ("DELETE", Building.A(Zone, "10.0.0.2")))).Status);
        Assert.Equal(400, (await _aws.Change(zone, ("DELETE", Building.A(Zone, "10.0.0.1", ttl: 61)))).Status);
        Assert.Equal(200, (await _aws.Change(zone, ("DELETE", Building.A(Zone, "10.0.0.1")))).Status);
    }

    [Fact]
    public async Task Rule_3_3_names_are_lower_cased_dotted_and_escaped()
    {
        var zone = await _aws.Zone(Zone, await _aws.Vpc(), "r1");
        await _aws.Change(zone, ("CREATE", Building.A("*." + Zone.ToUpperInvariant(), "10.0.0.1")));
        Assert.Contains($"\\052.{Zone}.", (await Records(zone)).All("Name"));
        Assert.Equal(200, (await _aws.Change(zone, ("DELETE", Building.A($"\\052.{Zone}.", "10.0.0.1")))).Status);
    }

    [Fact]
    public async Task Rule_3_3_a_zone_name_does_not_begin_with_a_wildcard()
    {
        Assert.Equal("InvalidDomainName", (await _aws.CreateZone("*." + Zone, await _aws.Vpc(), "r1")).Code);
    }

    [Fact]
    public async Task Rule_3_3_a_private_zone_takes_no_alias_to_CloudFront()
    {
        var zone = await _aws.Zone(Zone, await _aws.Vpc(), "r1");
        Assert.Equal(400, (await _aws.Change(zone, ("CREATE", Building.Alias(Zone, "Z2FDTNDATAQYW2", "d111.cloudfront.net")))).Status);
    }

    [Fact]
    public async Task Rule_3_3_a_wildcard_matches_all_deeper_levels_but_not_its_apex()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone(Zone, vpc, "r1");
        await _aws.Change(zone, ("CREATE", Building.A("*." + Zone, "10.0.0.1")), ("CREATE", Building.A("own." + Zone, "10.0.0.2")));
        _aws.Settle();
        Assert.Equal(["10.0.0.1"], _aws.Core.Resolve(vpc, "123456789012." + Zone).Addresses);
        Assert.Equal(["10.0.0.1"], _aws.Core.Resolve(vpc, "a.b." + Zone).Addresses);
        Assert.Equal(["10.0.0.2"], _aws.Core.Resolve(vpc, "OWN." + Zone + ".").Addresses);
        Assert.Equal("nxdomain", _aws.Core.Resolve(vpc, Zone).Kind);
        Assert.Equal("nxdomain", _aws.Core.Resolve(vpc, "deep.own." + Zone).Kind);
    }

    [Fact]
    public async Task Rule_3_3_a_name_without_a_record_of_the_type_does_not_exist()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone(Zone, vpc, "r1");
        await _aws.Change(
            zone,
            (
                "CREATE",
                $"<Name>text.{Zone}</Name><Type>TXT</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>\"x\"</Value></ResourceRecord></ResourceRecords>"
            )
        );
        _aws.Settle();
        Assert.Equal(("nxdomain", zone), (_aws.Core.Resolve(vpc, "text." + Zone).Kind, _aws.Core.Resolve(vpc, "text." + Zone).Zone));
        Assert.Equal(("nxdomain", zone), (_aws.Core.Resolve(vpc, "none." + Zone).Kind, _aws.Core.Resolve(vpc, "none." + Zone).Zone));
    }

    [Fact]
    public async Task Rule_3_3_the_most_specific_zone_decides_and_nothing_falls_through()
    {
        var vpc = await _aws.Vpc();
        var parent = await _aws.Zone("ap-northeast-1.amazonaws.com", vpc, "r1");
        await _aws.Zone("kms.ap-northeast-1.amazonaws.com", vpc, "r2");
        await _aws.Change(parent, ("CREATE", Building.A("*.ap-northeast-1.amazonaws.com", "10.0.0.1")));
        _aws.Settle();
        Assert.Equal("nxdomain", _aws.Core.Resolve(vpc, "kms.ap-northeast-1.amazonaws.com").Kind);
        Assert.Equal(["10.0.0.1"], _aws.Core.Resolve(vpc, "sts.ap-northeast-1.amazonaws.com").Addresses);
        Assert.Equal("public", _aws.Core.Resolve(vpc, "example.com").Kind);
    }

    [Fact]
    public async Task Rule_3_3_a_vpc_without_both_dns_attributes_gets_no_private_answer()
    {
        var vpc = await _aws.Vpc();
        var zone = await _aws.Zone(Zone, vpc, "r1");
        await _aws.Change(zone, ("CREATE", Building.A(Zone, "10.0.0.1")));
        _aws.Settle();
        Assert.Equal("addresses", _aws.Core.Resolve(vpc, Zone).Kind);
        await _aws.Ec2("ModifyVpcAttribute", ("VpcId", vpc), ("EnableDnsHostnames.Value", "false"));
        Assert.Equal("public", _aws.Core.Resolve(vpc, Zone).Kind);
        await _aws.Ec2("ModifyVpcAttribute", ("VpcId", vpc), ("EnableDnsSupport.Value", "false"));
        Assert.Equal("unavailable", _aws.Core.Resolve(vpc, Zone).Kind);
    }

    [Fact]
    public async Task Rule_3_3_an_alias_to_an_endpoint_answers_with_all_its_addresses_once_available()
    {
        var (hub, spoke) = (await _aws.Vpc("10.255.0.0/16"), await _aws.Vpc());
        var endpoint = await _aws.Ec2(
            "CreateVpcEndpoint",
            ("VpcId", hub),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", Building.EcrDkr),
            ("PrivateDnsEnabled", "false"),
            ("SubnetId.1", await _aws.Subnet(hub, "10.255.1.0/24")),
            ("SubnetId.2", await _aws.Subnet(hub, "10.255.2.0/24", "ap-northeast-1c"))
        );
        var zone = await _aws.Zone(Zone, hub, "r1");
        await _aws.Associate(zone, spoke);
        await _aws.Change(zone, ("CREATE", Building.Alias(Zone, endpoint["hostedZoneId"], endpoint["dnsName"])));
        _aws.Settle();
        var answer = _aws.Core.Resolve(spoke, Zone);
        Assert.Equal(
            (await _aws.Ec2("DescribeNetworkInterfaces"))
                .Elements("item")
                .Where(e => e.Elements().Any(c => c.Name.LocalName == "networkInterfaceId"))
                .Select(e => e.Elements().First(c => c.Name.LocalName == "privateIpAddress").Value)
                .Order(),
            answer.Addresses.Order()
        );
        Assert.Equal(2, answer.Addresses.Count);
        Assert.Equal(zone, answer.Zone);
    }

    [Fact]
    public async Task Rule_3_3_an_alias_is_answered_in_its_own_zone_and_not_in_a_more_specific_one()
    {
        var vpc = await _aws.Vpc();
        var (wide, narrow) = (await _aws.Zone("example.com", vpc, "r1"), await _aws.Zone("b.example.com", vpc, "r2"));
        await _aws.Change(
            wide,
            ("CREATE", Building.A("b.example.com", "10.0.0.1")),
            ("CREATE", Building.Alias("a.example.com", wide, "b.example.com"))
        );
        await _aws.Change(narrow, ("CREATE", Building.A("b.example.com", "10.0.0.2")));
        _aws.Settle();
        Assert.Equal(["10.0.0.1"], _aws.Core.Resolve(vpc, "a.example.com").Addresses);
        Assert.Equal(["10.0.0.2"], _aws.Core.Resolve(vpc, "b.example.com").Addresses);
    }

    [Fact]
    public async Task Rule_2_a_managed_zone_is_authoritative_for_its_whole_subtree()
    {
        var vpc = await _aws.Vpc();
        await _aws.Endpoint(vpc, await _aws.Subnet(vpc), "com.amazonaws.ap-northeast-1.kms");
        _aws.Settle();
        Assert.Equal("addresses", _aws.Core.Resolve(vpc, "kms.ap-northeast-1.amazonaws.com").Kind);
        Assert.Equal("nxdomain", _aws.Core.Resolve(vpc, "agent.kms.ap-northeast-1.amazonaws.com").Kind);
    }

    [Fact]
    public async Task Rule_6_history_tells_every_answer_and_how_long_it_stood()
    {
        var (hub, spoke) = (await _aws.Vpc("10.255.0.0/16"), await _aws.Vpc());
        var endpoint = await _aws.Endpoint(spoke, await _aws.Subnet(spoke));
        var zone = await _aws.Zone(Zone, hub, "r1");
        await _aws.Change(zone, ("CREATE", Building.A(Zone, "10.255.0.9")));
        _aws.Settle();
        await _aws.Ec2("ModifyVpcEndpoint", ("VpcEndpointId", endpoint), ("PrivateDnsEnabled", "false"));
        _aws.Settle();
        await _aws.Associate(zone, spoke);
        _aws.Settle();
        var history = _aws.Core.DnsHistory(spoke, Zone);
        Assert.Equal(["public", "addresses", "public", "addresses"], history.Select(h => h.Answer.Kind));
        Assert.StartsWith("10.2.10.", history[1].Answer.Addresses[0], StringComparison.Ordinal);
        Assert.Equal(["10.255.0.9"], history[3].Answer.Addresses);
        Assert.Null(history[3].To);
        Assert.All(history.Zip(history.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }

    private Task<Answer> Records(string zone) => _aws.Route53("GET", $"hostedzone/{zone}/rrset");
}
