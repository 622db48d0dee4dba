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
        var plan = HubPlanner.For(Seed, Ask.Hub("ecr.api", "ecr.dkr"));

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
    public void A_service_added_later_joins_the_groups_and_subnets_that_the_hub_has()
    {
        var hub = Done("ecr.api");

        var plan = HubPlanner.For(hub, Ask.Hub("ecr.api", "ecr.dkr") with { SubnetIds = ValueList<string>.Empty });

        var step = Assert.IsType<CreateEndpoint>(Assert.Single(plan.Steps));
        Assert.Equal(Landscape.Service("ecr.dkr"), step.ServiceName);
        var present = hub.Endpoints.Single(endpoint => endpoint.IsOf("shared"));
        Assert.Equal(present.SecurityGroupIds, step.SecurityGroupIds);
        Assert.Equal(present.SubnetIds, step.SubnetIds);
    }

    [Fact]
    public void A_service_asked_for_twice_gets_one_endpoint() => Assert.Single(HubPlanner.For(Seed, Ask.Hub("ecr.api", "ecr.api")).Steps.OfType<CreateEndpoint>());

    [Fact]
    public void Given_security_groups_are_used_and_none_is_made()
    {
        var given = Seed.WithSecurityGroup("sg-mine", Landscape.HubVpc);

        var step = Assert.IsType<CreateEndpoint>(Assert.Single(HubPlanner.For(given, Ask.Hub("ecr.api") with { SecurityGroupIds = ValueList.Of("sg-mine") }).Steps));

        Assert.Equal(ValueList.Of("sg-mine"), step.SecurityGroupIds);
        Assert.Empty(step.Requires);
    }

    [Fact]
    public void An_endpoint_being_deleted_counts_for_nothing()
    {
        var going = Seed.WithEndpoint("vpce-going", Landscape.HubVpc, "ecr.api", ["subnet-shared-a"], tags: HubMark.Hub("shared"))
            .Changing("vpce-going", endpoint => endpoint with { State = EndpointState.Deleting });

        Assert.Single(HubPlanner.For(going, Ask.Hub("ecr.api")).Steps.OfType<CreateEndpoint>());
    }

    [Fact]
    public void Somebody_elses_endpoint_with_private_dns_off_stays_and_is_named()
    {
        var before = Seed.WithEndpoint("vpce-theirs", Landscape.HubVpc, "ecr.api", ["subnet-shared-a"], []);

        var plan = HubPlanner.For(before, Ask.Hub("ecr.api"));

        Assert.Single(plan.Steps.OfType<CreateEndpoint>());
        Assert.Equal(before.Endpoints["vpce-theirs"], plan.Predicted.Endpoints["vpce-theirs"]);
        Assert.Contains("endpointhub:hub=shared", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_with_private_dns_on_in_the_hub_stops_its_own_service_only()
    {
        var before = Seed.WithEndpoint("vpce-theirs", Landscape.HubVpc, "ecr.api", ["subnet-shared-a"]);

        var plan = HubPlanner.For(before, Ask.Hub("ecr.api", "ecr.dkr"));

        Assert.Equal(("HubPrivateDnsOn", "vpce-theirs"), Told(Assert.Single(plan.Refusals)));
        Assert.Equal(Landscape.Service("ecr.dkr"), Assert.Single(plan.Steps.OfType<CreateEndpoint>()).ServiceName);
    }

    [Fact]
    public void The_hubs_own_endpoint_with_private_dns_on_is_refused_too()
    {
        var hub = Done("ecr.api");
        var id = hub.Endpoints.Single(endpoint => endpoint.IsOf("shared")).Id;

        var plan = HubPlanner.For(hub.Changing(id, endpoint => endpoint with { PrivateDnsEnabled = true }), Ask.Hub("ecr.api"));

        Assert.Equal(("HubPrivateDnsOn", id), Told(Ask.OnlyRefusal(plan)));
    }

    [Fact]
    public void Two_subnets_of_one_zone_are_refused()
    {
        var before = Seed.WithSubnet("subnet-shared-a2", Landscape.HubVpc, "10.255.9.0/24", "1a");

        var plan = HubPlanner.For(before, Ask.Hub("ecr.api") with { SubnetIds = ValueList.Of("subnet-shared-a", "subnet-shared-a2") });

        Assert.Equal(("DuplicateSubnetsInZone", "subnet-shared-a2"), Told(Ask.OnlyRefusal(plan)));
    }

    [Theory]
    [InlineData("subnet-dev-a")]
    [InlineData("subnet-nowhere")]
    public void A_subnet_of_another_vpc_is_refused(string subnetId) =>
        Assert.Equal(("SubnetNotInVpc", subnetId), Told(Ask.OnlyRefusal(HubPlanner.For(Seed, Ask.Hub("ecr.api") with { SubnetIds = ValueList.Of(subnetId) }))));

    [Fact]
    public void A_first_endpoint_needs_subnets() =>
        Assert.Equal(("NoSubnets", "shared"), Told(Ask.OnlyRefusal(HubPlanner.For(Seed, Ask.Hub("ecr.api") with { SubnetIds = ValueList<string>.Empty }))));

    [Fact]
    public void An_unknown_service_is_refused_alone()
    {
        var plan = HubPlanner.For(Seed, Ask.Hub("ecr.api", "no.such"));

        Assert.Equal(("ServiceNotFound", Landscape.Service("no.such")), Told(Assert.Single(plan.Refusals)));
        Assert.Single(plan.Steps.OfType<CreateEndpoint>());
    }

    [Fact]
    public void A_service_that_is_not_offered_in_a_subnets_zone_is_refused_alone()
    {
        var before = Seed with { Services = Seed.Services.With(Seed.Services[Landscape.Service("ecr.api")] with { AvailabilityZones = ValueList.Of("ap-northeast-1a") }) };

        var plan = HubPlanner.For(before, Ask.Hub("ecr.api", "ecr.dkr"));

        Assert.Equal(("ServiceNotInZone", Landscape.Service("ecr.api")), Told(Assert.Single(plan.Refusals)));
        Assert.Equal(Landscape.Service("ecr.dkr"), Assert.Single(plan.Steps.OfType<CreateEndpoint>()).ServiceName);
    }

    [Fact]
    public void An_unknown_vpc_is_refused() =>
        Assert.Equal(("VpcNotFound", "vpc-nowhere"), Told(Ask.OnlyRefusal(HubPlanner.For(Seed, Ask.Hub("ecr.api") with { Hub = new HubKey("shared", "vpc-nowhere") }))));

    [Fact]
    public void Dns_attributes_that_are_off_are_each_named()
    {
        var before = Seed.ChangingVpc(Landscape.HubVpc, vpc => vpc with { EnableDnsHostnames = false, EnableDnsSupport = false });

        var plan = HubPlanner.For(before, Ask.Hub("ecr.api"));

        Assert.Empty(plan.Units);
        Assert.All(plan.Refusals, problem => Assert.Equal(("VpcDnsDisabled", Landscape.HubVpc), Told(problem)));
        Assert.Equal(2, plan.Refusals.Count);
    }

    [Fact]
    public void A_group_of_another_vpc_is_refused() => Assert.Equal(
        ("SecurityGroupNotInVpc", "sg-dev-default"),
        Told(Ask.OnlyRefusal(HubPlanner.For(Seed, Ask.Hub("ecr.api") with { SecurityGroupIds = ValueList.Of("sg-dev-default") }))));

    [Fact]
    public void Somebody_elses_group_of_the_hubs_name_is_refused()
    {
        var before = Seed.WithSecurityGroup("endpointhub-shared", Landscape.HubVpc);

        Assert.Equal(("GroupNameTaken", "endpointhub-shared"), Told(Ask.OnlyRefusal(HubPlanner.For(before, Ask.Hub("ecr.api")))));
        Assert.Empty(HubPlanner.For(before, Ask.Hub("ecr.api") with { SecurityGroupIds = ValueList.Of("endpointhub-shared") }).Refusals);
    }

    [Fact]
    public void A_hub_without_endpoints_and_services_is_refused() =>
        Assert.Equal(("NoServices", "shared"), Told(Ask.OnlyRefusal(HubPlanner.For(Seed, Ask.Hub()))));

    [Fact]
    public void A_service_that_only_other_regions_have_is_told_from_one_that_nobody_has()
    {
        var intent = Ask.Hub() with
        {
            ServiceNames = ValueList.Of(Landscape.Service("braket"), "com.amazonaws.us-east-1.ecr.dkr", Landscape.Service("dkr.ecr")),
            RegionServiceNames = Landscape.EightServices.Each(Landscape.Service),
        };

        var refused = HubPlanner.For(Seed, intent).Refusals;

        Assert.Equal([Landscape.Service("braket"), "com.amazonaws.us-east-1.ecr.dkr"], refused.Where(problem => problem.Code == "ServiceNotInRegion").Select(problem => problem.Resource).Order(StringComparer.Ordinal));
        var unknown = Assert.Single(refused, problem => problem.Code == "ServiceNotFound");
        Assert.StartsWith("Did you mean ecr.dkr", unknown.Advice, StringComparison.Ordinal);
    }

    private static (string Code, string Resource) Told(Problem problem) => (problem.Code, problem.Resource);

    private static NetworkSnapshot Done(params string[] services) => Ask.Done(HubPlanner.For(Seed, Ask.Hub(services)));
}
