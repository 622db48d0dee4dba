using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>How packets travel through a Transit Gateway. "TGW guide" is docs.aws.amazon.com/vpc/latest/tgw.</summary>
public sealed class TransitTests
{
    [Fact]
    public void A_trace_passes_both_attachments_in_both_directions() =>
        Assert.Equal(
            [
                $"EndpointHop {DkrEndpoint}",
                "RouteHop rtb-dev",
                $"TransitGatewayAttachmentHop {DevAttachment}",
                $"TransitGatewayRouteHop {TransitTable}",
                $"TransitGatewayAttachmentHop {HubAttachment}",
                "RouteHop rtb-shared",
                "NetworkAclHop acl-dev",
                "NetworkAclHop acl-dev",
                "SecurityGroupHop sg-hub",
                "RouteHop rtb-shared",
                $"TransitGatewayAttachmentHop {HubAttachment}",
                $"TransitGatewayRouteHop {TransitTable}",
                $"TransitGatewayAttachmentHop {DevAttachment}",
                "RouteHop rtb-dev",
                "NetworkAclHop acl-shared",
                "NetworkAclHop acl-shared",
            ],
            Test(Joined()).Subnets[0].Addresses[0].Hops.Select(hop => $"{hop.GetType().Name} {hop.Resource}")
        );

    [Fact]
    public void A_path_open_in_both_directions_is_reachable() => Assert.Equal(PathVerdict.Reachable, Test(Joined()).Verdict);

    [Fact]
    public void Every_subnet_of_an_attached_zone_reaches_the_transit_gateway()
    {
        // TGW guide, how transit gateways work: traffic can be routed to all subnets of a zone that is enabled.
        Assert.Empty(CodesOf(Joined().WithSubnet("subnet-dev-b", Dev, "10.2.9.0/24", "1a")));
        Assert.NotEmpty(CodesOf(Joined().WithSubnet("subnet-dev-b", Dev, "10.2.9.0/24", "1d")));
    }

    [Fact]
    public void A_zone_without_an_attachment_subnet_does_not_reach_the_transit_gateway()
    {
        // TGW guide, VPC attachments: resources in zones where there is no attachment cannot reach the gateway.
        var path = Test(Joined().WithSubnet("subnet-dev-d", Dev, "10.2.9.0/24", "1d"));

        Assert.Equal([PathVerdict.Reachable, PathVerdict.Reachable, PathVerdict.Unreachable], path.Subnets.Select(subnet => subnet.Verdict));
        var finding = path.Findings[0];
        Assert.Equal((FindingCode.TgwRouteAzRestriction, DevAttachment), (finding.Code, finding.Resource));
        Assert.Equal(
            $"aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id {DevAttachment} --add-subnet-ids subnet-dev-d",
            finding.Correction()
        );
    }

    [Fact]
    public void Answers_need_an_attachment_subnet_in_the_zone_of_each_address()
    {
        var path = Test(Joined().ChangingAttachment(HubAttachment, attachment => attachment with { SubnetIds = ValueList.Of("subnet-shared-a") }));

        Assert.All(
            path.Subnets,
            subnet => Assert.Equal([PathVerdict.Reachable, PathVerdict.Unreachable], subnet.Addresses.Select(address => address.Verdict))
        );
        Assert.Equal([FindingCode.TgwRouteAzRestriction], path.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Packets_from_a_zone_without_a_destination_attachment_may_arrive_in_any_zone()
    {
        // TGW guide, how transit gateways work: they are then routed to a random zone where the attachment is present.
        var network = Joined()
            .WithEndpoint(DkrEndpoint, HubVpc, "ecr.dkr", ["subnet-shared-c"], privateNames: [], HubGroup)
            .WithSubnet("subnet-shared-d", HubVpc, "10.255.9.0/24", "1d")
            .ChangingAttachment(HubAttachment, attachment => attachment with { SubnetIds = ValueList.Of("subnet-shared-c", "subnet-shared-d") });

        var closed = network.WithAcl(HubVpc, ["subnet-shared-d"]);

        Assert.Equal([PathVerdict.Reachable, PathVerdict.Reachable], Clients(Test(network)));
        Assert.Equal([PathVerdict.Unreachable, PathVerdict.Reachable], Clients(Test(closed)));
    }

    [Fact]
    public void Packets_stay_in_their_zone_unless_the_destination_is_in_appliance_mode()
    {
        // TGW guide, VPC attachments, appliance mode: the gateway chooses between the source's and the destination's zone.
        var network = Joined()
            .WithEndpoint(DkrEndpoint, HubVpc, "ecr.dkr", ["subnet-shared-a"], privateNames: [], HubGroup)
            .WithTransitSubnets(HubAttachment, HubVpc)
            .WithAcl(HubVpc, ["subnet-vpc-shared-1c"]);
        var inApplianceMode = network.ChangingAttachment(HubAttachment, attachment => attachment with { IsInApplianceMode = true });

        Assert.Equal([PathVerdict.Reachable, PathVerdict.Unreachable], Clients(Test(network)));
        Assert.Equal([PathVerdict.Reachable, PathVerdict.Unreachable], Clients(Test(inApplianceMode)));

        var otherZone = network.WithAcl(HubVpc, ["subnet-vpc-shared-1a"], Allow(100, egress: false, 1024, 65535));
        Assert.Equal([PathVerdict.Unreachable, PathVerdict.Reachable], Clients(Test(otherZone)));
        Assert.Equal(
            [PathVerdict.Unreachable, PathVerdict.Unreachable],
            Clients(Test(otherZone.ChangingAttachment(HubAttachment, attachment => attachment with { IsInApplianceMode = true })))
        );
    }

    [Fact]
    public void Zones_are_compared_by_zone_id_when_it_is_known()
    {
        // The dev account names apne1-az1 1a, the hub's account names it 1c (RAM user guide, Availability Zone ids).
        var network = Joined()
            .WithEndpoint(DkrEndpoint, HubVpc, "ecr.dkr", ["subnet-shared-a"], privateNames: [], HubGroup)
            .WithTransitSubnets(HubAttachment, HubVpc);
        var named = network with
        {
            Subnets = ResourceTable<Subnet>.From(
                network.Subnets.Select(subnet =>
                    subnet with
                    {
                        AvailabilityZoneId = subnet.VpcId == Dev == subnet.AvailabilityZone.EndsWith('a') ? "apne1-az1" : "apne1-az2",
                    }
                )
            ),
        };

        // Packets from dev's 1a arrive in the hub's 1c, where an ACL drops them.
        var closed = named.WithAcl(HubVpc, ["subnet-vpc-shared-1c"]);

        Assert.Equal([PathVerdict.Reachable, PathVerdict.Reachable], Clients(Test(named)));
        Assert.Equal([PathVerdict.Unreachable, PathVerdict.Reachable], Clients(Test(closed)));
    }

    [Theory]
    [InlineData("subnet-vpc-dev-1a", false, 443, FindingCode.SubnetAclRestriction)]
    [InlineData("subnet-vpc-dev-1a", true, 40000, FindingCode.EphemeralPortsRestricted)]
    [InlineData("subnet-vpc-shared-1a", true, 443, FindingCode.SubnetAclRestriction)]
    [InlineData("subnet-vpc-shared-1a", false, 40000, FindingCode.EphemeralPortsRestricted)]
    public void The_attachment_subnets_acl_is_evaluated_once_for_traffic_of_other_subnets(string subnetId, bool egress, int port, FindingCode code)
    {
        // TGW guide, network ACLs, different subnets: inbound by source from instances to the gateway, outbound by destination the other way.
        var vpcId = subnetId.Contains(Dev, StringComparison.Ordinal) ? Dev : HubVpc;
        var network = Joined().WithTransitSubnets(DevAttachment, Dev).WithTransitSubnets(HubAttachment, HubVpc);
        NetworkAclEntry[] enough =
            vpcId == Dev
                ? [Allow(100, egress: false, 443, 443, "10.2.0.0/16"), Allow(100, egress: true, 1024, 65535, "10.2.0.0/16")]
                : [Allow(100, egress: true, 443, 443, "10.255.0.0/16"), Allow(100, egress: false, 1024, 65535, "10.255.0.0/16")];

        var open = network.WithAcl(vpcId, [subnetId], enough);
        var closed = network.WithAcl(vpcId, [subnetId], [Deny(50, egress, port, port), .. enough]);

        Assert.Equal([FindingCode.SubnetWithoutClients], CodesOf(open));
        Assert.Equal([code, FindingCode.SubnetWithoutClients], CodesOf(closed));
    }

    [Fact]
    public void An_acl_is_not_evaluated_for_traffic_from_the_gateway_into_the_same_subnet()
    {
        // TGW guide, network ACLs, same subnet: neither direction is evaluated from the gateway to instances, both are the other way.
        var network = Joined()
            .WithAcl(
                HubVpc,
                ["subnet-shared-a", "subnet-shared-c"],
                Allow(100, egress: true, 1024, 65535, "10.2.0.0/16"),
                Allow(100, egress: false, 1024, 65535, "10.255.0.0/16")
            );

        // Requests to addresses of the other zone arrive in their own zone's subnet and cross over.
        Assert.Equal(
            [PathVerdict.Reachable, PathVerdict.Unreachable, PathVerdict.Unreachable, PathVerdict.Reachable],
            Test(network).Subnets.SelectMany(subnet => subnet.Addresses).Select(address => address.Verdict)
        );
    }

    [Fact]
    public void A_subnet_for_attachments_only_needs_no_route_to_the_hub()
    {
        // TGW guide, design best practices: a separate subnet for each attachment. Its table needs the VPC's routes only.
        var network = Joined().WithTransitSubnets(DevAttachment, Dev).WithRouteTable("rtb-transit", Dev, $"subnet-{Dev}-1a", $"subnet-{Dev}-1c");

        var path = Test(network);
        Assert.Equal(["subnet-dev-a", "subnet-dev-c"], path.Subnets.Select(subnet => subnet.SubnetId));
        Assert.Equal((PathVerdict.Reachable, FindingCode.SubnetWithoutClients), (path.Verdict, path.Findings.Single().Code));
        Assert.Equal([$"subnet-{Dev}-1a", $"subnet-{Dev}-1c"], path.Findings[0].Resources);
        Assert.Contains($"-SubnetId subnet-{Dev}-1a", path.Findings[0].Correction(), StringComparison.Ordinal);

        var named = new PathQuestion(Dev, HubVpc, Dkr) { ClientSubnetIds = ValueList.Of($"subnet-{Dev}-1a") };
        Assert.Equal([$"subnet-{Dev}-1a"], PathAnalyzer.Analyze(new PathIndex(network), named).Subnets.Select(subnet => subnet.SubnetId));
    }

    [Fact]
    public void Subnets_of_workloads_in_which_nothing_runs_at_the_moment_are_tested()
    {
        var network = Joined().WithoutRoute("rtb-dev", "10.255.0.0/16");
        var idle = network with
        {
            Subnets = ResourceTable<Subnet>.From(network.Subnets.Select(subnet => subnet with { HoldsAttachmentsOnly = subnet.VpcId == Dev })),
        };

        Assert.Equal([FindingCode.NoRouteToDestination, FindingCode.SubnetWithoutClients], CodesOf(idle));
        Assert.Equal(["subnet-dev-a", "subnet-dev-c"], Test(idle).Subnets.Select(subnet => subnet.SubnetId));
    }

    [Fact]
    public void A_vpc_of_small_subnets_with_attachments_only_is_tested_in_all_of_them()
    {
        var network = Joined().WithTransitSubnets(DevAttachment, Dev);
        var small = network with { Subnets = network.Subnets.Without("subnet-dev-a").Without("subnet-dev-c") };

        Assert.Equal([$"subnet-{Dev}-1a", $"subnet-{Dev}-1c"], Test(small).Subnets.Select(subnet => subnet.SubnetId));
        Assert.All(Test(small).Findings, finding => Assert.DoesNotContain("not tested", finding.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void The_attachment_subnets_route_table_decides_about_incoming_packets()
    {
        // TGW guide, VPC attachments, route table requirements.
        var network = Joined()
            .WithTransitSubnets(HubAttachment, HubVpc)
            .WithRouteTable("rtb-transit", HubVpc, "subnet-vpc-shared-1a", "subnet-vpc-shared-1c")
            .WithRoute("rtb-transit", "10.255.0.0/24", new RouteTarget(RouteTargetKind.NetworkInterface, "eni-fw"));

        var finding = Test(network).Findings.Single();
        Assert.Equal((FindingCode.MoreSpecificRoute, "rtb-transit"), (finding.Code, finding.Resource));
    }

    [Fact]
    public void Requests_over_a_peering_and_answers_over_a_transit_gateway_are_reachable()
    {
        var joined = Network().WithPeering(PeeringId, Dev, HubVpc).OverTransit().WithPeering(PeeringId, Dev, HubVpc);

        Assert.Empty(CodesOf(joined.WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.Peering(PeeringId))));
        Assert.Empty(CodesOf(joined.WithRoute("rtb-shared", "10.2.0.0/16", RouteTarget.Peering(PeeringId))));
        Assert.NotEmpty(CodesOf(joined.WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.Peering("pcx-other"))));
    }

    [Fact]
    public void The_remedy_for_a_missing_route_uses_the_connecting_transit_gateway() =>
        Assert.Equal(
            ["aws ec2 create-route --route-table-id rtb-shared --destination-cidr-block 10.2.0.0/16 --transit-gateway-id tgw-0a"],
            Test(Joined().WithoutRoute("rtb-shared", "10.2.0.0/16")).Findings.Select(finding => finding.Correction()).Distinct()
        );

    [Fact]
    public void A_route_to_a_transit_gateway_without_the_hub_overrides_the_working_route() =>
        Assert.Equal(
            [FindingCode.MoreSpecificRoute],
            CodesOf(Network().WithRoute("rtb-dev", "10.255.0.0/24", RouteTarget.TransitGateway("tgw-other")))
        );

    [Fact]
    public void A_pending_attachment_is_one_finding_despite_its_blackhole_routes()
    {
        var network = Joined()
            .WithoutTransitRoute("10.2.0.0/16")
            .ChangingAttachment(
                DevAttachment,
                attachment => attachment with { State = TransitGatewayAttachmentState.PendingAcceptance, RouteTableId = null }
            )
            .WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.TransitGateway(Gateway), blackhole: true);

        var finding = Test(network).Findings.Single();

        Assert.Equal($"aws ec2 accept-transit-gateway-vpc-attachment --transit-gateway-attachment-id {DevAttachment}", finding.Correction());
        Assert.Equal($"Run it with credentials of account {Tokyo.AccountId}, which owns {Gateway}.", finding.Advice);
    }

    [Fact]
    public void An_attached_vpc_with_overlapping_blocks_is_reported()
    {
        // TGW guide, VPC attachments, limits: its routes are not propagated.
        var finding = Test(Joined().WithoutTransitRoute("10.2.0.0/16")).Findings[0];

        Assert.Equal(FindingCode.TgwRtbNoRouteToTgwAttachment, finding.Code);
        Assert.Contains("overlaps vpc-dev", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(
            $"aws ec2 create-transit-gateway-route --transit-gateway-route-table-id {TransitTable} --destination-cidr-block 10.2.0.0/16 --transit-gateway-attachment-id {DevAttachment}",
            finding.Correction()
        );
    }

    [Fact]
    public void The_remedy_for_a_missing_propagation_enables_it()
    {
        var network = Joined()
            .WithoutTransitRoute("10.2.0.0/16")
            .ChangingTransitTable(table => table with { PropagatingAttachmentIds = ValueList.Of(HubAttachment) });

        Assert.Equal(
            $"aws ec2 enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id {TransitTable} --transit-gateway-attachment-id {DevAttachment}",
            Test(network).Findings[0].Correction()
        );
    }

    [Fact]
    public void Each_vpc_sends_by_the_route_table_associated_with_its_attachment()
    {
        // A common setup: spokes reach the hub only, and the hub reaches all spokes.
        var spokes = new TransitGatewayRouteTable { Id = "tgw-rtb-spokes", TransitGatewayId = Gateway };
        var network = Joined()
            .WithoutTransitRoute("10.255.0.0/16")
            .ChangingAttachment(DevAttachment, attachment => attachment with { RouteTableId = spokes.Id });
        network = network with { TransitGatewayRouteTables = network.TransitGatewayRouteTables.With(spokes) };
        var routed = spokes with { Routes = ValueList.Of(new TransitGatewayRoute(Cidr.Parse("10.255.0.0/16"), HubAttachment)) };

        Assert.Equal([FindingCode.TgwRtbNoRouteToTgwAttachment], CodesOf(network));
        Assert.Empty(CodesOf(network with { TransitGatewayRouteTables = network.TransitGatewayRouteTables.With(routed) }));
    }

    [Fact]
    public void A_static_transit_gateway_route_wins_over_a_propagated_one_in_any_list_order()
    {
        // TGW guide, route evaluation order.
        var network = Joined()
            .ChangingTransitTable(table =>
                table with
                {
                    Routes = table.Routes.With(new TransitGatewayRoute(Cidr.Parse("10.2.0.0/16"), AttachmentId: null, IsBlackhole: true)),
                }
            );

        var findings = Test(network).Findings;
        Assert.All(findings, finding => Assert.Equal(FindingCode.TgwRtbHigherPriorityRoute, finding.Code));
        Assert.Equal(
            $"aws ec2 delete-transit-gateway-route --transit-gateway-route-table-id {TransitTable} --destination-cidr-block 10.2.0.0/16",
            findings[0].Correction()
        );
    }

    [Fact]
    public void A_more_specific_route_to_the_same_attachment_changes_nothing()
    {
        Assert.Empty(CodesOf(Joined().WithTransitRoute("10.2.1.0/24", DevAttachment)));
        Assert.NotEmpty(CodesOf(Joined().WithTransitRoute("10.2.1.0/24", "tgw-attach-firewall")));
    }

    [Fact]
    public void Packets_to_an_unknown_attachment_are_undecided() =>
        Assert.Equal(
            [FindingCode.UnsupportedTarget],
            CodesOf(Joined().WithoutTransitRoute("10.255.0.0/16").WithTransitRoute("0.0.0.0/0", "tgw-attach-firewall"))
        );

    [Fact]
    public void Packets_to_another_vpc_with_the_same_addresses_are_lost()
    {
        var network = Joined()
            .WithEnvironment("twin", "10.2.0.0/16")
            .WithAttachment("tgw-attach-twin", "vpc-twin", "subnet-twin-a")
            .WithoutTransitRoute("10.2.0.0/16")
            .ChangingTransitTable(table =>
                table with
                {
                    Routes = table.Routes.With(new TransitGatewayRoute(Cidr.Parse("10.2.0.0/16"), "tgw-attach-twin", IsPropagated: true)),
                }
            );

        Assert.Equal([FindingCode.TgwRtbCannotRoute], CodesOf(network));
    }

    [Fact]
    public void Unreadable_transit_gateway_route_tables_leave_the_path_unknown()
    {
        var network = Joined() with { TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.Empty };
        network = network with { TransitGateways = network.TransitGateways.With(network.TransitGateways[Gateway] with { RoutesAreRead = false }) };
        network = new[] { DevAttachment, HubAttachment }.Aggregate(
            network,
            (changed, id) => changed.ChangingAttachment(id, attachment => attachment with { RouteTableId = null })
        );

        Assert.Equal([FindingCode.ResourceUnknown], CodesOf(network));
        Assert.Equal(PathVerdict.Unknown, Test(network).Verdict);
    }

    [Fact]
    public void An_unread_transit_gateway_leaves_the_path_unknown()
    {
        var network = Network().WithRoute("rtb-dev", "10.255.0.0/16", RouteTarget.TransitGateway("tgw-unread"));

        var finding = Test(network).Findings.Single();
        Assert.Equal((FindingCode.ResourceUnknown, "tgw-unread"), (finding.Code, finding.Resource));
    }

    [Fact]
    public void A_rule_for_a_spokes_group_allows_nothing_through_a_transit_gateway()
    {
        // TGW guide, security group referencing, limitations: not supported for PrivateLink endpoints.
        var network = Joined().WithSecurityGroup("sg-work", Dev).WithIngress(new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-work")));

        var findings = Test(network, "sg-work").Findings;

        Assert.Equal([FindingCode.EniSgRulesMismatch], findings.Select(finding => finding.Code).Distinct());
        Assert.All(findings, finding => Assert.Contains("sg-work", finding.Reason, StringComparison.Ordinal));
        Assert.Equal([FindingCode.EniSgRulesMismatch], CodesOf(network));
    }

    [Fact]
    public void An_egress_rule_for_the_endpoints_group_allows_nothing_through_a_transit_gateway()
    {
        // TGW guide, security group referencing: in inbound rules only.
        var network = Joined()
            .WithSecurityGroup("sg-work", Dev)
            .WithEgress("sg-work", new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: HubGroup)));

        Assert.Equal([FindingCode.WorkloadEgressRestriction], Test(network, "sg-work").Findings.Select(finding => finding.Code).Distinct());
    }

    private static NetworkSnapshot Joined() => Network().OverTransit();

    private static EndpointPath Test(NetworkSnapshot network) => WorkingHub.Test(network);

    private static EndpointPath Test(NetworkSnapshot network, string clientGroup) =>
        PathAnalyzer.Analyze(new PathIndex(network), new PathQuestion(Dev, HubVpc, Dkr) { WorkloadSecurityGroupIds = ValueList.Of(clientGroup) });

    private static IEnumerable<PathVerdict> Clients(EndpointPath path) => path.Subnets.Select(subnet => subnet.Verdict);
}
