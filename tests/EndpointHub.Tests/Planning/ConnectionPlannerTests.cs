using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class ConnectionPlannerTests
{
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.dkr")).WithHub("ecr.dkr");
    private static readonly string Group = Seed.SecurityGroups.Single(group => group.IsOf("shared")).Id;

    [Fact]
    public void A_connection_is_a_peering_routes_on_both_sides_and_a_rule()
    {
        var plan = ConnectionPlanner.For(Seed, Ask.Connection());

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal((PlanUnitKind.Connection, "vpc-dev"), (unit.Kind, unit.Subject));
        Assert.Equal(
            ["CreateVpcPeeringConnection", "AcceptVpcPeeringConnection", "CreateRoute", "CreateRoute", "CreateRoute", "AuthorizeSecurityGroupIngress"],
            unit.Steps.Select(step => step.Action.Name));
        var peering = RouteTarget.Peering(Assert.IsType<RequestPeering>(unit.Steps[0]).PeeringId);
        Assert.Equal(
            [("rtb-dev", "10.255.0.0/24", peering), ("rtb-dev", "10.255.1.0/24", peering), ("rtb-shared", "10.2.0.0/16", peering)],
            Routes(plan));
        Assert.All(unit.Steps.OfType<CreateRoute>(), route => Assert.Equal(ValueList.Of(unit.Steps[1].Key), route.Requires));
        Assert.Equal(ValueList.Of(unit.Steps[0].Key), unit.Steps[1].Requires);

        var rule = Assert.IsType<AllowIngress>(unit.Steps[5]);
        Assert.Equal((Group, Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.2.0.0/16"))), (rule.SecurityGroupId, rule.Rule.Traffic, rule.Rule.Peer));
        Assert.Equal(HubMark.RuleDescription("shared", "vpc-dev"), rule.Rule.Description);
    }

    [Fact]
    public void Both_sides_blocks_are_told_once_the_peering_is_active()
    {
        var peering = Assert.Single(Ask.Done(ConnectionPlanner.For(Seed, Ask.Connection())).Peerings);

        Assert.True(peering.IsActive);
        Assert.Equal("10.2.0.0/16", peering.Requester.Cidrs.ToString());
        Assert.Equal("10.255.0.0/16", peering.Accepter.Cidrs.ToString());
    }

    [Fact]
    public void Secondary_blocks_get_return_routes_and_rules_too()
    {
        var before = Seed.ChangingVpc("vpc-dev", vpc => vpc with { Cidrs = vpc.Cidrs.With(Cidr.Parse("100.64.0.0/16")) });

        var plan = ConnectionPlanner.For(before, Ask.Connection());

        Assert.Contains(Routes(plan), route => (route.Table, route.To) == ("rtb-shared", "100.64.0.0/16"));
        Assert.Equal(["10.2.0.0/16", "100.64.0.0/16"], plan.Steps.OfType<AllowIngress>().Select(step => step.Rule.Peer.ToString()));
    }

    [Fact]
    public void Every_route_table_that_subnets_use_gets_the_routes_and_no_other()
    {
        var before = Seed.WithRouteTable("rtb-dev-a", "vpc-dev", "subnet-dev-a").WithRouteTable("rtb-dev-unused", "vpc-dev")
            .WithRouteTable("rtb-shared-a", Landscape.HubVpc, "subnet-shared-a").WithRouteTable("rtb-shared-c", Landscape.HubVpc, "subnet-shared-c");

        var plan = ConnectionPlanner.For(before, Ask.Connection());

        Assert.Equal(["rtb-dev", "rtb-dev-a", "rtb-shared-a", "rtb-shared-c"], Routes(plan).Select(route => route.Table).Distinct().Order());
    }

    [Theory]
    [InlineData("vpc-dev", Landscape.HubVpc)]
    [InlineData(Landscape.HubVpc, "vpc-dev")]
    public void A_present_peering_is_used_whoever_asked_for_it(string requester, string accepter)
    {
        var plan = ConnectionPlanner.For(Seed.WithPeering("pcx-1", requester, accepter), Ask.Connection());

        Assert.DoesNotContain(plan.Steps, step => step is RequestPeering or AcceptPeering);
        Assert.All(plan.Steps.OfType<CreateRoute>(), route => Assert.Equal(RouteTarget.Peering("pcx-1"), route.Target));
        Assert.All(plan.Steps, step => Assert.Empty(step.Requires));
    }

    [Fact]
    public void A_peering_that_waits_is_accepted_and_not_asked_for_again()
    {
        var before = Seed.WithPeering("pcx-1", "vpc-dev", Landscape.HubVpc, PeeringState.PendingAcceptance)
            .WithRoute("rtb-dev", "10.255.0.0/24", RouteTarget.Peering("pcx-1"), blackhole: true);

        var plan = ConnectionPlanner.For(before, Ask.Connection());

        Assert.Equal("pcx-1", Assert.IsType<AcceptPeering>(plan.Steps.First()).PeeringId);
        Assert.DoesNotContain(plan.Steps, step => step is RequestPeering);
        Assert.DoesNotContain(Routes(plan), route => (route.Table, route.To) == ("rtb-dev", "10.255.0.0/24"));
        Assert.DoesNotContain(plan.Predicted.RouteTables["rtb-dev"].Routes, route => route.IsBlackhole);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("rejected")]
    [InlineData("deleted")]
    public void A_dead_peering_is_no_connection(string state) =>
        Assert.Single(ConnectionPlanner.For(Seed.WithPeering("pcx-dead", "vpc-dev", Landscape.HubVpc, state), Ask.Connection()).Steps.OfType<RequestPeering>());

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.255.0.0/16")]
    public void A_wider_route_to_the_same_peering_is_enough(string wider)
    {
        var before = Seed.WithPeering("pcx-1", "vpc-dev", Landscape.HubVpc).WithRoute("rtb-dev", wider, RouteTarget.Peering("pcx-1"));

        Assert.Equal(["rtb-shared"], Routes(ConnectionPlanner.For(before, Ask.Connection())).Select(route => route.Table));
    }

    [Fact]
    public void A_wider_route_elsewhere_is_outdone_and_left()
    {
        var elsewhere = new RouteTarget(RouteTargetKind.TransitGateway, "tgw-1");
        var before = Seed.WithRoute("rtb-dev", "10.0.0.0/8", elsewhere);

        var plan = ConnectionPlanner.For(before, Ask.Connection());

        Assert.Empty(plan.Refusals);
        Assert.Contains(new Route(RouteDestination.To(Cidr.Parse("10.0.0.0/8")), elsewhere), plan.Predicted.RouteTables["rtb-dev"].Routes);
    }

    [Theory]
    [InlineData("rtb-dev", "10.255.0.0/24", false)]
    [InlineData("rtb-dev", "10.255.0.128/25", false)]
    [InlineData("rtb-dev", "10.255.0.0/24", true)]
    [InlineData("rtb-shared", "10.2.0.0/16", false)]
    [InlineData("rtb-shared", "10.2.7.0/24", false)]
    public void A_route_for_the_same_block_or_a_part_of_it_that_leads_elsewhere_is_refused(string table, string cidr, bool blackhole)
    {
        var before = Seed.WithRoute(table, cidr, RouteTarget.Peering("pcx-old"), blackhole);

        var problem = Ask.OnlyRefusal(ConnectionPlanner.For(before, Ask.Connection()));

        Assert.Equal(("RouteInTheWay", table), (problem.Code, problem.Resource));
        Assert.Contains(cidr, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_propagated_route_is_not_covered_up_and_is_in_nobodys_way_where_a_static_one_stands()
    {
        var plan = ConnectionPlanner.For(Propagated(Seed), Ask.Connection());

        Assert.Empty(plan.Units);
        Assert.All(plan.Refusals, problem => Assert.Equal(("RouteInTheWay", "rtb-dev"), (problem.Code, problem.Resource)));
        Assert.Equal(2, plan.Refusals.Count);
        Assert.True(ConnectionPlanner.For(Propagated(Seed.Connected()), Ask.Connection()) is { IsEmpty: true, Refusals.Count: 0 });
    }

    [Fact]
    public void A_static_route_comes_and_goes_beside_a_propagated_one()
    {
        var before = Propagated(Seed);
        var create = new CreateRoute { Location = Landscape.Tokyo, RouteTableId = "rtb-dev", Destination = Cidr.Parse("10.255.0.0/24"), Target = RouteTarget.Peering("pcx-1") };

        var after = before.After(create);

        Assert.Equal(["pcx-1", "vgw-0a"], after.RouteTables["rtb-dev"].Routes.Where(route => route.Destination.Cidr == create.Destination).Select(route => route.Target.Id));
        Assert.Equal(before, after.After(create.InverseOn(before)));
        Assert.Equal(after, before.After(create.InverseOn(before).InverseOn(after)));
    }

    [Theory]
    [InlineData("tcp", 443, 443)]
    [InlineData("tcp", 0, 65535)]
    [InlineData("-1", null, null)]
    public void A_rule_that_lets_the_spoke_in_already_is_enough(string protocol, int? from, int? to)
    {
        var group = Seed.SecurityGroups[Group] with { Ingress = ValueList.Of(new SecurityRule(new Traffic(protocol, from, to), RulePeer.From(Cidr.Parse("10.0.0.0/8")))) };

        Assert.Empty(ConnectionPlanner.For(Seed with { SecurityGroups = Seed.SecurityGroups.With(group) }, Ask.Connection()).Steps.OfType<AllowIngress>());
    }

    [Theory]
    [InlineData("udp", 443, 443, "10.0.0.0/8")]
    [InlineData("tcp", 80, 442, "10.0.0.0/8")]
    [InlineData("tcp", 443, 443, "10.2.0.0/17")]
    public void A_rule_that_lets_in_something_else_is_not(string protocol, int from, int to, string cidr)
    {
        var group = Seed.SecurityGroups[Group] with { Ingress = ValueList.Of(new SecurityRule(new Traffic(protocol, from, to), RulePeer.From(Cidr.Parse(cidr)))) };

        Assert.Single(ConnectionPlanner.For(Seed with { SecurityGroups = Seed.SecurityGroups.With(group) }, Ask.Connection()).Steps.OfType<AllowIngress>());
    }

    [Fact]
    public void A_group_that_the_operator_gave_gets_a_rule_more_and_loses_none()
    {
        var present = new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("192.168.0.0/24")), "ours");
        var before = Landscape.Seed(ValueList.Of("ecr.dkr")).WithSecurityGroup("sg-mine", Landscape.HubVpc, present);
        before = Ask.Done(HubPlanner.For(before, Ask.Hub("ecr.dkr") with { SecurityGroupIds = ValueList.Of("sg-mine") }));

        var after = Ask.Done(ConnectionPlanner.For(before, Ask.Connection()));

        Assert.Equal(2, after.SecurityGroups["sg-mine"].Ingress.Count);
        Assert.Contains(present, after.SecurityGroups["sg-mine"].Ingress);
    }

    [Theory]
    [InlineData("kms", 443)]
    [InlineData("cassandra", 9142)]
    [InlineData("cassandra-fips", 9142)]
    [InlineData("email-smtp", 25, 465, 587, 2465, 2587)]
    public void Ports_are_the_services(string service, params int[] ports)
    {
        var before = Landscape.Seed(ValueList.Of(service)).WithHub(service);

        Assert.Equal(ports.Select(Traffic.Tcp), ConnectionPlanner.For(before, Ask.Connection()).Steps.OfType<AllowIngress>().Select(step => step.Rule.Traffic));
    }

    [Fact]
    public void Doubt_about_an_endpoints_ports_is_said_and_keeps_nobody_unconnected()
    {
        var odd = Seed.WithSecurityGroup("sg-odd", "vpc-dev", new SecurityRule(Traffic.Tcp(8883), RulePeer.From(Cidr.Everything)))
            .Changing("vpce-dev-ecr.dkr", endpoint => endpoint with { SecurityGroupIds = ValueList.Of("sg-odd") });

        var plan = ConnectionPlanner.For(odd, Ask.Connection());

        Assert.Empty(ConnectionPlanner.For(Seed, Ask.Connection()).Notes);
        Assert.Empty(plan.Refusals);
        Assert.StartsWith("vpce-dev-ecr.dkr: lets clients of com.amazonaws.ap-northeast-1.ecr.dkr in on tcp/8883", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Empty(ConnectionPlanner.For(odd, Ask.Connection("vpc-stg")).Notes);
    }

    [Fact]
    public void What_stands_and_fits_is_told_and_nothing_else()
    {
        Assert.Empty(ConnectionPlanner.For(Seed, Ask.Connection()).Found);
        var connected = Seed.Connected();
        var peering = Assert.Single(connected.Peerings).Id;

        Assert.Equal(
            [
                $"{peering} between vpc-dev and vpc-shared exists already (active) and is used.",
                $"rtb-dev already has a route to 10.255.0.0/24 through {peering}.", $"rtb-dev already has a route to 10.255.1.0/24 through {peering}.",
                $"rtb-shared already has a route to 10.2.0.0/16 through {peering}.", $"{Group} admits 10.2.0.0/16 on tcp/443 already.",
            ],
            ConnectionPlanner.For(connected, Ask.Connection()).Found);

        var unreturned = connected with { RouteTables = connected.RouteTables.With(connected.RouteTables["rtb-shared"].Without(RouteDestination.To(Cidr.Parse("10.2.0.0/16")))) };
        Assert.DoesNotContain(ConnectionPlanner.For(unreturned, Ask.Connection()).Found, sentence => sentence.StartsWith("rtb-shared", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_serves_several_endpoints_is_found_once_and_not_when_this_plan_makes_it()
    {
        var before = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms");

        Assert.Empty(ConnectionPlanner.For(before, Ask.Connection()).Found);
        Assert.Single(ConnectionPlanner.For(before.Connected(), Ask.Connection()).Found, sentence => sentence.Contains("tcp/443", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.255.128.0/17", Landscape.HubVpc)]
    [InlineData("10.0.0.0/8", Landscape.HubVpc)]
    public void A_spoke_that_overlaps_the_hub_is_refused_before_anything_is_asked(string cidr, string other)
    {
        var before = Seed.WithEnvironment("odd", cidr);

        var problem = Ask.OnlyRefusal(ConnectionPlanner.For(before, Ask.Connection("vpc-odd")));

        Assert.Equal(("CidrOverlap", "vpc-odd"), (problem.Code, problem.Resource));
        Assert.Contains(other, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spoke_that_overlaps_a_connected_spoke_is_refused()
    {
        var before = Seed.WithEnvironment("odd", "10.2.128.0/17");

        var both = ConnectionPlanner.For(before, Ask.Connection()).Then(snapshot => ConnectionPlanner.For(snapshot, Ask.Connection("vpc-odd")));

        Assert.Equal("vpc-dev", Assert.Single(both.Units).Subject);
        Assert.Equal(("CidrOverlap", "vpc-odd"), (both.Refusals.Single().Code, both.Refusals.Single().Resource));
    }

    [Fact]
    public void A_peer_that_the_snapshot_does_not_hold_is_known_by_the_peerings_blocks()
    {
        var before = Seed.WithEnvironment("odd", "10.2.128.0/17").WithPeering("pcx-1", "vpc-dev", Landscape.HubVpc);
        before = before with { Vpcs = before.Vpcs.Without("vpc-dev") };

        Assert.Equal("CidrOverlap", Ask.OnlyRefusal(ConnectionPlanner.For(before, Ask.Connection("vpc-odd"))).Code);
    }

    [Theory]
    [InlineData(Landscape.HubVpc, "SpokeIsHub")]
    [InlineData("vpc-nowhere", "VpcNotFound")]
    public void What_is_no_spoke_is_refused(string vpcId, string code)
    {
        var problem = Ask.OnlyRefusal(ConnectionPlanner.For(Seed, Ask.Connection(vpcId)));

        Assert.Equal((code, vpcId), (problem.Code, problem.Resource));
    }

    [Fact]
    public void A_vpc_without_tagged_endpoints_is_no_hub()
    {
        var problem = Ask.OnlyRefusal(ConnectionPlanner.For(Landscape.Seed(), Ask.Connection()));

        Assert.Equal(("HubNotFound", "shared"), (problem.Code, problem.Resource));
    }

    [Theory]
    [InlineData("vpc-dev")]
    [InlineData(Landscape.HubVpc)]
    public void A_vpc_where_private_zones_cannot_answer_is_refused(string vpcId)
    {
        var problem = Ask.OnlyRefusal(ConnectionPlanner.For(Seed.ChangingVpc(vpcId, vpc => vpc with { EnableDnsHostnames = false }), Ask.Connection()));

        Assert.Equal(("VpcDnsDisabled", vpcId), (problem.Code, problem.Resource));
    }

    [Fact]
    public void An_endpoint_without_a_group_that_can_be_seen_is_refused()
    {
        var id = Seed.Endpoints.Single(endpoint => endpoint.IsOf("shared")).Id;
        var before = Seed.Changing(id, endpoint => endpoint with { SecurityGroupIds = ValueList.Of("sg-unseen") });

        var problem = Ask.OnlyRefusal(ConnectionPlanner.For(before, Ask.Connection()));

        Assert.Equal(("SecurityGroupNotInVpc", "sg-unseen"), (problem.Code, problem.Resource));
    }

    [Fact]
    public void Only_the_route_tables_that_are_named_lead_to_the_hub_and_the_way_back_stays_whole()
    {
        var before = Seed.WithRouteTable("rtb-dev-a", "vpc-dev", "subnet-dev-a");

        var plan = ConnectionPlanner.For(before, Ask.Connection() with { RouteTableIds = ValueList.Of("rtb-dev-a") });

        Assert.Equal(["rtb-dev-a", "rtb-shared"], Routes(plan).Select(route => route.Table).Distinct().Order());
        Assert.Contains(Routes(plan), route => (route.Table, route.To) == ("rtb-shared", "10.2.0.0/16"));
    }

    [Fact]
    public void A_group_of_the_spoke_is_let_in_once_the_peering_is_active_and_no_block_is()
    {
        var before = Seed.WithSecurityGroup("sg-tasks", "vpc-dev");
        var intent = Ask.Connection() with { SourceSecurityGroupIds = ValueList.Of("sg-tasks") };

        var plan = ConnectionPlanner.For(before, intent);

        var rule = Assert.Single(plan.Steps.OfType<AllowIngress>());
        Assert.Equal(new RulePeer(GroupId: "sg-tasks"), rule.Rule.Peer);
        Assert.Equal(ValueList.Of(plan.Steps.OfType<AcceptPeering>().Single().Key), rule.Requires);
        Assert.True(ConnectionPlanner.For(plan.Predicted, intent).IsEmpty);
        Assert.True(ConnectionPlanner.For(plan.Predicted, Ask.Connection()).IsEmpty, "Connecting again must not widen what was chosen.");
    }

    [Fact]
    public void A_group_that_somebody_else_let_in_keeps_no_block_out()
    {
        var theirs = new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-dev-default"), "theirs");
        var before = Seed with { SecurityGroups = Seed.SecurityGroups.With(Seed.SecurityGroups[Group] with { Ingress = ValueList.Of(theirs) }) };

        Assert.Equal("10.2.0.0/16", Assert.Single(ConnectionPlanner.For(before, Ask.Connection()).Steps.OfType<AllowIngress>()).Rule.Peer.ToString());
    }

    [Theory]
    [InlineData("rtb-stg", null, "RouteTableNotInVpc", "rtb-stg")]
    [InlineData("rtb-nowhere", null, "RouteTableNotInVpc", "rtb-nowhere")]
    [InlineData(null, "sg-stg-default", "SourceGroupNotInSpoke", "sg-stg-default")]
    public void What_is_not_the_spokes_is_refused(string? table, string? group, string code, string resource)
    {
        var intent = Ask.Connection() with
        {
            RouteTableIds = table is null ? ValueList<string>.Empty : ValueList.Of(table),
            SourceSecurityGroupIds = group is null ? ValueList<string>.Empty : ValueList.Of(group),
        };

        var problem = Ask.OnlyRefusal(ConnectionPlanner.For(Seed, intent));

        Assert.Equal((code, resource), (problem.Code, problem.Resource));
    }

    [Fact]
    public void A_group_cannot_be_let_in_from_another_region()
    {
        var abroad = Seed.ChangingVpc("vpc-dev", vpc => vpc with { Location = vpc.Location with { Region = "eu-west-1" } });

        Assert.Equal("GroupReferenceAcrossRegions",
            Ask.OnlyRefusal(ConnectionPlanner.For(abroad, Ask.Connection() with { SourceSecurityGroupIds = ValueList.Of("sg-dev-default") })).Code);
    }

    private static NetworkSnapshot Propagated(NetworkSnapshot network) => network.WithPropagated("rtb-dev", "10.255.0.0/24").WithPropagated("rtb-dev", "10.255.1.0/24");

    private static IEnumerable<(string Table, string To, RouteTarget Target)> Routes(Plan plan) =>
        plan.Steps.OfType<CreateRoute>().Select(route => (route.RouteTableId, route.Destination.ToString(), route.Target));
}
