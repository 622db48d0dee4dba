using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Results;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Paths;
using EndpointHub.Topology;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Planning;

/// <summary>Connections through a Transit Gateway that joins a spoke and a hub already.</summary>
public sealed class TransitConnectionTests
{
    private static readonly ConnectionIntent Intent = new() { Hub = Landscape.Hub, SpokeVpcId = Dev };
    private static readonly NetworkSnapshot Joined = Network().OverTransit();
    private static readonly NetworkSnapshot Attached = Joined.WithoutRoute("rtb-dev", "10.255.0.0/16").WithoutRoute("rtb-shared", "10.2.0.0/16");

    [Fact]
    public void A_way_that_stands_needs_the_rule_alone()
    {
        var plan = ConnectionPlanner.For(Closed(Joined), Intent);

        Assert.Empty(plan.Refusals);
        var rule = Assert.IsType<AllowIngress>(Assert.Single(plan.Steps));
        Assert.Equal((HubGroup, "10.2.0.0/16"), (rule.SecurityGroupId, rule.Rule.Peer.ToString()));
        Assert.Empty(rule.Requires);
        Assert.Contains(plan.Found, sentence => sentence.Contains(Gateway, StringComparison.Ordinal));
        Assert.True(ConnectionPlanner.For(plan.Predicted, Intent).IsEmpty);
    }

    [Fact]
    public void Attached_vpcs_without_routes_get_routes_to_the_gateway_and_no_peering()
    {
        var plan = ConnectionPlanner.For(Attached, Intent);

        Assert.Empty(plan.Refusals);
        Assert.DoesNotContain(plan.Steps, step => step is RequestPeering);
        var routes = plan.Steps.OfType<CreateRoute>().ToList();
        Assert.Equal(["rtb-dev", "rtb-shared"], routes.Select(route => route.RouteTableId).Distinct().Order());
        Assert.All(routes, route => Assert.Equal(RouteTarget.TransitGateway(Gateway), route.Target));
        Assert.Equal(PathVerdict.Reachable, Test(plan.Predicted).Verdict);
    }

    [Fact]
    public void A_gateway_that_does_not_pass_between_them_is_not_used()
    {
        var isolated = Attached.ChangingTransitTable(table => table with { Routes = ValueList<TransitGatewayRoute>.Empty });

        var plan = ConnectionPlanner.For(isolated, Intent);

        Assert.Empty(plan.Refusals);
        Assert.Contains(plan.Steps, step => step is RequestPeering);
        Assert.All(plan.Steps.OfType<CreateRoute>(), route => Assert.Equal(RouteTargetKind.Peering, route.Target.Kind));
    }

    [Fact]
    public void A_peering_that_stands_beside_a_gateway_stays_the_way()
    {
        var both = Attached.WithPeering(PeeringId, Dev, Landscape.HubVpc);

        var plan = ConnectionPlanner.For(both, Intent);

        Assert.All(plan.Steps.OfType<CreateRoute>(), route => Assert.Equal(RouteTarget.Peering(PeeringId), route.Target));
    }

    [Fact]
    public void A_way_whose_gateway_cannot_be_read_is_neither_used_nor_replaced()
    {
        var unread = Joined with
        {
            TransitGateways = ResourceTable<TransitGateway>.From(Joined.TransitGateways.Select(gateway => gateway with { RoutesAreRead = false })),
            TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.Empty,
        };

        var plan = ConnectionPlanner.For(unread, Intent);

        Assert.Empty(plan.Units);
        Assert.Equal(("WayNotProven", Dev), plan.Refusals.Select(problem => (problem.Code, problem.Resource)).Single());
    }

    [Fact]
    public void The_route_that_carries_the_traffic_is_never_said_to_be_in_the_way()
    {
        foreach (var network in new[] { Joined, Closed(Joined), Attached })
            Assert.DoesNotContain(ConnectionPlanner.For(network, Intent).Refusals, problem => problem.Code == "RouteInTheWay");

        var broken = Joined.ChangingTransitTable(table => table with { Routes = ValueList<TransitGatewayRoute>.Empty });
        var refusal = ConnectionPlanner.For(broken, Intent).Refusals.First(problem => problem.Code == "RouteInTheWay");
        Assert.DoesNotContain("Remove", refusal.Advice, StringComparison.Ordinal);
        Assert.Contains("Leave the route", refusal.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_groups_cannot_be_admitted_across_a_gateway()
    {
        var network = Joined.WithSecurityGroup("sg-clients", Dev);
        var plan = ConnectionPlanner.For(network, Intent with { SourceSecurityGroupIds = ValueList.Of("sg-clients") });

        Assert.Equal("GroupReferenceOverTransitGateway", TestIntents.OnlyRefusal(plan).Code);
    }

    [Fact]
    public void Stage_and_spokes_of_the_hub_show_the_way()
    {
        var connected = ConnectionPlanner.For(Closed(Joined), Intent).Predicted;

        var spoke = SpokeConnection.In(connected, Landscape.Hub, Dev, default)!;
        Assert.NotEqual(SpokeStage.NotConnected, spoke.Stage);
        Assert.Equal((null, Gateway), (spoke.VpcPeeringConnectionId, spoke.TransitGatewayId));
        Assert.Equal([Dev], Hub.In(Unserved(connected), Landscape.Hub, default)!.SpokeVpcIds);

        // The hub alone shows it, because the spoke may be in another account.
        var alone = Unserved(connected) with
        {
            Vpcs = connected.Vpcs.Without(Dev),
            TransitGatewayAttachments = ResourceTable<TransitGatewayAttachment>.Empty,
        };
        Assert.Equal([Dev], Hub.In(alone, Landscape.Hub, default)!.SpokeVpcIds);
        Assert.Empty(Hub.In(Unserved(Closed(Joined)), Landscape.Hub, default)!.SpokeVpcIds);
        Assert.Equal(SpokeStage.NotConnected, SpokeConnection.In(Closed(Joined), Landscape.Hub, Dev, default)!.Stage);
    }

    [Fact]
    public void A_cut_over_needs_a_gateway_or_a_peering()
    {
        Assert.Empty(CutoverPlanner.For(Joined, TestIntents.Cutover()).Refusals);
        Assert.Equal(
            ["SpokeNotConnected"],
            CutoverPlanner.For(Attached.WithoutAttachment(DevAttachment), TestIntents.Cutover()).Refusals.Select(problem => problem.Code)
        );
    }

    private static NetworkSnapshot Closed(NetworkSnapshot network) =>
        network with
        {
            SecurityGroups = network.SecurityGroups.With(network.SecurityGroups[HubGroup] with { Ingress = ValueList<SecurityRule>.Empty }),
        };

    private static NetworkSnapshot Unserved(NetworkSnapshot network) =>
        network with
        {
            Zones = ResourceTable<PrivateZone>.From(network.Zones.Select(zone => zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == Dev) })),
        };
}
