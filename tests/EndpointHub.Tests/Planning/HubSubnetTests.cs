using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>Subnets that are created for a hub's endpoints.</summary>
public sealed class HubSubnetTests
{
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.api", "ecr.dkr"));

    [Fact]
    public void Created_subnets_have_the_hubs_tag_and_share_one_route_table()
    {
        var plan = HubPlanner.For(Seed, Made("10.255.8.0/28@ap-northeast-1a", "10.255.8.16/28@ap-northeast-1c"));

        Assert.Empty(plan.Refusals);
        var subnets = plan.Steps.OfType<CreateSubnet>().ToList();
        Assert.Equal(["ap-northeast-1a", "ap-northeast-1c"], subnets.Select(subnet => subnet.AvailabilityZone));
        Assert.All(subnets, subnet => Assert.Contains(HubMark.Hub("shared"), subnet.Tags));
        var table = Assert.Single(plan.Steps.OfType<CreateRouteTable>());
        Assert.Contains(HubMark.Hub("shared"), table.Tags);
        Assert.All(subnets, subnet => Assert.Equal(table.RouteTableId, plan.Predicted.RouteTableOf(plan.Predicted.Subnets[subnet.SubnetId])!.Id));
        var endpoint = Assert.Single(plan.Steps.OfType<CreateEndpoint>());
        Assert.Equal(subnets.Select(subnet => subnet.SubnetId).Order(StringComparer.Ordinal), endpoint.SubnetIds);
        Assert.All(plan.Steps.OfType<AssociateRouteTable>(), association => Assert.Contains(association.Key, endpoint.Requires));
    }

    [Fact]
    public void Return_routes_are_created_in_the_route_table_of_created_subnets()
    {
        var hub = TestIntents.PredictedBy(HubPlanner.For(Seed, Made("10.255.8.0/28@ap-northeast-1a")));

        var connected = hub.Connected();

        var subnet = connected.Subnets.Single(subnet => subnet.IsOf("shared"));
        Assert.Contains(
            connected.RouteTableOf(subnet)!.Routes,
            route => route.Destination.Cidr == Cidr.Parse("10.2.0.0/16") && route.Target.Kind == RouteTargetKind.Peering
        );
        Assert.DoesNotContain(connected.RouteTables["rtb-shared"].Routes, route => route.Target.Kind == RouteTargetKind.Peering);
    }

    [Fact]
    public void An_existing_subnet_with_the_same_block_and_zone_is_used()
    {
        var plan = HubPlanner.For(Seed, Made("10.255.0.0/24@ap-northeast-1a"));

        Assert.Equal(["CreateSecurityGroup", "CreateVpcEndpoint"], plan.Steps.Select(step => step.Action.Name));
        Assert.Equal(ValueList.Of("subnet-shared-a"), plan.Steps.OfType<CreateEndpoint>().Single().SubnetIds);
    }

    [Theory]
    [InlineData("10.255.0.0/24@ap-northeast-1c", "SubnetInTheWay", "subnet-shared-a")]
    [InlineData("10.255.0.128/25@ap-northeast-1a", "SubnetInTheWay", "subnet-shared-a")]
    [InlineData("10.254.0.0/24@ap-northeast-1a", "SubnetOutsideVpc", "10.254.0.0/24")]
    public void A_block_in_use_or_outside_the_vpc_is_refused(string subnet, string code, string resource)
    {
        var problem = TestIntents.OnlyRefusal(HubPlanner.For(Seed, Made(subnet)));

        Assert.Equal((code, resource), (problem.Code, problem.Resource));
    }

    [Fact]
    public void Two_blocks_in_one_zone_are_refused() =>
        Assert.Equal(
            "DuplicateSubnetsInZone",
            TestIntents.OnlyRefusal(HubPlanner.For(Seed, Made("10.255.8.0/28@ap-northeast-1a", "10.255.8.16/28@ap-northeast-1a"))).Code
        );

    [Fact]
    public void Two_blocks_that_overlap_are_refused() =>
        Assert.All(
            HubPlanner.For(Seed, Made("10.255.8.0/24@ap-northeast-1a", "10.255.8.16/28@ap-northeast-1c")).Refusals,
            problem => Assert.Equal("SubnetInTheWay", problem.Code)
        );

    [Fact]
    public void A_zone_without_the_service_is_refused_and_no_subnet_is_created() =>
        Assert.Equal("ServiceNotInZone", TestIntents.OnlyRefusal(HubPlanner.For(Seed, Made("10.255.8.0/28@ap-northeast-1b"))).Code);

    private static HubIntent Made(params string[] subnets) =>
        TestIntents.Hub("ecr.api") with
        {
            SubnetIds = ValueList<string>.Empty,
            NewSubnets = subnets.Select(text => new RequiredSubnet(Cidr.Parse(text.Split('@')[0]), text.Split('@')[1])).ToValueList(),
        };
}
