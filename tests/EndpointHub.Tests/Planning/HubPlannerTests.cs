using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class HubPlannerTests
{
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.api", "ecr.dkr"));

    [Fact]
    public void A_hub_is_a_group_and_an_endpoint_for_each_service_with_private_dns_off()
    {
        var plan = HubPlanner.For(Seed, TestIntents.Hub("ecr.api", "ecr.dkr"));

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal(PlanUnitKind.Hub, unit.Kind);
        Assert.Equal(["CreateSecurityGroup", "CreateVpcEndpoint", "CreateVpcEndpoint"], unit.Steps.Select(step => step.Action.Name));

        var group = Assert.IsType<CreateSecurityGroup>(unit.Steps[0]);
        Assert.Equal("endpointhub-shared", group.Name);
        foreach (var endpoint in unit.Steps.OfType<CreateEndpoint>())
        {
            Assert.Empty(endpoint.PrivateNames);
            Assert.Equal(ValueList.Of(group.SecurityGroupId), endpoint.SecurityGroupIds);
            Assert.Equal(ValueList.Of(group.Key), endpoint.Requires);
            Assert.Contains(HubMark.Hub("shared"), endpoint.Tags);
            Assert.Equal(ValueList.Of("subnet-shared-a", "subnet-shared-c"), endpoint.SubnetIds);
        }

        Assert.Equal(new Tag("Name", "endpointhub-shared-ecr.api"), ((CreateEndpoint)unit.Steps[1]).Tags[0]);
    }

    [Fact]
    public void A_service_added_later_uses_the_groups_and_subnets_of_the_hub()
    {
        var hub = Done("ecr.api");

        var plan = HubPlanner.For(hub, TestIntents.Hub("ecr.api", "ecr.dkr") with { SubnetIds = ValueList<string>.Empty });

        var step = Assert.IsType<CreateEndpoint>(Assert.Single(plan.Steps));
        Assert.Equal(Landscape.Service("ecr.dkr"), step.ServiceName);
        var present = hub.Endpoints.Single(endpoint => endpoint.IsOf("shared"));
        Assert.Equal(present.SecurityGroupIds, step.SecurityGroupIds);
        Assert.Equal(present.SubnetIds, step.SubnetIds);
    }

    [Fact]
    public void A_service_named_twice_gets_one_endpoint() =>
        Assert.Single(HubPlanner.For(Seed, TestIntents.Hub("ecr.api", "ecr.api")).Steps.OfType<CreateEndpoint>());

    [Fact]
    public void Given_security_groups_are_used_and_none_is_created()
    {
        var given = Seed.WithSecurityGroup("sg-mine", Landscape.HubVpc);

        var step = Assert.IsType<CreateEndpoint>(
            Assert.Single(HubPlanner.For(given, TestIntents.Hub("ecr.api") with { SecurityGroupIds = ValueList.Of("sg-mine") }).Steps)
        );

        Assert.Equal(ValueList.Of("sg-mine"), step.SecurityGroupIds);
        Assert.Empty(step.Requires);
    }

    [Fact]
    public void An_endpoint_in_state_deleting_is_ignored()
    {
        var going = Seed.WithEndpoint("vpce-going", Landscape.HubVpc, "ecr.api", ["subnet-shared-a"], tags: HubMark.Hub("shared"))
            .Changing("vpce-going", endpoint => endpoint with { State = EndpointState.Deleting });

        Assert.Single(HubPlanner.For(going, TestIntents.Hub("ecr.api")).Steps.OfType<CreateEndpoint>());
    }

    [Fact]
    public void A_foreign_endpoint_with_private_dns_disabled_is_kept_and_noted()
    {
        var before = Seed.WithEndpoint("vpce-theirs", Landscape.HubVpc, "ecr.api", ["subnet-shared-a"], []);

        var plan = HubPlanner.For(before, TestIntents.Hub("ecr.api"));

        Assert.Single(plan.Steps.OfType<CreateEndpoint>());
        Assert.Equal(before.Endpoints["vpce-theirs"], plan.Predicted.Endpoints["vpce-theirs"]);
        Assert.Contains("endpointhub:hub=shared", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hub_vpc_endpoint_with_private_dns_enabled_refuses_its_service_only()
    {
        var before = Seed.WithEndpoint("vpce-theirs", Landscape.HubVpc, "ecr.api", ["subnet-shared-a"]);

        var plan = HubPlanner.For(before, TestIntents.Hub("ecr.api", "ecr.dkr"));

        Assert.Equal(("HubPrivateDnsOn", "vpce-theirs"), CodeAndResource(Assert.Single(plan.Refusals)));
        Assert.Equal(Landscape.Service("ecr.dkr"), Assert.Single(plan.Steps.OfType<CreateEndpoint>()).ServiceName);
    }

    [Fact]
    public void The_hubs_own_endpoint_with_private_dns_enabled_is_refused()
    {
        var hub = Done("ecr.api");
        var id = hub.Endpoints.Single(endpoint => endpoint.IsOf("shared")).Id;

        var plan = HubPlanner.For(hub.Changing(id, endpoint => endpoint with { PrivateDnsEnabled = true }), TestIntents.Hub("ecr.api"));

        Assert.Equal(("HubPrivateDnsOn", id), CodeAndResource(TestIntents.OnlyRefusal(plan)));
    }

    [Fact]
    public void Two_subnets_of_one_zone_are_refused()
    {
        var before = Seed.WithSubnet("subnet-shared-a2", Landscape.HubVpc, "10.255.9.0/24", "1a");

        var plan = HubPlanner.For(before, TestIntents.Hub("ecr.api") with { SubnetIds = ValueList.Of("subnet-shared-a", "subnet-shared-a2") });

        Assert.Equal(("DuplicateSubnetsInZone", "subnet-shared-a2"), CodeAndResource(TestIntents.OnlyRefusal(plan)));
    }

    [Theory]
    [InlineData("subnet-dev-a")]
    [InlineData("subnet-nowhere")]
    public void A_subnet_of_another_vpc_is_refused(string subnetId) =>
        Assert.Equal(
            ("SubnetNotInVpc", subnetId),
            CodeAndResource(TestIntents.OnlyRefusal(HubPlanner.For(Seed, TestIntents.Hub("ecr.api") with { SubnetIds = ValueList.Of(subnetId) })))
        );

    [Fact]
    public void A_first_endpoint_needs_subnets() =>
        Assert.Equal(
            ("NoSubnets", "shared"),
            CodeAndResource(TestIntents.OnlyRefusal(HubPlanner.For(Seed, TestIntents.Hub("ecr.api") with { SubnetIds = ValueList<string>.Empty })))
        );

    [Fact]
    public void An_unknown_service_is_refused_and_the_rest_proceeds()
    {
        var plan = HubPlanner.For(Seed, TestIntents.Hub("ecr.api", "no.such"));

        Assert.Equal(("ServiceNotFound", Landscape.Service("no.such")), CodeAndResource(Assert.Single(plan.Refusals)));
        Assert.Single(plan.Steps.OfType<CreateEndpoint>());
    }

    [Fact]
    public void A_service_not_offered_in_a_zone_is_refused_and_the_rest_proceeds()
    {
        var before = Seed with
        {
            Services = Seed.Services.With(Seed.Services[Landscape.Service("ecr.api")] with { AvailabilityZones = ValueList.Of("ap-northeast-1a") }),
        };

        var plan = HubPlanner.For(before, TestIntents.Hub("ecr.api", "ecr.dkr"));

        Assert.Equal(("ServiceNotInZone", Landscape.Service("ecr.api")), CodeAndResource(Assert.Single(plan.Refusals)));
        Assert.Equal(Landscape.Service("ecr.dkr"), Assert.Single(plan.Steps.OfType<CreateEndpoint>()).ServiceName);
    }

    [Fact]
    public void An_unknown_vpc_is_refused() =>
        Assert.Equal(
            ("VpcNotFound", "vpc-nowhere"),
            CodeAndResource(
                TestIntents.OnlyRefusal(HubPlanner.For(Seed, TestIntents.Hub("ecr.api") with { Hub = new HubKey("shared", "vpc-nowhere") }))
            )
        );

    [Fact]
    public void Each_disabled_dns_attribute_is_reported()
    {
        var before = Seed.ChangingVpc(Landscape.HubVpc, vpc => vpc with { EnableDnsHostnames = false, EnableDnsSupport = false });

        var plan = HubPlanner.For(before, TestIntents.Hub("ecr.api"));

        Assert.Empty(plan.Units);
        Assert.All(plan.Refusals, problem => Assert.Equal(("VpcDnsDisabled", Landscape.HubVpc), CodeAndResource(problem)));
        Assert.Equal(2, plan.Refusals.Count);
    }

    [Fact]
    public void A_group_of_another_vpc_is_refused() =>
        Assert.Equal(
            ("SecurityGroupNotInVpc", "sg-dev-default"),
            CodeAndResource(
                TestIntents.OnlyRefusal(HubPlanner.For(Seed, TestIntents.Hub("ecr.api") with { SecurityGroupIds = ValueList.Of("sg-dev-default") }))
            )
        );

    [Fact]
    public void A_foreign_security_group_with_the_hubs_name_is_refused()
    {
        var before = Seed.WithSecurityGroup("endpointhub-shared", Landscape.HubVpc);

        Assert.Equal(
            ("GroupNameTaken", "endpointhub-shared"),
            CodeAndResource(TestIntents.OnlyRefusal(HubPlanner.For(before, TestIntents.Hub("ecr.api"))))
        );
        Assert.Empty(HubPlanner.For(before, TestIntents.Hub("ecr.api") with { SecurityGroupIds = ValueList.Of("endpointhub-shared") }).Refusals);
    }

    [Fact]
    public void A_hub_without_endpoints_and_services_is_refused() =>
        Assert.Equal(("NoServices", "shared"), CodeAndResource(TestIntents.OnlyRefusal(HubPlanner.For(Seed, TestIntents.Hub()))));

    [Fact]
    public void A_service_of_other_regions_only_is_distinguished_from_an_unknown_service()
    {
        var intent = TestIntents.Hub() with
        {
            ServiceNames = ValueList.Of(Landscape.Service("braket"), "com.amazonaws.us-east-1.ecr.dkr", Landscape.Service("dkr.ecr")),
            RegionServiceNames = Landscape.EightServices.Each(Landscape.Service),
        };

        var refused = HubPlanner.For(Seed, intent).Refusals;

        Assert.Equal(
            [Landscape.Service("braket"), "com.amazonaws.us-east-1.ecr.dkr"],
            refused.Where(problem => problem.Code == "ServiceNotInRegion").Select(problem => problem.Resource).Order(StringComparer.Ordinal)
        );
        var unknown = Assert.Single(refused, problem => problem.Code == "ServiceNotFound");
        Assert.StartsWith("Did you mean ecr.dkr", unknown.Advice, StringComparison.Ordinal);
    }

    private static (string Code, string Resource) CodeAndResource(Problem problem) => (problem.Code, problem.Resource);

    private static NetworkSnapshot Done(params string[] services) => TestIntents.PredictedBy(HubPlanner.For(Seed, TestIntents.Hub(services)));
}
