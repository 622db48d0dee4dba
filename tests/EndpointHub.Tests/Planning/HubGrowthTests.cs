using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>Additions to an existing hub: a service, a zone, another policy.</summary>
public sealed class HubGrowthTests
{
    private const string Narrow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["ecr:*"],"Resource":"*"}]}""";

    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.api", "ecr.dkr"));

    private static readonly NetworkSnapshot OneZone = TestIntents.PredictedBy(
        HubPlanner.For(Seed, TestIntents.Hub("ecr.api", "ecr.dkr") with { SubnetIds = ValueList.Of("subnet-shared-a") })
    );

    [Fact]
    public void A_zone_added_later_is_one_modification_per_endpoint()
    {
        var plan = HubPlanner.For(OneZone, TestIntents.Hub());

        Assert.Empty(plan.Refusals);
        Assert.Equal(2, plan.Steps.Count());
        Assert.All(plan.Steps, step => Assert.Equal(ValueList.Of("subnet-shared-c"), Assert.IsType<ModifyEndpoint>(step).AddedSubnetIds));
        Assert.All(
            plan.Predicted.EndpointsOf(Landscape.HubVpc),
            endpoint => Assert.Equal(ValueList.Of("subnet-shared-a", "subnet-shared-c"), endpoint.SubnetIds)
        );
        Assert.All(plan.Predicted.EndpointsOf(Landscape.HubVpc), endpoint => Assert.Equal(2, endpoint.NetworkInterfaceIds.Count));
    }

    [Fact]
    public void Only_the_named_services_are_modified() => Assert.Single(HubPlanner.For(OneZone, TestIntents.Hub("ecr.dkr")).Steps);

    [Fact]
    public void An_endpoint_keeps_another_subnet_of_the_same_zone()
    {
        var before = OneZone.WithSubnet("subnet-shared-a2", Landscape.HubVpc, "10.255.9.0/24", "1a");

        Assert.True(HubPlanner.For(before, TestIntents.Hub() with { SubnetIds = ValueList.Of("subnet-shared-a2") }).IsEmpty);
    }

    [Fact]
    public void Spoke_routes_to_a_new_zone_precede_its_endpoint_addresses()
    {
        var connected = OneZone.Connected().WithZones().CutOver();

        var plan = HubPlanner.For(connected, TestIntents.Growth() with { PolicyDocument = null });

        Assert.Empty(plan.Refusals);
        var routes = plan.Steps.OfType<CreateRoute>().ToList();
        Assert.Contains(routes, route => route.RouteTableId == "rtb-dev" && route.Destination == Cidr.Parse("10.255.200.0/28"));
        Assert.Contains(
            routes,
            route => route.RouteTableId.StartsWith("new/rtb/", StringComparison.Ordinal) && route.Destination == Cidr.Parse("10.2.0.0/16")
        );
        Assert.DoesNotContain(routes, route => route.RouteTableId is "rtb-stg" or "rtb-prd");
        Assert.All(
            plan.Steps.OfType<ModifyEndpoint>(),
            change => Assert.Subset(change.Requires.ToHashSet(), routes.Select(route => route.Key).ToHashSet())
        );
        Assert.True(HubPlanner.For(plan.Predicted, TestIntents.Growth() with { PolicyDocument = null }).IsEmpty);
    }

    [Fact]
    public void A_zone_that_a_cut_over_spoke_could_not_reach_is_refused()
    {
        var connected = OneZone.Connected().WithZones().CutOver();
        var closed = connected with
        {
            NetworkAcls = connected.NetworkAcls.With(
                new NetworkAcl
                {
                    Id = "acl-closed",
                    VpcId = Landscape.HubVpc,
                    SubnetIds = ValueList.Of("subnet-shared-c"),
                }
            ),
        };

        var plan = HubPlanner.For(closed, TestIntents.Hub());

        Assert.All(plan.Refusals, problem => Assert.Equal(("PathNotProven", "vpc-dev"), (problem.Code, problem.Resource)));
        Assert.NotEmpty(plan.Refusals);
        Assert.Empty(plan.Steps);
    }

    [Fact]
    public void An_unreadable_spoke_associated_with_the_hubs_zones_prevents_new_subnets()
    {
        var connected = OneZone.Connected().WithZones().CutOver();

        var plan = HubPlanner.For(connected with { Vpcs = connected.Vpcs.Without("vpc-dev") }, TestIntents.Hub());

        Assert.Equal(("SpokeOutOfSight", "vpc-dev"), (TestIntents.OnlyRefusal(plan).Code, TestIntents.OnlyRefusal(plan).Resource));
    }

    [Fact]
    public void A_different_policy_is_one_modification_and_an_equivalent_policy_is_none()
    {
        var plan = HubPlanner.For(OneZone, TestIntents.Hub("ecr.dkr") with { PolicyDocument = Narrow, SubnetIds = ValueList<string>.Empty });

        var change = Assert.IsType<ModifyEndpoint>(Assert.Single(plan.Steps));
        Assert.Equal(Narrow, change.Policy!.Document);
        const string InOtherWords =
            """{ "Statement": { "Resource": ["*"], "Action": "ecr:*", "Principal": {"AWS": "*"}, "Effect": "Allow" }, "Version": "2012-10-17" }""";
        Assert.True(
            HubPlanner
                .For(plan.Predicted, TestIntents.Hub("ecr.dkr") with { PolicyDocument = InOtherWords })
                .Steps.OfType<ModifyEndpoint>()
                .All(step => step.Policy is null)
        );
    }

    [Fact]
    public void A_full_access_policy_resets_a_narrow_one_and_a_null_policy_keeps_it()
    {
        var narrow = TestIntents.PredictedBy(
            HubPlanner.For(OneZone, TestIntents.Hub("ecr.dkr") with { PolicyDocument = Narrow, SubnetIds = ValueList<string>.Empty })
        );
        const string Everything = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

        var reset = HubPlanner.For(narrow, TestIntents.Hub("ecr.dkr") with { PolicyDocument = Everything, SubnetIds = ValueList<string>.Empty });

        Assert.Equal(new PolicyChange(Document: null), Assert.IsType<ModifyEndpoint>(Assert.Single(reset.Steps)).Policy);
        Assert.True(HubPlanner.For(narrow, TestIntents.Hub("ecr.dkr") with { SubnetIds = ValueList<string>.Empty }).IsEmpty);
    }

    [Fact]
    public void A_service_without_policies_keeps_full_access_and_is_noted()
    {
        var service = OneZone.Services.Single(offered => offered.Name.EndsWith("ecr.dkr", StringComparison.Ordinal));
        var network = OneZone with { Services = OneZone.Services.With(service with { SupportsPolicies = false }) };
        var intent = TestIntents.Hub("ecr.dkr") with { PolicyDocument = Narrow, SubnetIds = ValueList<string>.Empty };

        var plan = HubPlanner.For(network, intent);

        Assert.Empty(plan.Steps);
        Assert.Contains("lets every call through", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Empty(HubPlanner.For(OneZone, intent).Notes);
    }

    [Fact]
    public void A_zone_and_a_policy_are_one_modification()
    {
        var plan = HubPlanner.For(OneZone, TestIntents.Hub("ecr.dkr") with { PolicyDocument = Narrow });

        var change = Assert.IsType<ModifyEndpoint>(Assert.Single(plan.Steps));
        Assert.Equal((1, true), (change.AddedSubnetIds.Count, change.Policy is not null));
    }

    [Fact]
    public void Existing_resources_that_fit_are_noted()
    {
        var plan = HubPlanner.For(OneZone, TestIntents.Hub("ecr.dkr") with { SubnetIds = ValueList<string>.Empty });

        Assert.True(plan.IsEmpty);
        Assert.Contains(Landscape.Service("ecr.dkr"), Assert.Single(plan.Found), StringComparison.Ordinal);
    }
}
