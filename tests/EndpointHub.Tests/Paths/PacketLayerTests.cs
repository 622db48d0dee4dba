using EndpointHub.Paths;
using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>Packet forwarding by example. Rules with many cases are property tests.</summary>
public sealed class PacketLayerTests
{
    [Fact]
    public void Every_subnet_is_followed_to_every_address_of_the_endpoint() =>
        Assert.Equal(
            ["subnet-dev-a 10.255.0.4", "subnet-dev-a 10.255.1.4", "subnet-dev-c 10.255.0.4", "subnet-dev-c 10.255.1.4"],
            Test(Network()).Subnets.SelectMany(subnet => subnet.Addresses, (subnet, address) => $"{subnet.SubnetId} {address.Address}")
        );

    [Fact]
    public void One_failing_subnet_makes_the_path_unreachable()
    {
        var path = Test(Network().WithRouteTable("rtb-own", Dev, "subnet-dev-c").WithS3Gateway("vpce-own-s3", Dev, "rtb-own"));

        Assert.Equal([PathVerdict.Reachable, PathVerdict.Unreachable], path.Subnets.Select(subnet => subnet.Verdict));
        Assert.All(path.Findings, finding => Assert.Equal((FindingCode.NoRouteToDestination, "rtb-own"), (finding.Code, finding.Resource)));
        Assert.Equal(PathVerdict.Unreachable, path.Verdict);
    }

    [Fact]
    public void An_endpoint_without_subnets_is_unreachable_in_every_state()
    {
        var path = Test(
            Network()
                .Changing(
                    DkrEndpoint,
                    endpoint => endpoint with { SubnetIds = ValueList<string>.Empty, NetworkInterfaceIds = ValueList<string>.Empty }
                )
        );

        Assert.Equal(
            (PathVerdict.Unreachable, FindingCode.BadStateEndpoint, DkrEndpoint),
            (path.Verdict, path.Findings.Single().Code, path.Findings.Single().Resource)
        );
        Assert.All(path.Subnets, subnet => Assert.Equal(PathVerdict.Unreachable, subnet.Verdict));
    }

    [Fact]
    public void A_second_endpoint_without_subnets_that_names_resolve_to_fails_the_path()
    {
        var network = Network().WithEndpoint("vpce-hub-dkr2", HubVpc, "ecr.dkr", [], privateNames: [], HubGroup);
        network = network.WithRecord(ZoneId(Apex), ZoneRecord.AliasTo(Apex, network.Endpoints["vpce-hub-dkr2"].RegionalName!));

        Assert.Equal((FindingCode.BadStateEndpoint, "vpce-hub-dkr2"), (Test(network).Findings[0].Code, Test(network).Findings[0].Resource));
    }

    [Fact]
    public void A_path_without_tested_clients_is_not_reachable()
    {
        var network = Network();
        var path = Test(network with { Subnets = network.Subnets.Without("subnet-dev-a").Without("subnet-dev-c") });

        Assert.Empty(path.Subnets);
        Assert.Equal(
            (PathVerdict.Unknown, FindingCode.ClientsNotFollowed),
            (path.Verdict, path.Findings.Single(finding => finding.Effect == FindingEffect.Unsettles).Code)
        );
    }

    [Fact]
    public void Only_the_named_client_subnets_are_tested()
    {
        var network = Network().ChangingVpc(Dev, vpc => vpc with { Ipv6OnlySubnetIds = ValueList.Of("subnet-dev-v6") });
        var question = new PathQuestion(Dev, HubVpc, Dkr) { ClientSubnetIds = ValueList.Of("subnet-dev-a") };

        Assert.Equal(PathVerdict.Reachable, PathAnalyzer.Analyze(new PathIndex(network), question).Verdict);
        Assert.Equal(PathVerdict.Unknown, Test(network).Verdict);
    }

    [Fact]
    public void A_trace_lists_hops_from_name_to_answer_and_layers_in_order() =>
        Assert.Equal(
            [
                "ResolverHop vpc-dev",
                $"ZoneHop {ZoneId(Apex)}",
                $"RecordHop {ZoneId(Apex)}",
                $"EndpointHop {DkrEndpoint}",
                "RouteHop rtb-dev",
                "PeeringHop pcx-dev",
                "NetworkAclHop acl-dev",
                "NetworkAclHop acl-shared",
                "SecurityGroupHop sg-hub",
                "RouteHop rtb-shared",
                "PeeringHop pcx-dev",
                "NetworkAclHop acl-shared",
                "NetworkAclHop acl-dev",
                "EndpointHop vpce-dev-s3",
                "NetworkAclHop acl-dev",
                "NetworkAclHop acl-dev",
            ],
            Test(Network()).GetTraces().First(trace => trace.Name.Name == Apex).Hops.Select(hop => $"{hop.GetType().Name} {hop.Resource}")
        );

    [Fact]
    public void A_route_to_a_subnets_own_block_applies_only_to_traffic_from_other_subnets()
    {
        var network = Network()
            .WithEndpoint("vpce-own", Dev, "sts", ["subnet-dev-a"], privateNames: [], "sg-own")
            .WithSecurityGroup("sg-own", Dev, new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.2.0.0/16"))))
            .WithRoute("rtb-dev", "10.2.0.0/24", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"));

        var path = PathAnalyzer.Analyze(network, Dev, Dev, Service("sts"));

        Assert.Equal([PathVerdict.Reachable, PathVerdict.Unreachable], path.Subnets.Select(subnet => subnet.Verdict));
    }

    [Fact]
    public void A_more_specific_return_route_for_a_part_of_a_subnet_is_found()
    {
        var path = Test(Network().WithRoute("rtb-shared", "10.2.0.128/26", new RouteTarget(RouteTargetKind.Gateway, "vgw-0a")));

        var finding = path.Findings.Single();
        Assert.Equal(FindingCode.MoreSpecificRoute, finding.Code);
        Assert.Equal("aws ec2 delete-route --route-table-id rtb-shared --destination-cidr-block 10.2.0.128/26", finding.Correction());
    }

    [Fact]
    public void A_static_route_wins_over_a_propagated_route_of_the_same_block()
    {
        // VPC user guide, route priority: if the destination of a propagated route is identical to the destination of a static route, the static one
        // has priority.
        Assert.Empty(CodesOf(Network().WithPropagated("rtb-dev", "10.255.0.0/16").WithPropagated("rtb-shared", "10.2.0.0/16")));
        Assert.NotEmpty(CodesOf(Network().WithPropagated("rtb-dev", "10.255.1.0/24")));
    }

    [Fact]
    public void The_remedy_for_a_propagated_route_is_a_static_route()
    {
        var narrower = Test(Network().WithPropagated("rtb-dev", "10.255.1.0/24")).Findings.Single();
        var alone = Test(Network().WithoutRoute("rtb-dev", "10.255.0.0/16").WithPropagated("rtb-dev", "10.255.0.0/24"))
            .Findings.Single(finding => finding.Code == FindingCode.CannotRoute);

        Assert.Equal(FindingCode.MoreSpecificRoute, narrower.Code);
        Assert.Equal(
            "aws ec2 create-route --route-table-id rtb-dev --destination-cidr-block 10.255.1.0/24 --vpc-peering-connection-id pcx-dev",
            narrower.Correction()
        );
        Assert.Equal(
            "aws ec2 create-route --route-table-id rtb-dev --destination-cidr-block 10.255.0.0/24 --vpc-peering-connection-id pcx-dev",
            alone.Correction()
        );
    }

    [Fact]
    public void A_local_route_wins_over_more_specific_propagated_routes()
    {
        // Site-to-Site VPN user guide, route priority: the local route is most preferred even if the propagated routes are more specific.
        var network = Network()
            .WithEndpoint("vpce-own", Dev, "sts", ["subnet-dev-a"], privateNames: [], "sg-own")
            .WithSecurityGroup("sg-own", Dev, new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.2.0.0/16"))))
            .WithPropagated("rtb-dev", "10.2.0.0/24");

        Assert.All(PathAnalyzer.Analyze(network, Dev, Dev, Service("sts")).Subnets, subnet => Assert.Equal(PathVerdict.Reachable, subnet.Verdict));
    }

    [Fact]
    public void A_secondary_block_of_the_spoke_needs_its_own_return_route()
    {
        var network = Network()
            .ChangingVpc(Dev, vpc => vpc with { Cidrs = vpc.Cidrs.With(Cidr.Parse("10.20.0.0/16")) })
            .WithSubnet("subnet-dev-z", Dev, "10.20.5.0/24", "1a")
            .WithIngress(new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.0.0.0/8"))));

        var findings = Test(network).Findings;

        Assert.All(
            findings,
            finding =>
                Assert.Equal(
                    "aws ec2 create-route --route-table-id rtb-shared --destination-cidr-block 10.20.0.0/16 --vpc-peering-connection-id pcx-dev",
                    finding.Correction()
                )
        );
        Assert.Equal([FindingCode.NoReturnRoute], findings.Select(finding => finding.Code).Distinct());
    }

    [Fact]
    public void A_more_specific_blackhole_route_wins() =>
        Assert.Equal(
            [FindingCode.MoreSpecificRoute],
            CodesOf(Network().WithRoute("rtb-dev", "10.255.0.0/24", RouteTarget.Peering("pcx-gone"), blackhole: true))
        );

    [Fact]
    public void A_pending_peering_is_one_finding_despite_its_blackhole_routes()
    {
        var network = Network()
            .WithPeering(PeeringId, Dev, HubVpc, PeeringState.PendingAcceptance)
            .WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.Peering(PeeringId), blackhole: true)
            .WithRoute("rtb-shared", "10.2.0.0/16", RouteTarget.Peering(PeeringId), blackhole: true);

        var finding = Test(network).Findings.Single();

        Assert.Equal("aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id pcx-dev", finding.Correction());
        Assert.Null(finding.Advice);
    }

    [Fact]
    public void A_pending_peering_with_another_account_names_the_account_that_accepts()
    {
        var network = Network().WithPeering(PeeringId, Dev, HubVpc, PeeringState.PendingAcceptance);
        var peering = network.Peerings[PeeringId];
        var accepter = peering.Accepter with { Location = peering.Accepter.Location with { AccountId = "222222222222" } };

        var finding = Test(network with { Peerings = network.Peerings.With(peering with { Accepter = accepter }) }).Findings.Single();

        Assert.Equal($"Run it with credentials of account 222222222222, which owns {HubVpc}.", finding.Advice);
    }

    [Fact]
    public void A_route_to_a_peering_with_another_vpc_does_not_reach_the_hub()
    {
        var network = Network()
            .WithEnvironment("stg", "10.3.0.0/16")
            .WithPeering("pcx-stg", Dev, "vpc-stg")
            .WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.Peering("pcx-stg"));

        Assert.Equal([FindingCode.CannotRoute], CodesOf(network));
    }

    [Fact]
    public void A_gateway_endpoints_prefix_list_route_matches_no_private_address()
    {
        Assert.Empty(CodesOf(Network().WithListRoute("rtb-dev", new RouteTarget(RouteTargetKind.VpcEndpoint, "vpce-s3"))));
        Assert.NotEmpty(CodesOf(Network().WithListRoute("rtb-dev", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"))));
    }

    [Fact]
    public void An_unread_prefix_list_to_another_target_makes_the_route_unknown() =>
        Assert.Equal(
            [FindingCode.UnknownPrefixList],
            CodesOf(Network().WithListRoute("rtb-dev", new RouteTarget(RouteTargetKind.TransitGateway, "tgw-0a")))
        );

    [Fact]
    public void An_unread_prefix_list_to_the_same_target_changes_nothing()
    {
        Assert.Empty(CodesOf(Network().WithListRoute("rtb-dev", RouteTarget.Peering(PeeringId))));
        Assert.NotEmpty(CodesOf(Network().WithListRoute("rtb-dev", new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"))));
    }

    [Fact]
    public void An_unread_prefix_list_as_the_only_route_makes_the_route_unknown() =>
        Assert.Equal(
            [FindingCode.UnknownPrefixList],
            CodesOf(Network().WithoutRoute("rtb-dev", "10.255.0.0/16").WithListRoute("rtb-dev", RouteTarget.Peering(PeeringId)))
        );

    [Fact]
    public void A_network_acl_does_not_apply_inside_its_subnet()
    {
        var closed = Seed(ValueList.Of("ssm")).WithAcl(Dev, ["subnet-dev-a"]);

        Assert.Equal(
            [PathVerdict.Reachable, PathVerdict.Unreachable],
            PathAnalyzer.Analyze(closed, Dev, Dev, Service("ssm")).Subnets.Select(subnet => subnet.Verdict)
        );
    }

    [Fact]
    public void A_deny_with_a_lower_rule_number_wins_over_a_later_allow()
    {
        var path = Test(
            Network()
                .WithAcl(
                    Dev,
                    ["subnet-dev-a", "subnet-dev-c"],
                    Deny(90, egress: true, 443, 443, "10.255.1.0/24"),
                    Allow(100, egress: true, 0, 65535),
                    Allow(100, egress: false, 0, 65535)
                )
        );

        var finding = path.Findings.Single();
        Assert.Equal(FindingCode.SubnetAclRestriction, finding.Code);
        Assert.Equal(
            "aws ec2 create-network-acl-entry --network-acl-id acl-own-vpc-dev --egress --rule-number 89 --protocol tcp --port-range 'From=443,To=443' --cidr-block 10.255.1.0/24 --rule-action allow",
            finding.Correction()
        );
    }

    [Fact]
    public void An_entry_that_lets_through_what_a_narrower_rule_drops_is_no_wider_than_the_packets()
    {
        var path = Test(
            Network()
                .WithAcl(
                    Dev,
                    ["subnet-dev-a", "subnet-dev-c"],
                    Deny(90, egress: true, 443, 443, "10.255.1.4/30"),
                    Allow(100, egress: true, 0, 65535),
                    Allow(100, egress: false, 0, 65535)
                )
        );

        Assert.Contains("--cidr-block 10.255.1.4/32 ", path.Findings.Single().Correction(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, "nat-0a", PathVerdict.Unknown)]
    [InlineData(true, false, null, PathVerdict.Unknown)]
    [InlineData(true, true, "nat-0a", PathVerdict.Reachable)]
    [InlineData(false, false, "nat-0a", PathVerdict.Reachable)]
    public void A_subnet_with_dns64_is_unknown_unless_the_endpoint_has_ipv6_names(
        bool hasDns64,
        bool hasIpv6Names,
        string? target,
        PathVerdict verdict
    )
    {
        var network = Network().Changing(DkrEndpoint, endpoint => endpoint with { HasIpv6Names = hasIpv6Names });
        network = network with
        {
            Subnets = network.Subnets.With(network.Subnets["subnet-dev-a"] with { HasDns64 = hasDns64 }),
            RouteTables = network.RouteTables.With(network.RouteTables["rtb-dev"] with { Nat64Target = target }),
        };

        var path = Test(network);

        Assert.Equal(verdict, path.Verdict);
        Assert.Equal(verdict == PathVerdict.Unknown ? ["subnet-dev-a"] : [], path.Findings.Select(finding => finding.Resource));
        Assert.All(path.Findings, finding => Assert.Contains(target ?? "no route takes these", finding.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_of_one_command_have_different_numbers()
    {
        var path = Test(
            Network()
                .WithAcl(
                    Dev,
                    ["subnet-dev-a", "subnet-dev-c"],
                    Deny(90, egress: true, 443, 443, "10.0.0.0/8"),
                    Allow(88, egress: true, 443, 443, "192.168.0.0/16"),
                    Allow(100, egress: true, 0, 65535),
                    Allow(100, egress: false, 0, 65535)
                )
        );

        var entries = path.Findings.Single().Correction().Split("; ");
        Assert.Equal(2, entries.Length);
        Assert.Contains(
            "--rule-number 89 --protocol tcp --port-range 'From=443,To=443' --cidr-block 10.255.0.0/24",
            entries[0],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "--rule-number 87 --protocol tcp --port-range 'From=443,To=443' --cidr-block 10.255.1.0/24",
            entries[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_rule_for_a_peered_group_allows_clients_with_that_group()
    {
        var network = Network().WithIngress(new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-work"))).WithSecurityGroup("sg-work", Dev);

        Assert.Equal(PathVerdict.Unknown, Test(network).Verdict);
        Assert.Equal(PathVerdict.Reachable, Test(network, "sg-work").Verdict);
        Assert.Equal([FindingCode.EniSgRulesMismatch], Test(network, "sg-dev-default").Findings.Select(finding => finding.Code).Distinct());
    }

    [Fact]
    public void A_rule_for_a_peered_group_applies_within_one_region_only()
    {
        // VPC peering guide, security groups: one cannot refer to the group of a peer VPC in another region.
        var network = Network().WithSecurityGroup("sg-work", Dev).WithIngress(new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-work")));
        var apart = network.ChangingVpc(HubVpc, vpc => vpc with { Location = Tokyo with { Region = "ap-northeast-3" } });

        Assert.DoesNotContain(FindingCode.EniSgRulesMismatch, Test(network, "sg-work").Findings.Select(finding => finding.Code));
        Assert.Contains(FindingCode.EniSgRulesMismatch, Test(apart, "sg-work").Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_rule_for_a_group_of_a_third_vpc_does_not_allow_the_spoke() =>
        Assert.Equal(
            [FindingCode.EniSgRulesMismatch],
            CodesOf(Network().WithIngress(new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-shared-default"))))
        );

    [Fact]
    public void Egress_to_the_endpoints_group_is_allowed()
    {
        var network = Network()
            .WithSecurityGroup("sg-work", Dev)
            .WithEgress(
                "sg-work",
                new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: HubGroup)),
                new SecurityRule(Traffic.Tcp(443), new RulePeer(PrefixListId: S3List))
            );

        Assert.Equal(PathVerdict.Reachable, Test(network, "sg-work").Verdict);
    }

    [Fact]
    public void Clients_with_egress_to_their_own_vpc_only_do_not_reach_the_hub()
    {
        // A common rule of a spoke with its own endpoints.
        var network = Network()
            .WithSecurityGroup("sg-work", Dev)
            .WithEgress("sg-work", new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.2.0.0/16"))));

        Assert.Equal([FindingCode.WorkloadEgressRestriction], Test(network, "sg-work").Findings.Select(finding => finding.Code).Distinct());
    }

    [Fact]
    public void A_service_is_tested_on_its_own_port()
    {
        var network = Network()
            .WithService("cassandra")
            .WithEndpoint(
                "vpce-cassandra",
                HubVpc,
                "cassandra",
                ["subnet-shared-a", "subnet-shared-c"],
                privateNames: [],
                HubGroup,
                HubMark.Hub(HubName)
            )
            .WithZone("Z-cassandra", $"cassandra.{Region}.amazonaws.com", "", HubVpc, Dev);
        network = network.WithRecord(
            "Z-cassandra",
            ZoneRecord.AliasTo($"cassandra.{Region}.amazonaws.com", network.Endpoints["vpce-cassandra"].RegionalName!)
        );

        var closed = PathAnalyzer.Analyze(network, Dev, HubVpc, Service("cassandra"));
        var open = PathAnalyzer.Analyze(
            network.WithIngress(new SecurityRule(Traffic.Tcp(9142), RulePeer.From(Cidr.Parse("10.2.0.0/16")))),
            Dev,
            HubVpc,
            Service("cassandra")
        );

        Assert.Equal([FindingCode.EniSgRulesMismatch], closed.Findings.Select(finding => finding.Code).Distinct());
        Assert.Contains("--port 9142", closed.Findings[0].Correction(), StringComparison.Ordinal);
        Assert.Empty(open.Findings);
    }

    [Fact]
    public void A_planned_interface_has_the_first_address_of_its_subnet()
    {
        var planned = Network() with
        {
            NetworkInterfaces = ResourceTable<NetworkInterface>.From(Network().NetworkInterfaces.Select(nic => nic with { Address = null })),
        };

        var path = Test(planned);

        Assert.Empty(path.Findings);
        Assert.Equal(["10.255.0.4", "10.255.1.4"], path.Subnets[0].Addresses.Select(address => address.Address.ToString()));
    }

    private static EndpointPath Test(NetworkSnapshot network) => WorkingHub.Test(network);

    private static EndpointPath Test(NetworkSnapshot network, string clientGroup) =>
        PathAnalyzer.Analyze(new PathIndex(network), new PathQuestion(Dev, HubVpc, Dkr) { WorkloadSecurityGroupIds = ValueList.Of(clientGroup) });

    [Fact]
    public void Services_with_the_same_cause_have_the_same_commands()
    {
        var network = Network().WithHubService("kms").WithoutRoute("rtb-dev", "10.255.0.0/16");

        // AWS gives interfaces ids in any order.
        var ids = network.Endpoints["vpce-hub-kms"].NetworkInterfaceIds;
        var (first, last) = (network.NetworkInterfaces[ids[0]], network.NetworkInterfaces[ids[1]]);
        network = network with
        {
            NetworkInterfaces = network.NetworkInterfaces.With(first with { SubnetId = last.SubnetId }).With(last with { SubnetId = first.SubnetId }),
        };

        var commands = new[] { "ecr.dkr", "kms" }
            .Select(service => PathAnalyzer.Analyze(network, Dev, HubVpc, Service(service)))
            .Select(path => path.Findings.Single(finding => finding.Code == FindingCode.NoRouteToDestination).Command);
        Assert.Single(commands.Distinct());
    }
}
