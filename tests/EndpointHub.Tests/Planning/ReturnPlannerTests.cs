using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class ReturnPlannerTests
{
    private const string Own = "vpce-dev-ecr.dkr";
    private const string Dkr = "dkr.ecr.ap-northeast-1.amazonaws.com";

    private static readonly ReturnIntent Dev = new() { Hub = Landscape.Hub, SpokeVpcId = "vpc-dev" };
    private static readonly NetworkSnapshot Ready = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms").Connected().WithZones();
    private static readonly NetworkSnapshot Moved = Ready.CutOver();

    [Fact]
    public void Zones_are_disassociated_before_private_dns_is_enabled()
    {
        var plan = ReturnPlanner.For(Moved, Dev);

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal((PlanUnitKind.Return, "vpc-dev", true, false), (unit.Kind, unit.Subject, unit.IsCritical, unit.IsDangerous));
        Assert.Equal(
            [
                "leave dkr-ecr.ap-northeast-1.on.aws",
                $"leave {Dkr}",
                $"on {Own}",
                $"untag {Own}",
                "leave kms.ap-northeast-1.amazonaws.com",
                "on vpce-dev-kms",
                "untag vpce-dev-kms",
            ],
            unit.Steps.Select(Short).OrderBy(text => text.Contains("kms", StringComparison.Ordinal))
        );
        Assert.Equal(
            unit.Steps.OfType<DisassociateZone>().Where(zone => zone.ZoneName.Contains("ecr", StringComparison.Ordinal)).Select(zone => zone.Key),
            unit.Steps.OfType<EnablePrivateDns>().Single(step => step.EndpointId == Own).Requires
        );
    }

    [Fact]
    public void A_cut_over_and_its_reversal_restore_the_network() => Assert.Equal(Ready, TestIntents.PredictedBy(ReturnPlanner.For(Moved, Dev)));

    [Fact]
    public void An_interrupted_reversal_continues_with_the_remaining_steps()
    {
        var all = ReturnPlanner.For(Moved, Dev).Steps.ToList();

        for (var done = 0; done <= all.Count; done++)
        {
            var rest = ReturnPlanner.For(Moved.After(all.Take(done)), Dev);

            Assert.Empty(rest.Refusals);
            Assert.Equal(all.Skip(done).Select(step => step.Key), rest.Steps.Select(step => step.Key));
        }
    }

    [Fact]
    public void A_spoke_that_was_never_cut_over_gives_an_empty_plan() =>
        Assert.True(ReturnPlanner.For(Ready, Dev) is { IsEmpty: true, Refusals.Count: 0 });

    [Fact]
    public void Only_the_named_services_are_reverted() =>
        Assert.Equal(
            ["leave kms.ap-northeast-1.amazonaws.com", "on vpce-dev-kms", "untag vpce-dev-kms"],
            ReturnPlanner.For(Moved, Dev with { ServiceNames = ValueList.Of(Landscape.Service("kms")) }).Steps.Select(Short)
        );

    [Fact]
    public void Names_without_an_own_endpoint_become_public_only_with_their_code()
    {
        var removed = Moved.After(new DeleteEndpoint { Location = Landscape.Tokyo, EndpointId = "vpce-dev-kms" });

        var refused = ReturnPlanner.For(removed, Dev);
        Assert.Equal(("NoEndpointToReturnTo", "vpc-dev"), (Assert.Single(refused.Refusals).Code, refused.Refusals[0].Resource));
        Assert.DoesNotContain(refused.Steps, step => Short(step).Contains("kms", StringComparison.Ordinal));

        Assert.NotEmpty(ReturnPlanner.For(removed, Dev with { Allowed = ValueList.Of("OwnPathNotProven") }).Refusals);
        var allowed = ReturnPlanner.For(removed, Dev with { Allowed = ValueList.Of("NoEndpointToReturnTo") });
        Assert.Contains("leave kms.ap-northeast-1.amazonaws.com", allowed.Steps.Select(Short));
        Assert.Single(allowed.Notes);
    }

    [Fact]
    public void Private_dns_that_the_module_did_not_disable_is_not_enabled()
    {
        var unmarked = Moved.Changing(Own, endpoint => endpoint with { Tags = ValueList<Tag>.Empty });

        Assert.Equal("NoEndpointToReturnTo", Assert.Single(ReturnPlanner.For(unmarked, Dev).Refusals).Code);
        Assert.DoesNotContain(
            ReturnPlanner.For(unmarked, Dev with { Allowed = WaivableCodes.OfReturn }).Steps,
            step => step is EnablePrivateDns { EndpointId: Own }
        );
    }

    [Fact]
    public void A_blocked_path_to_the_own_endpoint_prevents_the_reversal()
    {
        var group = Moved.SecurityGroups[Moved.Endpoints[Own].SecurityGroupIds[0]];
        var closed = Moved with { SecurityGroups = Moved.SecurityGroups.With(group with { Ingress = ValueList<SecurityRule>.Empty }) };

        Assert.All(ReturnPlanner.For(closed, Dev).Refusals, problem => Assert.Equal("OwnPathNotProven", problem.Code));
        Assert.Empty(ReturnPlanner.For(closed, Dev).Units);
        Assert.Empty(ReturnPlanner.For(closed, Dev with { Allowed = ValueList.Of("NoEndpointToReturnTo") }).Units);
        Assert.Equal(7, ReturnPlanner.For(closed, Dev with { Allowed = ValueList.Of("OwnPathNotProven") }).Steps.Count());
    }

    [Fact]
    public void A_hub_with_only_its_zones_left_can_be_reverted()
    {
        var hub = Moved.Endpoints.Where(endpoint => endpoint.VpcId == Landscape.HubVpc).Select(endpoint => endpoint.Id);
        var broken = Moved.After(hub.Select(id => new DeleteEndpoint { Location = Landscape.Tokyo, EndpointId = id })) with
        {
            Peerings = ResourceTable<Peering>.Empty,
        };

        var plan = ReturnPlanner.For(broken, Dev);

        Assert.Empty(plan.Refusals);
        Assert.Equal([Own, "vpce-dev-kms"], plan.Steps.OfType<EnablePrivateDns>().Select(step => step.EndpointId).Order());
    }

    [Fact]
    public void A_private_dns_conflict_is_refused_before_zones_are_disassociated()
    {
        Refuses("ForeignZone", "Z9", Moved.WithZone("Z9", Dkr, "", "vpc-dev"));
        Refuses("RequesterManaged", Own, Moved.Changing(Own, endpoint => endpoint with { RequesterManaged = true }));
        Refuses("NamesTaken", Own, Moved.WithEndpoint("vpce-dev-odd", "vpc-dev", "odd", ["subnet-dev-a"], [Dkr]));
    }

    [Fact]
    public void The_tag_of_a_requester_managed_endpoint_with_private_dns_on_is_kept()
    {
        var before = Moved.Changing(
            Own,
            endpoint => endpoint with { RequesterManaged = true, PrivateDnsEnabled = true, PrivateNames = ValueList<string>.Empty }
        );

        Assert.Equal(before.Endpoints[Own], ReturnPlanner.For(before, Dev).Predicted.Endpoints[Own]);
    }

    [Theory]
    [InlineData(Landscape.HubVpc, "SpokeIsHub")]
    [InlineData("vpc-nowhere", "VpcNotFound")]
    public void A_vpc_that_is_not_a_spoke_is_refused(string vpcId, string code) =>
        Assert.Equal(code, TestIntents.OnlyRefusal(ReturnPlanner.For(Moved, Dev with { SpokeVpcId = vpcId })).Code);

    private static void Refuses(string code, string resource, NetworkSnapshot before)
    {
        var plan = ReturnPlanner.For(before, Dev);

        Assert.Equal([(code, resource)], plan.Refusals.Select(problem => (problem.Code, problem.Resource)));
        Assert.DoesNotContain(plan.Steps, step => Short(step).Contains("ecr", StringComparison.Ordinal));
    }

    private static string Short(Step step) =>
        step switch
        {
            UntagEndpoint tag => $"untag {tag.EndpointId}",
            EnablePrivateDns on => $"on {on.EndpointId}",
            DisassociateZone zone => $"leave {zone.ZoneName}",
            _ => step.Key,
        };
}
