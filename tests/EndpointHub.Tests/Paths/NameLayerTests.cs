using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>Name resolution (Route 53 developer guide, private hosted zone considerations and DNS domain name format).</summary>
public sealed class NameLayerTests
{
    private const string Wildcard = $"*.{Apex}";
    private static readonly string Pull = $"{Tokyo.AccountId}.{Apex}";

    [Fact]
    public void A_wildcard_is_tested_with_the_name_that_image_pulls_use() =>
        Assert.Contains(Test(Network()).Names, name => name.Name == Pull && name.VpcEndpointId == DkrEndpoint);

    [Theory]
    [InlineData("169.254.169.253")]
    [InlineData("fd00:ec2::253")]
    [InlineData("10.2.0.2")]
    [InlineData("AmazonProvidedDNS")]
    public void Other_addresses_of_the_vpc_resolver_are_not_custom_servers(string server)
    {
        Assert.Empty(CodesOf(Network().ChangingVpc(Dev, vpc => vpc with { DomainNameServers = ValueList.Of(server) })));
        Assert.NotEmpty(CodesOf(Network().ChangingVpc(Dev, vpc => vpc with { DomainNameServers = ValueList.Of("10.2.0.53") })));
    }

    [Fact]
    public void One_custom_server_beside_the_vpcs_resolver_makes_names_unknown() =>
        Assert.Equal(
            [FindingCode.CustomDnsServers],
            CodesOf(Network().ChangingVpc(Dev, vpc => vpc with { DomainNameServers = ValueList.Of("10.2.0.2", "10.9.9.9") }))
        );

    [Fact]
    public void The_second_address_of_a_secondary_block_is_a_custom_server()
    {
        // VPC user guide, Amazon DNS server: with several blocks, the server has an address of the primary one.
        var network = Network()
            .ChangingVpc(
                Dev,
                vpc => vpc with { Cidrs = vpc.Cidrs.With(Cidr.Parse("100.64.0.0/16")), DomainNameServers = ValueList.Of("100.64.0.2") }
            );

        Assert.Equal([FindingCode.CustomDnsServers], CodesOf(network));
    }

    [Fact]
    public void Dhcp_options_without_a_dns_server_leave_names_unknown() =>
        Assert.Equal([FindingCode.CustomDnsServers], CodesOf(Network().ChangingVpc(Dev, vpc => vpc with { HandsOutDnsServers = false })));

    [Fact]
    public void With_custom_dns_servers_the_vpc_resolver_may_be_disabled()
    {
        var network = Network().ChangingVpc(Dev, vpc => vpc with { EnableDnsHostnames = false, DomainNameServers = ValueList.Of("10.9.9.9") });

        Assert.Equal((PathVerdict.Unknown, FindingCode.CustomDnsServers), (Test(network).Verdict, Test(network).Findings.Single().Code));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void Every_record_set_of_a_routing_policy_is_considered(string toHub, string toOwn)
    {
        // The order of the record sets must not matter.
        var path = Test(Network().WithRoutingPolicy(toHub, toOwn));

        Assert.Equal([FindingCode.RoutingPolicyDecides], path.Findings.Select(finding => finding.Code));
        Assert.Null(path.Names.Single(name => name.Name == Apex).VpcEndpointId);
    }

    [Fact]
    public void An_endpoint_with_only_ipv6_records_gives_no_address()
    {
        var finding = Test(Network().Changing(DkrEndpoint, endpoint => endpoint with { HasIpv4Names = false })).Findings[0];

        Assert.Equal((FindingCode.RecordTypeMissing, DkrEndpoint), (finding.Code, finding.Resource));
    }

    [Fact]
    public void A_record_for_the_accounts_own_registry_does_not_replace_the_wildcard()
    {
        // Image pulls from registries of other accounts use other labels.
        var target = Network().Endpoints[DkrEndpoint].RegionalName!;
        var network = Network().WithoutRecord(ZoneId(Apex), Wildcard).WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Pull, target));

        Assert.Equal(DkrEndpoint, Test(network).Names.Single(name => name.Name == Pull).VpcEndpointId);
        Assert.Equal([FindingCode.WildcardRecordMissing], CodesOf(network));
    }

    [Fact]
    public void Dns_support_is_fixed_before_dns_host_names()
    {
        var path = Test(Network().ChangingVpc(Dev, vpc => vpc with { EnableDnsSupport = false, EnableDnsHostnames = false }));

        Assert.Equal("aws ec2 modify-vpc-attribute --vpc-id vpc-dev --enable-dns-support", path.Findings.Single().Correction());
    }

    [Fact]
    public void The_most_specific_zone_answers_without_fallback_to_its_parent()
    {
        // The parent zone has the name; the child zone covers the name and does not have it.
        var network = Network().WithZone("Z-child", Pull, "", Dev);

        var finding = Test(network).Findings.Single();

        Assert.Equal((FindingCode.WildcardRecordMissing, "Z-child"), (finding.Code, finding.Resource));
    }

    [Fact]
    public void A_parent_zone_is_not_used_beside_a_more_specific_zone()
    {
        Assert.Empty(CodesOf(Network().WithZone("Z-parent", $"{Region}.amazonaws.com", "", Dev)));
        Assert.NotEmpty(
            CodesOf((Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) }).WithZone("Z-parent", $"{Region}.amazonaws.com", "", Dev))
        );
    }

    [Fact]
    public void A_parent_zone_answers_names_without_a_more_specific_zone()
    {
        var network = Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) };

        var path = Test(network.WithZone("Z-parent", $"{Region}.amazonaws.com", "", Dev));

        Assert.All(path.Findings, finding => Assert.Equal("Z-parent", finding.Resource));
        Assert.Equal([FindingCode.WildcardRecordMissing], path.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void The_remedy_associates_an_existing_zone_of_another_vpc()
    {
        var path = Test(Network().ChangingZone(Apex, zone => zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == Dev) }));

        Assert.Equal([FindingCode.AnsweredPublicly], path.Findings.Select(finding => finding.Code).Distinct());
        Assert.All(
            path.Findings,
            finding =>
                Assert.Equal(
                    $"aws route53 associate-vpc-with-hosted-zone --hosted-zone-id {ZoneId(Apex)} --vpc 'VPCRegion={Region},VPCId={Dev}'",
                    finding.Correction()
                )
        );
    }

    [Fact]
    public void A_wildcard_does_not_match_the_apex()
    {
        var network = Network().WithService("ecr.dkr", Apex, $"*.{Apex}").WithoutRecord(ZoneId(Apex), Apex);

        Assert.Null(Test(network).Names.Single(name => name.Name == Apex).VpcEndpointId);
    }

    [Theory]
    [InlineData(true, FindingCode.ApexRecordMissing)]
    [InlineData(false, null)]
    public void An_apex_that_clients_do_not_use_fails_no_path(bool isDescribed, FindingCode? warning)
    {
        var names = isDescribed ? new[] { Apex, $"*.{Apex}" } : [$"*.{Apex}"];

        var path = Test(Network().WithService("ecr.dkr", names).WithoutRecord(ZoneId(Apex), Apex));

        Assert.Equal(PathVerdict.Reachable, path.Verdict);
        Assert.Equal(NameCoverage.All, path.NameCoverage);
        Assert.Equal(warning is { } code ? [code] : [], path.Findings.Select(finding => finding.Code));
        Assert.Equal(isDescribed, path.Names.Any(name => name.Name == Apex));
    }

    [Fact]
    public void An_apex_that_clients_use_beside_its_wildcard_needs_its_record()
    {
        const string Buckets = $"s3.{Region}.amazonaws.com";
        var network = Network()
            .WithService("s3", $"*.{Buckets}")
            .WithEndpoint("vpce-hub-s3", HubVpc, "s3", ["subnet-shared-a", "subnet-shared-c"], privateNames: [], HubGroup, HubMark.Hub(HubName));
        network = network
            .WithZone(ZoneId(Buckets), Buckets, HubMark.ZoneComment(HubName), HubVpc, Dev)
            .WithRecord(ZoneId(Buckets), ZoneRecord.AliasTo($"*.{Buckets}", network.Endpoints["vpce-hub-s3"].RegionalName!));

        var path = PathAnalyzer.Analyze(network, Dev, HubVpc, Service("s3"));

        Assert.Contains(path.Findings, finding => finding.Code == FindingCode.RecordMissing);
    }

    [Fact]
    public void Names_that_are_answered_publicly_beside_others_cover_some()
    {
        const string Newer = $"dkr-ecr.{Region}.on.aws";

        var path = Test(Network().WithService("ecr.dkr", $"*.{Apex}", $"*.{Newer}") with { Zones = Network().Zones.Without(ZoneId(Newer)) });
        var none = Test(Network() with { Zones = ResourceTable<PrivateZone>.Empty });

        Assert.Equal((PathVerdict.Unreachable, NameCoverage.Some), (path.Verdict, path.NameCoverage));
        Assert.Equal(NameCoverage.None, none.NameCoverage);
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("AAAA", false)]
    public void An_existing_name_of_any_type_is_not_matched_by_the_wildcard(string type, bool leads)
    {
        var record = Network().Zones[ZoneId(Apex)].Records![0] with { Name = Pull, Type = type };

        Assert.Equal(leads ? [] : [FindingCode.RecordTypeMissing], CodesOf(Network().WithRecord(ZoneId(Apex), record)));
    }

    [Fact]
    public void An_empty_non_terminal_is_not_matched_by_the_wildcard()
    {
        // RFC 4592, 4.8: an empty non-terminal exists, so the wildcard does not match.
        var below = new ZoneRecord($"layers.{Pull}", "TXT", Alias: null, ValueList.Of("\"x\""));

        Assert.Equal([FindingCode.WildcardRecordMissing], CodesOf(Network().WithRecord(ZoneId(Apex), below)));
    }

    [Fact]
    public void A_wildcard_may_point_to_the_apex_of_its_own_zone()
    {
        var toApex = ZoneRecord.AliasTo(Wildcard, new AliasTarget(Apex, ZoneId(Apex)));

        Assert.Empty(CodesOf(Network().WithRecord(ZoneId(Apex), toApex)));
        Assert.NotEmpty(CodesOf(Network().WithoutRecord(ZoneId(Apex), Wildcard)));
    }

    [Fact]
    public void An_alias_within_a_zone_is_answered_by_that_zone_even_where_another_covers_its_target()
    {
        // Route 53 resolves an alias itself; a resolver would have used the child zone, which has no such record.
        var target = $"deep.child.{Apex}";
        var network = Network()
            .WithRecord(ZoneId(Apex), Network().Zones[ZoneId(Apex)].Records![0] with { Name = target })
            .WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Wildcard, new AliasTarget(target, ZoneId(Apex))))
            .WithZone("Z-child", $"child.{Apex}", "", Dev);

        Assert.Equal(DkrEndpoint, Test(network).Names.Single(name => name.Name == Pull).VpcEndpointId);
    }

    [Fact]
    public void A_private_wildcard_does_not_match_in_the_zone_of_a_deeper_private_name()
    {
        var network = (Network() with { Zones = Network().Zones.Without(ZoneId(Apex)) }).WithEndpoint(
            "vpce-own",
            Dev,
            "ecr.dkr",
            ["subnet-dev-a"],
            [Wildcard, $"deep.{Apex}"]
        );
        var asked = network.WithService("ecr.dkr", $"below.deep.{Apex}");

        var path = PathAnalyzer.Analyze(asked, Dev, Dev, Dkr);

        Assert.Equal(PathVerdict.Unreachable, path.Names.Single(name => name.Name == $"below.deep.{Apex}").Verdict);
    }

    [Fact]
    public void Addresses_of_any_hub_endpoint_for_the_service_are_accepted()
    {
        var network = Network().WithEndpoint("vpce-hub-dkr2", HubVpc, "ecr.dkr", ["subnet-shared-a"], privateNames: [], HubGroup);
        var second = network.NetworkInterfaces[network.Endpoints["vpce-hub-dkr2"].NetworkInterfaceIds[0]].Address!.Value.ToString();

        Assert.Equal(
            [FindingCode.AddressesPinned],
            Test(network.WithRecord(ZoneId(Apex), new ZoneRecord(Apex, "A", Alias: null, ValueList.Of(second))))
                .Names.Single(name => name.Name == Apex)
                .Hops.Select(hop => hop.Finding?.Code)
                .OfType<FindingCode>()
        );
    }

    [Fact]
    public void A_cname_is_followed_to_the_endpoint_and_through_other_zones()
    {
        var toName = new ZoneRecord(Wildcard, "CNAME", Alias: null, ValueList.Of($"{Network().Endpoints[DkrEndpoint].RegionalName!.DnsName}."));
        var toZone = new ZoneRecord(Wildcard, "CNAME", Alias: null, ValueList.Of($"{EndpointNames("ecr.dkr")[2]}."));
        var network = Network().WithoutRecord(ZoneId(Apex), Wildcard);

        Assert.Empty(CodesOf(network.WithRecord(ZoneId(Apex), toName)));
        Assert.Empty(CodesOf(network.WithRecord(ZoneId(Apex), toZone)));
        Assert.NotEmpty(CodesOf(network));
    }

    [Fact]
    public void Following_records_that_point_at_each_other_terminates()
    {
        var loop = ZoneRecord.AliasTo(Apex, new AliasTarget(Apex, ZoneId(Apex)));

        Assert.Equal([FindingCode.AliasTargetUnknown], CodesOf(Network().WithRecord(ZoneId(Apex), loop)));
    }

    [Fact]
    public void Addresses_other_than_the_endpoints_are_reported()
    {
        var addresses = new ZoneRecord(Apex, "A", Alias: null, ValueList.Of("10.255.0.4", "10.255.9.9"));

        Assert.Equal([FindingCode.NameLeadsElsewhere], CodesOf(Network().WithRecord(ZoneId(Apex), addresses)));
    }

    [Fact]
    public void Addresses_of_another_services_hub_endpoint_are_reported()
    {
        var network = Network().WithEndpoint("vpce-api", HubVpc, "ecr.api", ["subnet-shared-a"], privateNames: [], HubGroup);

        Assert.Equal(
            [FindingCode.NameLeadsElsewhere],
            CodesOf(network.WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Apex, network.Endpoints["vpce-api"].RegionalName!)))
        );
    }

    [Fact]
    public void Private_names_that_only_the_spokes_endpoint_has_are_tested()
    {
        var network = Network().WithEndpoint("vpce-stg", "vpc-stg", "ecr.dkr", [], [$"new.{Region}.api.aws"]);

        var finding = Test(network).Findings.Single();

        Assert.Equal(FindingCode.AnsweredPublicly, finding.Code);
        Assert.Contains($"new.{Region}.api.aws", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spoke_with_private_dns_reaches_its_own_endpoint()
    {
        var before = Seed(ValueList.Of("ecr.dkr"));

        var path = PathAnalyzer.Analyze(before, Dev, Dev, Dkr);

        Assert.Empty(path.Findings);
        Assert.Equal("vpce-dev-ecr.dkr", path.HubVpcEndpointId);
        Assert.Equal(4, path.Names.Count);
    }

    [Fact]
    public void The_hub_vpc_reaches_its_endpoint_through_the_zones()
    {
        var network = Network()
            .WithIngress(new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.255.0.0/16"))))
            .WithS3Gateway("vpce-shared-s3", HubVpc, "rtb-shared");

        Assert.Empty(PathAnalyzer.Analyze(network, HubVpc, HubVpc, Dkr).Findings);
        Assert.NotEmpty(PathAnalyzer.Analyze(Network(), HubVpc, HubVpc, Dkr).Findings);
    }

    [Fact]
    public void A_name_with_a_quote_is_never_part_of_a_command()
    {
        const string Odd = "it's;odd";
        var network = Network()
            .WithZone("Z-odd", Odd, "", Dev)
            .WithZone("Z-elsewhere", "elsewhere", "", "vpc-other")
            .WithRecord("Z-elsewhere", ZoneRecord.AliasTo(Odd, Network().Endpoints[DkrEndpoint].RegionalName!));

        var finding = Test(network).Findings.Single();

        Assert.Equal(FindingCode.RecordMissing, finding.Code);
        Assert.DoesNotContain(Odd, finding.Correction(), StringComparison.Ordinal);
    }
}
