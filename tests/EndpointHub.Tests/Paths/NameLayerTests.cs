using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>How names travel (Route 53 developer guide, private hosted zone considerations and DNS domain name format).</summary>
public sealed class NameLayerTests
{
    private const string Wildcard = $"*.{Apex}";
    private static readonly string Pull = $"{Tokyo.AccountId}.{Apex}";

    [Fact]
    public void A_wildcard_is_followed_by_the_name_that_image_pulls_use() =>
        Assert.Contains(Test(Network()).Names, name => name.Name == Pull && name.VpcEndpointId == DkrEndpoint);

    [Theory]
    [InlineData("169.254.169.253")]
    [InlineData("fd00:ec2::253")]
    [InlineData("10.2.0.2")]
    [InlineData("AmazonProvidedDNS")]
    public void The_vpcs_resolver_by_another_name_is_no_custom_server(string server) =>
        Assert.Empty(CodesOf(Network().ChangingVpc(Dev, vpc => vpc with { DomainNameServers = ValueList.Of(server) })));

    [Fact]
    public void One_custom_server_beside_the_vpcs_resolver_makes_names_unknown() =>
        Assert.Equal(
            [FindingCode.CustomDnsServers],
            CodesOf(Network().ChangingVpc(Dev, vpc => vpc with { DomainNameServers = ValueList.Of("10.2.0.2", "10.9.9.9") })));

    [Fact]
    public void The_second_address_of_a_further_block_is_nobodys_resolver()
    {
        // VPC user guide, Amazon DNS server: of several blocks the server stands in the primary one.
        var network = Network().ChangingVpc(Dev, vpc => vpc with { Cidrs = vpc.Cidrs.With(Cidr.Parse("100.64.0.0/16")), DomainNameServers = ValueList.Of("100.64.0.2") });

        Assert.Equal([FindingCode.CustomDnsServers], CodesOf(network));
    }

    [Fact]
    public void Options_that_hand_out_no_server_leave_names_unknown() =>
        Assert.Equal([FindingCode.CustomDnsServers], CodesOf(Network().ChangingVpc(Dev, vpc => vpc with { HandsOutDnsServers = false })));

    [Fact]
    public void Where_other_servers_are_asked_the_vpcs_own_resolver_may_be_off()
    {
        var network = Network().ChangingVpc(Dev, vpc => vpc with { EnableDnsHostnames = false, DomainNameServers = ValueList.Of("10.9.9.9") });

        Assert.Equal((PathVerdict.Unknown, FindingCode.CustomDnsServers), (Test(network).Verdict, Test(network).Findings.Single().Code));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void No_record_set_of_a_routing_policy_stands_for_the_others(string toHub, string toOwn)
    {
        // The first in their order may lead either way.
        var path = Test(Network().WithRoutingPolicy(toHub, toOwn));

        Assert.Equal([FindingCode.RoutingPolicyDecides], path.Findings.Select(finding => finding.Code));
        Assert.Null(path.Names.Single(name => name.Name == Apex).VpcEndpointId);
    }

    [Fact]
    public void An_endpoint_with_ipv6_records_alone_gives_no_address()
    {
        var finding = Test(Network().Changing(DkrEndpoint, endpoint => endpoint with { HasIpv4Names = false })).Findings[0];

        Assert.Equal((FindingCode.RecordTypeMissing, DkrEndpoint), (finding.Code, finding.Resource));
    }

    [Fact]
    public void A_record_of_the_accounts_own_name_hides_no_missing_wildcard()
    {
        // Pulls from other accounts' registries ask for other labels.
        var target = Network().Endpoints[DkrEndpoint].RegionalName!;
        var network = Network().WithoutRecord(ZoneId(Apex), Wildcard).WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Pull, target));

        Assert.Equal(DkrEndpoint, Test(network).Names.Single(name => name.Name == Pull).VpcEndpointId);
        Assert.Equal([FindingCode.WildcardRecordMissing], CodesOf(network));
    }

    [Fact]
    public void Dns_support_off_is_mended_before_host_names()
    {
        var path = Test(Network().ChangingVpc(Dev, vpc => vpc with { EnableDnsSupport = false, EnableDnsHostnames = false }));

        Assert.Equal("aws ec2 modify-vpc-attribute --vpc-id vpc-dev --enable-dns-support", path.Findings.Single().Correction());
    }

    [Fact]
    public void The_most_specific_zone_answers_and_nothing_falls_through_to_its_parent()
    {
        // The parent knows the name; the child covers it and does not.
        var network = Network().WithZone("Z-child", Pull, "", Dev);

        var finding = Test(network).Findings.Single();

        Assert.Equal((FindingCode.WildcardRecordMissing, "Z-child"), (finding.Code, finding.Resource));
    }

    [Fact]
    public void A_parent_zone_hides_behind_a_more_specific_one() =>
        Assert.Empty(CodesOf(Network().WithZone("Z-parent", $"{Region}.amazonaws.com", "", Dev)));

    [Fact]
    public void A_parent_zone_takes_names_that_no_more_specific_zone_covers()
    {
        var network = Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) };

        var path = Test(network.WithZone("Z-parent", $"{Region}.amazonaws.com", "", Dev));

        Assert.All(path.Findings, finding => Assert.Equal("Z-parent", finding.Resource));
        Assert.Equal([FindingCode.RecordMissing, FindingCode.WildcardRecordMissing], path.Findings.Select(finding => finding.Code).OrderBy(code => code));
    }

    [Fact]
    public void A_zone_that_stands_elsewhere_is_associated_as_the_remedy()
    {
        var path = Test(Network().ChangingZone(Apex, zone => zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == Dev) }));

        Assert.Equal([FindingCode.AnsweredPublicly], path.Findings.Select(finding => finding.Code).Distinct());
        Assert.All(path.Findings, finding => Assert.Equal(
            $"aws route53 associate-vpc-with-hosted-zone --hosted-zone-id {ZoneId(Apex)} --vpc 'VPCRegion={Region},VPCId={Dev}'", finding.Correction()));
    }

    [Fact]
    public void A_wildcard_does_not_answer_for_the_apex() =>
        Assert.Equal([FindingCode.RecordMissing], CodesOf(Network().WithoutRecord(ZoneId(Apex), Apex)));

    [Theory]
    [InlineData("A", true)]
    [InlineData("AAAA", false)]
    public void An_existing_name_is_not_answered_by_the_wildcard_whatever_its_type(string type, bool leads)
    {
        var record = Network().Zones[ZoneId(Apex)].Records![0] with { Name = Pull, Type = type };

        Assert.Equal(leads ? [] : [FindingCode.RecordTypeMissing], CodesOf(Network().WithRecord(ZoneId(Apex), record)));
    }

    [Fact]
    public void A_name_that_exists_only_by_a_name_below_it_hides_the_wildcard()
    {
        // RFC 4592, 4.8: an empty name between exists, so the wildcard beside it is not asked.
        var below = new ZoneRecord($"layers.{Pull}", "TXT", Alias: null, ValueList.Of("\"x\""));

        Assert.Equal([FindingCode.WildcardRecordMissing], CodesOf(Network().WithRecord(ZoneId(Apex), below)));
    }

    [Fact]
    public void A_wildcard_may_point_to_the_apex_of_its_own_zone()
    {
        var toApex = ZoneRecord.AliasTo(Wildcard, new AliasTarget(Apex, ZoneId(Apex)));

        Assert.Empty(CodesOf(Network().WithRecord(ZoneId(Apex), toApex)));
    }

    [Fact]
    public void An_alias_within_a_zone_is_answered_by_that_zone_even_where_another_covers_its_target()
    {
        // Route 53 answers an alias itself; a resolver would have asked the child zone, which knows nothing.
        var target = $"deep.child.{Apex}";
        var network = Network()
            .WithRecord(ZoneId(Apex), Network().Zones[ZoneId(Apex)].Records![0] with { Name = target })
            .WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Wildcard, new AliasTarget(target, ZoneId(Apex))))
            .WithZone("Z-child", $"child.{Apex}", "", Dev);

        Assert.Equal(DkrEndpoint, Test(network).Names.Single(name => name.Name == Pull).VpcEndpointId);
    }

    [Fact]
    public void A_wildcard_among_private_names_does_not_answer_in_the_zone_of_a_deeper_one()
    {
        var network = (Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) })
            .WithEndpoint("vpce-own", Dev, "ecr.dkr", ["subnet-dev-a"], [Wildcard, $"deep.{Apex}"]);
        var asked = network.WithService("ecr.dkr", $"below.deep.{Apex}");

        var path = PathAnalyzer.Analyze(asked, Dev, Dev, Dkr);

        Assert.Equal(PathVerdict.Unreachable, path.Names.Single(name => name.Name == $"below.deep.{Apex}").Verdict);
    }

    [Fact]
    public void Addresses_of_any_endpoint_that_the_hub_has_for_the_service_lead_to_it()
    {
        var network = Network().WithEndpoint("vpce-hub-dkr2", HubVpc, "ecr.dkr", ["subnet-shared-a"], privateNames: [], HubGroup);
        var second = network.NetworkInterfaces[network.Endpoints["vpce-hub-dkr2"].NetworkInterfaceIds[0]].Address!.Value.ToString();

        Assert.Equal(
            [FindingCode.AddressesPinned],
            Test(network.WithRecord(ZoneId(Apex), new ZoneRecord(Apex, "A", Alias: null, ValueList.Of(second))))
                .Names.Single(name => name.Name == Apex).Hops.Select(hop => hop.Finding?.Code).OfType<FindingCode>());
    }

    [Fact]
    public void A_cname_is_followed_to_the_endpoint_and_through_other_zones()
    {
        var toName = new ZoneRecord(Wildcard, "CNAME", Alias: null, ValueList.Of($"{Network().Endpoints[DkrEndpoint].RegionalName!.DnsName}."));
        var toZone = new ZoneRecord(Wildcard, "CNAME", Alias: null, ValueList.Of($"{EndpointNames("ecr.dkr")[2]}."));
        var network = Network().WithoutRecord(ZoneId(Apex), Wildcard);

        Assert.Empty(CodesOf(network.WithRecord(ZoneId(Apex), toName)));
        Assert.Empty(CodesOf(network.WithRecord(ZoneId(Apex), toZone)));
    }

    [Fact]
    public void Records_that_point_at_each_other_come_to_an_end()
    {
        var loop = ZoneRecord.AliasTo(Apex, new AliasTarget(Apex, ZoneId(Apex)));

        Assert.Equal([FindingCode.AliasTargetUnknown], CodesOf(Network().WithRecord(ZoneId(Apex), loop)));
    }

    [Fact]
    public void Addresses_that_are_not_the_endpoints_lead_elsewhere()
    {
        var addresses = new ZoneRecord(Apex, "A", Alias: null, ValueList.Of("10.255.0.4", "10.255.9.9"));

        Assert.Equal([FindingCode.NameLeadsElsewhere], CodesOf(Network().WithRecord(ZoneId(Apex), addresses)));
    }

    [Fact]
    public void An_endpoint_of_another_service_in_the_hub_is_elsewhere()
    {
        var network = Network().WithEndpoint("vpce-api", HubVpc, "ecr.api", ["subnet-shared-a"], privateNames: [], HubGroup);

        Assert.Equal(
            [FindingCode.NameLeadsElsewhere],
            CodesOf(network.WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Apex, network.Endpoints["vpce-api"].RegionalName!))));
    }

    [Fact]
    public void Names_that_only_the_spokes_endpoint_had_are_tested_too()
    {
        var network = Network().WithEndpoint("vpce-stg", "vpc-stg", "ecr.dkr", [], [$"new.{Region}.api.aws"]);

        var finding = Test(network).Findings.Single();

        Assert.Equal(FindingCode.AnsweredPublicly, finding.Code);
        Assert.Contains($"new.{Region}.api.aws", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spoke_reaches_its_own_endpoint_by_private_dns()
    {
        var before = Seed(ValueList.Of("ecr.dkr"));

        var path = PathAnalyzer.Analyze(before, Dev, Dev, Dkr);

        Assert.Empty(path.Findings);
        Assert.Equal("vpce-dev-ecr.dkr", path.HubVpcEndpointId);
        Assert.Equal(4, path.Names.Count);
    }

    [Fact]
    public void The_hub_itself_reaches_its_endpoint_through_the_zones()
    {
        var network = Network().WithIngress(new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.255.0.0/16"))))
            .WithS3Gateway("vpce-shared-s3", HubVpc, "rtb-shared");

        Assert.Empty(PathAnalyzer.Analyze(network, HubVpc, HubVpc, Dkr).Findings);
    }

    [Fact]
    public void A_name_that_could_end_a_quoted_argument_is_never_part_of_a_command()
    {
        const string Odd = "it's;odd";
        var network = Network().WithZone("Z-odd", Odd, "", Dev)
            .WithZone("Z-elsewhere", "elsewhere", "", "vpc-other")
            .WithRecord("Z-elsewhere", ZoneRecord.AliasTo(Odd, Network().Endpoints[DkrEndpoint].RegionalName!));

        var finding = Test(network).Findings.Single();

        Assert.Equal(FindingCode.RecordMissing, finding.Code);
        Assert.DoesNotContain(Odd, finding.Correction(), StringComparison.Ordinal);
    }
}
