using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class ConnectionPlannerTests
{
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.dkr")).WithHub("ecr.dkr");
    private static readonly string Group = Seed.SecurityGroups.Single(group => group.IsOf("shared")).Id;

    [Theory]
    [InlineData("vpc-dev")]
    [InlineData("vpc-shared")]
    public void A_vpc_that_enforces_encryption_is_not_peered_unless_a_connection_exists(string vpcId)
    {
        var network = Seed.ChangingVpc(vpcId, vpc => vpc with { ForbidsPeering = true });

        var refused = ConnectionPlanner.For(network, TestIntents.Connection());
        var connected = ConnectionPlanner.For(network.WithPeering("pcx-dev", "vpc-dev", "vpc-shared"), TestIntents.Connection());

        Assert.Equal([("EncryptionEnforced", vpcId)], refused.Refusals.Select(problem => (problem.Code, problem.Resource)));
        Assert.Empty(refused.Steps);
        Assert.Empty(connected.Refusals);
    }

    [Fact]
    public void A_connection_consists_of_a_peering_routes_on_both_sides_and_a_rule()
    {
        var plan = ConnectionPlanner.For(Seed, TestIntents.Connection());

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal((PlanUnitKind.Connection, "vpc-dev"), (unit.Kind, unit.Subject));
        Assert.Equal(
            [
                "CreateVpcPeeringConnection",
                "AcceptVpcPeeringConnection",
                "CreateRoute",
                "CreateRoute",
                "CreateRoute",
                "AuthorizeSecurityGroupIngress",
            ],
            unit.Steps.Select(step => step.Action.Name)
        );
        var peering = RouteTarget.Peering(Assert.IsType<RequestPeering>(unit.Steps[0]).PeeringId);
        Assert.Equal(
            [("rtb-dev", "10.255.0.0/24", peering), ("rtb-dev", "10.255.1.0/24", peering), ("rtb-shared", "10.2.0.0/16", peering)],
            Routes(plan)
        );
        Assert.All(unit.Steps.OfType<CreateRoute>(), route => Assert.Equal(ValueList.Of(unit.Steps[1].Key), route.Requires));
        Assert.Equal(ValueList.Of(unit.Steps[0].Key), unit.Steps[1].Requires);

        var rule = Assert.IsType<AllowIngress>(unit.Steps[5]);
        Assert.Equal((Group, Traffic.Tcp(443), RulePeer.From(Cidr.Parse("10.2.0.0/16"))), (rule.SecurityGroupId, rule.Rule.Traffic, rule.Rule.Peer));
        Assert.Equal(HubMark.RuleDescription("shared", "vpc-dev"), rule.Rule.Description);
    }

    [Fact]
    public void Notes_name_the_blocks_of_both_sides_after_the_peering_is_active()
    {
        var peering = Assert.Single(TestIntents.PredictedBy(ConnectionPlanner.For(Seed, TestIntents.Connection())).Peerings);

        Assert.True(peering.IsActive);
        Assert.Equal("10.2.0.0/16", peering.Requester.Cidrs.ToString());
        Assert.Equal("10.255.0.0/16", peering.Accepter.Cidrs.ToString());
    }

    [Fact]
    public void Secondary_blocks_get_return_routes_and_rules_too()
    {
        var before = Seed.ChangingVpc("vpc-dev", vpc => vpc with { Cidrs = vpc.Cidrs.With(Cidr.Parse("100.64.0.0/16")) });

        var plan = ConnectionPlanner.For(before, TestIntents.Connection());

        Assert.Contains(Routes(plan), route => (route.Table, route.To) == ("rtb-shared", "100.64.0.0/16"));
        Assert.Equal(["10.2.0.0/16", "100.64.0.0/16"], plan.Steps.OfType<AllowIngress>().Select(step => step.Rule.Peer.ToString()));
    }

    [Fact]
    public void Only_route_tables_used_by_subnets_get_routes()
    {
        var before = Seed.WithRouteTable("rtb-dev-a", "vpc-dev", "subnet-dev-a")
            .WithRouteTable("rtb-dev-unused", "vpc-dev")
            .WithRouteTable("rtb-shared-a", Landscape.HubVpc, "subnet-shared-a")
            .WithRouteTable("rtb-shared-c", Landscape.HubVpc, "subnet-shared-c");

        var plan = ConnectionPlanner.For(before, TestIntents.Connection());

        Assert.Equal(["rtb-dev", "rtb-dev-a", "rtb-shared-a", "rtb-shared-c"], Routes(plan).Select(route => route.Table).Distinct().Order());
    }

    [Theory]
    [InlineData("vpc-dev", Landscape.HubVpc)]
    [InlineData(Landscape.HubVpc, "vpc-dev")]
    public void An_existing_peering_is_used_in_either_direction(string requester, string accepter)
    {
        var plan = ConnectionPlanner.For(Seed.WithPeering("pcx-1", requester, accepter), TestIntents.Connection());

        Assert.DoesNotContain(plan.Steps, step => step is RequestPeering or AcceptPeering);
        Assert.All(plan.Steps.OfType<CreateRoute>(), route => Assert.Equal(RouteTarget.Peering("pcx-1"), route.Target));
        Assert.All(plan.Steps, step => Assert.Empty(step.Requires));
    }

    [Fact]
    public void A_pending_peering_is_accepted_and_not_requested_again()
    {
        var before = Seed.WithPeering("pcx-1", "vpc-dev", Landscape.HubVpc, PeeringState.PendingAcceptance)
            .WithRoute("rtb-dev", "10.255.0.0/24", RouteTarget.Peering("pcx-1"), blackhole: true);

        var plan = ConnectionPlanner.For(before, TestIntents.Connection());

        Assert.Equal("pcx-1", Assert.IsType<AcceptPeering>(plan.Steps.First()).PeeringId);
        Assert.DoesNotContain(plan.Steps, step => step is RequestPeering);
        Assert.DoesNotContain(Routes(plan), route => (route.Table, route.To) == ("rtb-dev", "10.255.0.0/24"));
        Assert.DoesNotContain(plan.Predicted.RouteTables["rtb-dev"].Routes, route => route.IsBlackhole);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("rejected")]
    [InlineData("deleted")]
    public void A_deleted_or_failed_peering_is_replaced(string state) =>
        Assert.Single(
            ConnectionPlanner
                .For(Seed.WithPeering("pcx-dead", "vpc-dev", Landscape.HubVpc, state), TestIntents.Connection())
                .Steps.OfType<RequestPeering>()
        );

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.255.0.0/16")]
    public void A_wider_route_to_the_same_peering_is_sufficient(string wider)
    {
        var before = Seed.WithPeering("pcx-1", "vpc-dev", Landscape.HubVpc).WithRoute("rtb-dev", wider, RouteTarget.Peering("pcx-1"));

        Assert.Equal(["rtb-shared"], Routes(ConnectionPlanner.For(before, TestIntents.Connection())).Select(route => route.Table));
    }

    [Fact]
    public void A_wider_route_to_another_target_is_kept_beside_the_new_route()
    {
        var elsewhere = new RouteTarget(RouteTargetKind.TransitGateway, "tgw-1");
        var before = Seed.WithRoute("rtb-dev", "10.0.0.0/8", elsewhere);

        var plan = ConnectionPlanner.For(before, TestIntents.Connection());

        Assert.Empty(plan.Refusals);
        Assert.Contains(new Route(RouteDestination.To(Cidr.Parse("10.0.0.0/8")), elsewhere), plan.Predicted.RouteTables["rtb-dev"].Routes);
    }

    [Theory]
    [InlineData("rtb-dev", "10.255.0.0/24", false)]
    [InlineData("rtb-dev", "10.255.0.128/25", false)]
    [InlineData("rtb-dev", "10.255.0.0/24", true)]
    [InlineData("rtb-shared", "10.2.0.0/16", false)]
    [InlineData("rtb-shared", "10.2.7.0/24", false)]
    public void A_conflicting_route_for_the_same_block_or_a_part_of_it_is_refused(string table, string cidr, bool blackhole)
    {
        var before = Seed.WithRoute(table, cidr, RouteTarget.Peering("pcx-old"), blackhole);

        var problem = TestIntents.OnlyRefusal(ConnectionPlanner.For(before, TestIntents.Connection()));

        Assert.Equal(("RouteInTheWay", table), (problem.Code, problem.Resource));
        Assert.Contains(cidr, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_propagated_route_is_refused_unless_a_static_route_exists()
    {
        var plan = ConnectionPlanner.For(Propagated(Seed), TestIntents.Connection());

        Assert.Empty(plan.Units);
        Assert.All(plan.Refusals, problem => Assert.Equal(("RouteInTheWay", "rtb-dev"), (problem.Code, problem.Resource)));
        Assert.Equal(2, plan.Refusals.Count);
        Assert.True(ConnectionPlanner.For(Propagated(Seed.Connected()), TestIntents.Connection()) is { IsEmpty: true, Refusals.Count: 0 });
    }

    [Fact]
    public void A_static_route_is_created_and_deleted_beside_a_propagated_route()
    {
        var before = Propagated(Seed);
        var create = new CreateRoute
        {
            Location = Landscape.Tokyo,
            RouteTableId = "rtb-dev",
            Destination = Cidr.Parse("10.255.0.0/24"),
            Target = RouteTarget.Peering("pcx-1"),
        };

        var after = before.After(create);

        Assert.Equal(
            ["pcx-1", "vgw-0a"],
            after.RouteTables["rtb-dev"].Routes.Where(route => route.Destination.Cidr == create.Destination).Select(route => route.Target.Id)
        );
        Assert.Equal(before, after.After(create.InverseOn(before)));
        Assert.Equal(after, before.After(create.InverseOn(before).InverseOn(after)));
    }

    [Theory]
    [InlineData("tcp", 443, 443)]
    [InlineData("tcp", 0, 65535)]
    [InlineData("-1", null, null)]
    public void An_existing_rule_that_allows_the_spoke_is_sufficient(string protocol, int? from, int? to)
    {
        var group = Seed.SecurityGroups[Group] with
        {
            Ingress = ValueList.Of(new SecurityRule(new Traffic(protocol, from, to), RulePeer.From(Cidr.Parse("10.0.0.0/8")))),
        };

        Assert.Empty(
            ConnectionPlanner
                .For(Seed with { SecurityGroups = Seed.SecurityGroups.With(group) }, TestIntents.Connection())
                .Steps.OfType<AllowIngress>()
        );
        Assert.NotEmpty(ConnectionPlanner.For(Seed, TestIntents.Connection()).Steps.OfType<AllowIngress>());
    }

    [Theory]
    [InlineData("udp", 443, 443, "10.0.0.0/8")]
    [InlineData("tcp", 80, 442, "10.0.0.0/8")]
    [InlineData("tcp", 443, 443, "10.2.0.0/17")]
    public void A_rule_that_allows_other_traffic_is_not_sufficient(string protocol, int from, int to, string cidr)
    {
        var group = Seed.SecurityGroups[Group] with
        {
            Ingress = ValueList.Of(new SecurityRule(new Traffic(protocol, from, to), RulePeer.From(Cidr.Parse(cidr)))),
        };

        Assert.Single(
            ConnectionPlanner
                .For(Seed with { SecurityGroups = Seed.SecurityGroups.With(group) }, TestIntents.Connection())
                .Steps.OfType<AllowIngress>()
        );
    }

    [Fact]
    public void A_given_group_gets_a_rule_and_keeps_its_rules()
    {
        var present = new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse("192.168.0.0/24")), "ours");
        var before = Landscape.Seed(ValueList.Of("ecr.dkr")).WithSecurityGroup("sg-mine", Landscape.HubVpc, present);
        before = TestIntents.PredictedBy(HubPlanner.For(before, TestIntents.Hub("ecr.dkr") with { SecurityGroupIds = ValueList.Of("sg-mine") }));

        var after = TestIntents.PredictedBy(ConnectionPlanner.For(before, TestIntents.Connection()));

        Assert.Equal(2, after.SecurityGroups["sg-mine"].Ingress.Count);
        Assert.Contains(present, after.SecurityGroups["sg-mine"].Ingress);
    }

    [Theory]
    [InlineData("kms", 443)]
    [InlineData("cassandra", 9142)]
    [InlineData("cassandra-fips", 9142)]
    [InlineData("email-smtp", 25, 465, 587, 2465, 2587)]
    public void Ingress_rules_use_the_ports_of_the_services(string service, params int[] ports)
    {
        var before = Landscape.Seed(ValueList.Of(service)).WithHub(service);

        Assert.Equal(
            ports.Select(Traffic.Tcp),
            ConnectionPlanner.For(before, TestIntents.Connection()).Steps.OfType<AllowIngress>().Select(step => step.Rule.Traffic)
        );
    }

    [Fact]
    public void Uncertain_ports_are_noted_and_do_not_prevent_a_connection()
    {
        var odd = Seed.WithSecurityGroup("sg-odd", "vpc-dev", new SecurityRule(Traffic.Tcp(8883), RulePeer.From(Cidr.Everything)))
            .Changing("vpce-dev-ecr.dkr", endpoint => endpoint with { SecurityGroupIds = ValueList.Of("sg-odd") });

        var plan = ConnectionPlanner.For(odd, TestIntents.Connection());

        Assert.Empty(ConnectionPlanner.For(Seed, TestIntents.Connection()).Notes);
        Assert.Empty(plan.Refusals);
        Assert.StartsWith(
            "vpce-dev-ecr.dkr: lets clients of com.amazonaws.ap-northeast-1.ecr.dkr in on tcp/8883",
            Assert.Single(plan.Notes),
            StringComparison.Ordinal
        );
        Assert.Empty(ConnectionPlanner.For(odd, TestIntents.Connection("vpc-stg")).Notes);
    }

    [Fact]
    public void Notes_list_exactly_the_existing_resources_that_fit()
    {
        Assert.Empty(ConnectionPlanner.For(Seed, TestIntents.Connection()).Found);
        var connected = Seed.Connected();
        var peering = Assert.Single(connected.Peerings).Id;

        Assert.Equal(
            [
                $"{peering} between vpc-dev and vpc-shared exists already (active) and is used.",
                $"rtb-dev already has a route to 10.255.0.0/24 through {peering}.",
                $"rtb-dev already has a route to 10.255.1.0/24 through {peering}.",
                $"rtb-shared already has a route to 10.2.0.0/16 through {peering}.",
                $"{Group} admits 10.2.0.0/16 on tcp/443 already.",
            ],
            ConnectionPlanner.For(connected, TestIntents.Connection()).Found
        );

        var unreturned = connected with
        {
            RouteTables = connected.RouteTables.With(connected.RouteTables["rtb-shared"].Without(RouteDestination.To(Cidr.Parse("10.2.0.0/16")))),
        };
        Assert.DoesNotContain(
            ConnectionPlanner.For(unreturned, TestIntents.Connection()).Found,
            sentence => sentence.StartsWith("rtb-shared", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_rule_shared_by_endpoints_is_noted_once_unless_the_plan_creates_it()
    {
        var before = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms");

        Assert.Empty(ConnectionPlanner.For(before, TestIntents.Connection()).Found);
        Assert.Single(
            ConnectionPlanner.For(before.Connected(), TestIntents.Connection()).Found,
            sentence => sentence.Contains("tcp/443", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("10.255.128.0/17", Landscape.HubVpc)]
    [InlineData("10.0.0.0/8", Landscape.HubVpc)]
    public void A_spoke_that_overlaps_the_hub_is_refused_without_steps(string cidr, string other)
    {
        var before = Seed.WithEnvironment("odd", cidr);

        var problem = TestIntents.OnlyRefusal(ConnectionPlanner.For(before, TestIntents.Connection("vpc-odd")));

        Assert.Equal(("CidrOverlap", "vpc-odd"), (problem.Code, problem.Resource));
        Assert.Contains(other, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spoke_that_overlaps_a_connected_spoke_is_refused()
    {
        var before = Seed.WithEnvironment("odd", "10.2.128.0/17");

        var both = ConnectionPlanner
            .For(before, TestIntents.Connection())
            .Then(snapshot => ConnectionPlanner.For(snapshot, TestIntents.Connection("vpc-odd")));

        Assert.Equal("vpc-dev", Assert.Single(both.Units).Subject);
        Assert.Equal(("CidrOverlap", "vpc-odd"), (both.Refusals.Single().Code, both.Refusals.Single().Resource));
    }

    [Fact]
    public void The_blocks_of_a_peering_stand_for_a_vpc_missing_from_the_snapshot()
    {
        var before = Seed.WithEnvironment("odd", "10.2.128.0/17").WithPeering("pcx-1", "vpc-dev", Landscape.HubVpc);
        before = before with { Vpcs = before.Vpcs.Without("vpc-dev") };

        Assert.Equal("CidrOverlap", TestIntents.OnlyRefusal(ConnectionPlanner.For(before, TestIntents.Connection("vpc-odd"))).Code);
    }

    [Theory]
    [InlineData(Landscape.HubVpc, "SpokeIsHub")]
    [InlineData("vpc-nowhere", "VpcNotFound")]
    public void A_vpc_that_is_not_a_spoke_is_refused(string vpcId, string code)
    {
        var problem = TestIntents.OnlyRefusal(ConnectionPlanner.For(Seed, TestIntents.Connection(vpcId)));

        Assert.Equal((code, vpcId), (problem.Code, problem.Resource));
    }

    [Fact]
    public void A_vpc_without_tagged_endpoints_is_not_a_hub()
    {
        var problem = TestIntents.OnlyRefusal(ConnectionPlanner.For(Landscape.Seed(), TestIntents.Connection()));

        Assert.Equal(("HubNotFound", "shared"), (problem.Code, problem.Resource));
    }

    [Theory]
    [InlineData("vpc-dev")]
    [InlineData(Landscape.HubVpc)]
    public void A_vpc_with_dns_attributes_disabled_is_refused(string vpcId)
    {
        var problem = TestIntents.OnlyRefusal(
            ConnectionPlanner.For(Seed.ChangingVpc(vpcId, vpc => vpc with { EnableDnsHostnames = false }), TestIntents.Connection())
        );

        Assert.Equal(("VpcDnsDisabled", vpcId), (problem.Code, problem.Resource));
    }

    [Fact]
    public void An_endpoint_without_a_readable_security_group_is_refused()
    {
        var id = Seed.Endpoints.Single(endpoint => endpoint.IsOf("shared")).Id;
        var before = Seed.Changing(id, endpoint => endpoint with { SecurityGroupIds = ValueList.Of("sg-unseen") });

        var problem = TestIntents.OnlyRefusal(ConnectionPlanner.For(before, TestIntents.Connection()));

        Assert.Equal(("SecurityGroupNotInVpc", "sg-unseen"), (problem.Code, problem.Resource));
    }

    [Fact]
    public void Only_the_named_route_tables_get_routes_and_return_routes_stay_complete()
    {
        var before = Seed.WithRouteTable("rtb-dev-a", "vpc-dev", "subnet-dev-a");

        var plan = ConnectionPlanner.For(before, TestIntents.Connection() with { RouteTableIds = ValueList.Of("rtb-dev-a") });

        Assert.Equal(["rtb-dev-a", "rtb-shared"], Routes(plan).Select(route => route.Table).Distinct().Order());
        Assert.Contains(Routes(plan), route => (route.Table, route.To) == ("rtb-shared", "10.2.0.0/16"));
    }

    [Fact]
    public void A_named_spoke_group_is_allowed_instead_of_a_block_after_the_peering_is_active()
    {
        var before = Seed.WithSecurityGroup("sg-tasks", "vpc-dev");
        var intent = TestIntents.Connection() with { SourceSecurityGroupIds = ValueList.Of("sg-tasks") };

        var plan = ConnectionPlanner.For(before, intent);

        var rule = Assert.Single(plan.Steps.OfType<AllowIngress>());
        Assert.Equal(new RulePeer(GroupId: "sg-tasks"), rule.Rule.Peer);
        Assert.Equal(ValueList.Of(plan.Steps.OfType<AcceptPeering>().Single().Key), rule.Requires);
        Assert.True(ConnectionPlanner.For(plan.Predicted, intent).IsEmpty);
        Assert.True(ConnectionPlanner.For(plan.Predicted, TestIntents.Connection()).IsEmpty, "Connecting again must not add routes or rules.");
    }

    [Fact]
    public void A_rule_for_a_group_not_made_by_the_module_does_not_replace_the_block_rule()
    {
        var theirs = new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-dev-default"), "theirs");
        var before = Seed with { SecurityGroups = Seed.SecurityGroups.With(Seed.SecurityGroups[Group] with { Ingress = ValueList.Of(theirs) }) };

        Assert.Equal(
            "10.2.0.0/16",
            Assert.Single(ConnectionPlanner.For(before, TestIntents.Connection()).Steps.OfType<AllowIngress>()).Rule.Peer.ToString()
        );
    }

    [Theory]
    [InlineData("rtb-stg", null, "RouteTableNotInVpc", "rtb-stg")]
    [InlineData("rtb-nowhere", null, "RouteTableNotInVpc", "rtb-nowhere")]
    [InlineData(null, "sg-stg-default", "SourceGroupNotInSpoke", "sg-stg-default")]
    public void A_route_table_or_group_of_another_vpc_is_refused(string? table, string? group, string code, string resource)
    {
        var intent = TestIntents.Connection() with
        {
            RouteTableIds = table is null ? ValueList<string>.Empty : ValueList.Of(table),
            SourceSecurityGroupIds = group is null ? ValueList<string>.Empty : ValueList.Of(group),
        };

        var problem = TestIntents.OnlyRefusal(ConnectionPlanner.For(Seed, intent));

        Assert.Equal((code, resource), (problem.Code, problem.Resource));
    }

    [Fact]
    public void A_group_of_another_region_is_refused()
    {
        var abroad = Seed.ChangingVpc("vpc-dev", vpc => vpc with { Location = vpc.Location with { Region = "eu-west-1" } });

        Assert.Equal(
            "GroupReferenceAcrossRegions",
            TestIntents
                .OnlyRefusal(ConnectionPlanner.For(abroad, TestIntents.Connection() with { SourceSecurityGroupIds = ValueList.Of("sg-dev-default") }))
                .Code
        );
    }

    private static NetworkSnapshot Propagated(NetworkSnapshot network) =>
        network.WithPropagated("rtb-dev", "10.255.0.0/24").WithPropagated("rtb-dev", "10.255.1.0/24");

    private static IEnumerable<(string Table, string To, RouteTarget Target)> Routes(Plan plan) =>
        plan.Steps.OfType<CreateRoute>().Select(route => (route.RouteTableId, route.Destination.ToString(), route.Target));
}
