using EndpointHub.Paths;
using EndpointHub.Tests.Errors;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Snapshots;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>For every finding code, a network with this finding only.</summary>
public sealed class FindingScenarios
{
    private const string Kms = $"kms.{Region}.amazonaws.com";

    private static readonly Dictionary<FindingCode, Func<NetworkSnapshot, NetworkSnapshot>> Broken = new()
    {
        [FindingCode.VpcDnsDisabled] = network => network.ChangingVpc(Dev, vpc => vpc with { EnableDnsHostnames = false }),
        [FindingCode.CustomDnsServers] = network => network.ChangingVpc(Dev, vpc => vpc with { DomainNameServers = ValueList.Of("10.9.9.9") }),
        [FindingCode.NamesUnknown] = network =>
            network.WithEndpoint("vpce-unheard", HubVpc, "unheard", ["subnet-shared-a", "subnet-shared-c"], privateNames: [], HubGroup),
        [FindingCode.ConflictingDomains] = network => network.WithZone("Z-second", Apex, "", Dev),
        [FindingCode.ResolverRuleForwards] = network => network.WithRule("rslvr-rr-1", ResolverRuleKind.Forward, Apex, [Dev]),
        [FindingCode.ResolverChangePending] = network => network.WithRule("rslvr-rr-1", ResolverRuleKind.System, Apex, [Dev], ResolverState.Creating),
        [FindingCode.DnsFirewallBlocks] = network =>
            network
                .WithRuleGroup("rslvr-frg-1", new FirewallRuleGroupVpc(Dev, ResolverState.Complete, 101))
                .WithFirewallRule("rslvr-frg-1", FirewallAction.Block, [Apex]),
        [FindingCode.DnsFirewallUncertain] = network =>
            network
                .WithRuleGroup("rslvr-frg-1", new FirewallRuleGroupVpc(Dev, "UPDATING", 101))
                .WithFirewallRule("rslvr-frg-1", FirewallAction.Block, [Apex]),
        [FindingCode.ResolverUnreadable] = network => network.ChangingVpc(Dev, vpc => vpc with { ResolverIsRead = false }),
        [FindingCode.ProfileContentUnknown] = network => network.WithProfile("rp-1", new ProfileVpc(Dev, ResolverState.Complete), "Z-foreign"),
        [FindingCode.AnsweredPublicly] = network => network with { Zones = network.Zones.Without(ZoneId(Apex)) },
        [FindingCode.ZoneUnreadable] = network => network.ChangingZone(Apex, zone => zone with { Records = null }),
        [FindingCode.RecordMissing] = network => network.WithHubService("kms").WithoutRecord(ZoneId(Kms), Kms),
        [FindingCode.ApexRecordMissing] = network => network.WithService("ecr.dkr", Apex, $"*.{Apex}").WithoutRecord(ZoneId(Apex), Apex),
        [FindingCode.WildcardRecordMissing] = network => network.WithoutRecord(ZoneId(Apex), $"*.{Apex}"),
        [FindingCode.RecordTypeMissing] = network =>
            network
                .WithHubService("kms")
                .WithoutRecord(ZoneId(Kms), Kms)
                .WithRecord(ZoneId(Kms), new ZoneRecord(Kms, "TXT", Alias: null, ValueList.Of("\"hello\""))),
        [FindingCode.RoutingPolicyDecides] = network => network.WithRoutingPolicy("blue", "green"),
        [FindingCode.PrivateDnsStillOn] = network =>
            (network with { Zones = network.Zones.Without(ZoneId(Apex)) }).WithEndpoint(
                "vpce-own",
                Dev,
                "ecr.dkr",
                ["subnet-dev-a"],
                [Apex, $"*.{Apex}"]
            ),
        [FindingCode.NameLeadsElsewhere] = network =>
            network
                .WithEndpoint("vpce-own", Dev, "ecr.dkr", ["subnet-dev-a"], privateNames: [])
                .WithRecord(
                    ZoneId(Apex),
                    ZoneRecord.AliasTo(Apex, new AliasTarget($"vpce-own-0a1b2c3d.dkr.ecr.{Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W"))
                ),
        [FindingCode.AliasTargetUnknown] = network =>
            network.WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Apex, new AliasTarget("vpce-gone.vpce.amazonaws.com", "Z2E726K9Y6RL4W"))),
        [FindingCode.ZonalNameUsed] = network =>
            network.WithRecord(
                ZoneId(Apex),
                ZoneRecord.AliasTo(
                    Apex,
                    new AliasTarget($"{DkrEndpoint}-0a1b2c3d-ap-northeast-1a.dkr.ecr.{Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W")
                )
            ),
        [FindingCode.AddressesPinned] = network =>
            network.WithRecord(ZoneId(Apex), new ZoneRecord(Apex, "A", Alias: null, ValueList.Of("10.255.0.4", "10.255.1.4"))),

        [FindingCode.EndpointNotFound] = network => network.Changing(DkrEndpoint, endpoint => endpoint with { Kind = EndpointKind.Other }),
        [FindingCode.BadStateEndpoint] = network => network.Changing(DkrEndpoint, endpoint => endpoint with { State = EndpointState.Pending }),
        [FindingCode.ClientsNotFollowed] = network => network.ChangingVpc(Dev, vpc => vpc with { Ipv6OnlySubnetIds = ValueList.Of("subnet-dev-v6") }),
        [FindingCode.SubnetWithoutClients] = network => network.OverTransit().WithTransitSubnets(DevAttachment, Dev),
        [FindingCode.ResourceUnknown] = network => network with { NetworkInterfaces = ResourceTable<NetworkInterface>.Empty },
        [FindingCode.NoRouteToDestination] = network => network.WithoutRoute("rtb-dev", "10.255.0.0/16"),
        [FindingCode.NoReturnRoute] = network => network.WithoutRoute("rtb-shared", "10.2.0.0/16"),
        [FindingCode.MoreSpecificRoute] = network =>
            network.WithRoute("rtb-dev", "10.255.1.0/24", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a")),
        [FindingCode.CannotRoute] = network =>
            network.WithoutRoute("rtb-dev", "10.255.0.0/16").WithRoute("rtb-dev", "0.0.0.0/0", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a")),
        [FindingCode.BadStateRoute] = network => network.WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.Peering("pcx-gone"), blackhole: true),
        [FindingCode.BadStatePeering] = network => network.WithPeering(PeeringId, Dev, HubVpc, PeeringState.PendingAcceptance),
        [FindingCode.TgwAttachmentMissing] = network => network.OverTransit().WithoutAttachment(HubAttachment),
        [FindingCode.BadStateAttachment] = network =>
            network
                .OverTransit()
                .ChangingAttachment(
                    DevAttachment,
                    attachment => attachment with { State = TransitGatewayAttachmentState.PendingAcceptance, RouteTableId = null }
                ),
        [FindingCode.TgwRouteAzRestriction] = network =>
            network.OverTransit().ChangingAttachment(DevAttachment, attachment => attachment with { SubnetIds = ValueList.Of("subnet-dev-a") }),
        [FindingCode.TgwAttachMissingTgwRtbAssociation] = network =>
            network.OverTransit().ChangingAttachment(DevAttachment, attachment => attachment with { RouteTableId = null }),
        [FindingCode.TgwRtbNoRouteToTgwAttachment] = network => network.OverTransit().WithoutTransitRoute("10.255.0.0/16"),
        [FindingCode.TgwRtbBadStateRoute] = network =>
            network.OverTransit().WithoutTransitRoute("10.255.0.0/16").WithTransitRoute("10.0.0.0/8", attachmentId: null),
        [FindingCode.TgwRtbMoreSpecificRoute] = network => network.OverTransit().WithTransitRoute("10.2.1.0/24", "tgw-attach-vpn"),
        [FindingCode.TgwRtbHigherPriorityRoute] = network => network.OverTransit().WithTransitRoute("10.2.0.0/16", "tgw-attach-vpn"),
        [FindingCode.TgwRtbCannotRoute] = network =>
            network.OverTransit().WithoutTransitRoute("10.255.0.0/16").WithTransitRoute("0.0.0.0/0", DevAttachment),
        [FindingCode.OverlappingCidrs] = network =>
            network.WithoutRoute("rtb-dev", "10.255.0.0/16").WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.Local),
        [FindingCode.UnsupportedTarget] = network =>
            network.WithRoute("rtb-dev", "10.255.0.0/16", new RouteTarget(RouteTargetKind.NetworkInterface, "eni-fw")),
        [FindingCode.UnknownPrefixList] = network => network.WithIngress(new SecurityRule(Traffic.Tcp(443), new RulePeer(PrefixListId: "pl-0a"))),
        [FindingCode.SubnetAclRestriction] = network =>
            network.WithAcl(Dev, ["subnet-dev-a"], Allow(100, egress: true, 80, 80), Allow(100, egress: false, 1024, 65535)),
        [FindingCode.EphemeralPortsRestricted] = network =>
            network.WithAcl(Dev, ["subnet-dev-a"], Allow(100, egress: true, 443, 443), Allow(100, egress: false, 1024, 50000)),
        [FindingCode.EphemeralPortsNarrow] = network =>
            network.WithAcl(Dev, ["subnet-dev-a"], Allow(100, egress: true, 443, 443), Allow(100, egress: false, 32768, 65535)),
        [FindingCode.SgHasNoRules] = network => network.WithIngress(),
        [FindingCode.EniSgRulesMismatch] = network => network.WithIngress(new SecurityRule(Traffic.Tcp(80), RulePeer.From(Cidr.Everything))),
        [FindingCode.UnknownPeeredSgs] = network => network.WithIngress(new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-dev-default"))),
        [FindingCode.WorkloadEgressRestriction] = network => network.WithSecurityGroup("sg-work", Dev).WithEgress("sg-work"),

        [FindingCode.S3GatewayMissing] = network =>
            network.WithRouteTable("rtb-own", Dev, "subnet-dev-c").WithRoute("rtb-own", "10.255.0.0/16", RouteTarget.Peering(PeeringId)),
        [FindingCode.S3NotThroughGateway] = network =>
            network
                .WithRouteTable("rtb-own", Dev, "subnet-dev-c")
                .WithRoute("rtb-own", "10.255.0.0/16", RouteTarget.Peering(PeeringId))
                .WithRoute("rtb-own", "0.0.0.0/0", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a")),
        [FindingCode.S3RouteBypassed] = network =>
            network.WithRoute("rtb-dev", "52.219.0.0/20", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a")),

        [FindingCode.HalfServiceSet] = network => network.WithHubService("ssm"),
        [FindingCode.SingleZoneEndpoint] = network =>
            (network with { Subnets = network.Subnets.Without("subnet-dev-c") }).WithHubService("kms", "subnet-shared-a"),
        [FindingCode.CrossZoneTraffic] = network => network.WithSubnet("subnet-dev-d", Dev, "10.2.2.0/24", "1d"),

        [FindingCode.EndpointPolicyDenies] = network =>
            network.WithPolicy("""{"Effect":"Allow","Principal":"*","Action":"ecr:Batch*","Resource":"*"}"""),
        [FindingCode.EndpointPolicyUndecided] = network =>
            network.WithPolicy(
                """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}"""
            ),
        [FindingCode.PolicyNamesSpoke] = network => network,
    };

    public static TheoryData<FindingCode> Codes => [.. Enum.GetValues<FindingCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_finding_code_is_reported_alone_in_its_scenario(FindingCode code)
    {
        var network = Broken[code](Network());
        var path = PathAnalyzer.Analyze(new PathIndex(network), QuestionFor(code));

        Assert.Equal([code], path.Findings.Select(finding => finding.Code));
        Assert.All(path.Findings, finding => Assert.NotEmpty(finding.Remedy));
        Assert.Equal(
            path.Findings[0].Effect switch
            {
                FindingEffect.Fails => PathVerdict.Unreachable,
                FindingEffect.Unsettles => PathVerdict.Unknown,
                _ => PathVerdict.Reachable,
            },
            path.Verdict
        );
    }

    [Fact]
    public void Findings_read_as_the_catalogue_says() =>
        Catalogue.Compare(
            "findings.txt",
            Samples()
                .Select(finding =>
                    Catalogue.Entry(
                        $"{finding.Code} ({finding.Layer}, {finding.Effect})",
                        finding.Resources,
                        finding.Reason,
                        finding.Advice,
                        finding.Command
                    )
                )
        );

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_finding_belongs_to_a_hop_that_names_its_resource(FindingCode code)
    {
        // A path without names and addresses has no hops, and advice belongs to the whole path.
        if (
            code
            is FindingCode.NamesUnknown
                or FindingCode.EndpointNotFound
                or FindingCode.ClientsNotFollowed
                or FindingCode.SubnetWithoutClients
                or FindingCode.HalfServiceSet
                or FindingCode.SingleZoneEndpoint
                or FindingCode.CrossZoneTraffic
                or FindingCode.PolicyNamesSpoke
        )
        {
            return;
        }

        var path = PathAnalyzer.Analyze(new PathIndex(Broken[code](Network())), QuestionFor(code));
        var hops = path.GetTraces().SelectMany(trace => trace.Hops).ToList();

        Assert.All(
            path.Findings,
            finding =>
                Assert.All(finding.Resources, resource => Assert.Contains(hops, hop => hop.Finding?.Code == finding.Code && hop.Resource == resource))
        );
    }

    /// <summary>What the scenario of each code finds.</summary>
    internal static IEnumerable<Finding> Samples() =>
        Enum.GetValues<FindingCode>()
            .OrderBy(code => code.ToString(), StringComparer.Ordinal)
            .SelectMany(code => PathAnalyzer.Analyze(new PathIndex(Broken[code](Network())), QuestionFor(code)).Findings);

    private static PathQuestion QuestionFor(FindingCode code)
    {
        var service = code switch
        {
            FindingCode.NamesUnknown => "unheard",
            FindingCode.HalfServiceSet => "ssm",
            FindingCode.SingleZoneEndpoint or FindingCode.RecordMissing or FindingCode.RecordTypeMissing => "kms",
            _ => "ecr.dkr",
        };
        return new PathQuestion(Dev, HubVpc, Service(service))
        {
            ProfileName = "network",
            WorkloadSecurityGroupIds = code == FindingCode.WorkloadEgressRestriction ? ValueList.Of("sg-work") : ValueList<string>.Empty,
            OtherPolicies =
                code == FindingCode.PolicyNamesSpoke
                    ? ValueList.Of(
                        new NamedPolicy(
                            "bucket.json",
                            """{"Statement":{"Effect":"Allow","Action":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-dev"}}}}"""
                        )
                    )
                    : ValueList<NamedPolicy>.Empty,
        };
    }
}
