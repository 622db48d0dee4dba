using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class CutoverPlannerTests
{
    private const string Dkr = "dkr.ecr.ap-northeast-1.amazonaws.com";
    private const string DkrOnAws = "dkr-ecr.ap-northeast-1.on.aws";
    private const string Own = "vpce-dev-ecr.dkr";
    private static readonly NetworkSnapshot Ready = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms").Connected().WithZones();

    [Fact]
    public void Each_service_is_tagged_disabled_and_associated_before_the_next()
    {
        var plan = CutoverPlanner.For(Ready, TestIntents.Cutover());

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal((PlanUnitKind.Cutover, "vpc-dev", true), (unit.Kind, unit.Subject, unit.IsCritical));
        Assert.Equal(
            [
                $"tag {Own}",
                $"off {Own}",
                $"zone {DkrOnAws}",
                $"zone {Dkr}",
                "tag vpce-dev-kms",
                "off vpce-dev-kms",
                "zone kms.ap-northeast-1.amazonaws.com",
            ],
            unit.Steps.Select(Short)
        );
        Assert.Equal(ValueList.Of(unit.Steps[0].Key), unit.Steps[1].Requires);
        Assert.All(unit.Steps.Skip(2).Take(2), step => Assert.Equal(ValueList.Of(unit.Steps[1].Key), step.Requires));
        Assert.Equal(HubMark.CutOver("shared"), Assert.IsType<TagEndpoint>(unit.Steps[0]).Tag);
        Assert.All(plan.Predicted.Zones, zone => Assert.True(zone.Serves("vpc-dev") && !zone.Serves("vpc-stg")));
    }

    [Fact]
    public void An_interrupted_cut_over_continues_with_the_remaining_steps()
    {
        var all = CutoverPlanner.For(Ready, TestIntents.Cutover()).Steps.ToList();

        for (var done = 0; done <= all.Count; done++)
        {
            var rest = CutoverPlanner.For(Ready.After(all.Take(done)), TestIntents.Cutover());

            Assert.Empty(rest.Refusals);
            Assert.Equal(all.Skip(done).Select(step => step.Key), rest.Steps.Select(step => step.Key));
        }
    }

    [Fact]
    public void A_service_with_a_forwarded_name_is_not_moved()
    {
        var plan = CutoverPlanner.For(
            Ready.WithRule("rslvr-rr-1", ResolverRuleKind.Forward, "kms.ap-northeast-1.amazonaws.com", ["vpc-dev"]),
            TestIntents.Cutover()
        );

        Assert.Equal(["PathNotProven"], plan.Refusals.Select(problem => problem.Code).Distinct());
        Assert.Contains(plan.Refusals, problem => problem.ToString().Contains("rslvr-rr-1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_spoke_without_an_own_endpoint_is_moved_by_association_only()
    {
        var before = Ready with { Endpoints = Ready.Endpoints.Without(Own).Without("vpce-dev-kms") };

        var unit = Assert.Single(CutoverPlanner.For(before, TestIntents.Cutover()).Units);

        Assert.Equal(3, unit.Steps.Count);
        Assert.All(unit.Steps, step => Assert.IsType<AssociateZone>(step));
        Assert.All(unit.Steps, step => Assert.Empty(step.Requires));
        Assert.True(unit.IsCritical);
    }

    [Fact]
    public void Only_the_named_services_are_moved()
    {
        var plan = CutoverPlanner.For(
            Ready,
            TestIntents.Cutover() with
            {
                ServiceNames = ValueList.Of(Landscape.Service("kms"), Landscape.Service("logs")),
            }
        );

        Assert.Equal(["tag vpce-dev-kms", "off vpce-dev-kms", "zone kms.ap-northeast-1.amazonaws.com"], plan.Steps.Select(Short));
        Assert.Equal(("ServiceNotInHub", Landscape.Service("logs")), CodeAndResource(Assert.Single(plan.Refusals)));
    }

    [Fact]
    public void A_service_with_an_unproven_path_is_not_moved()
    {
        var group = Ready.SecurityGroups.Single(group => group.IsOf("shared"));
        var closed = Ready with { SecurityGroups = Ready.SecurityGroups.With(group with { Ingress = ValueList<SecurityRule>.Empty }) };

        var plan = CutoverPlanner.For(closed, TestIntents.Cutover());

        Assert.Empty(plan.Units);
        Assert.Equal(2, plan.Refusals.Count);
        Assert.All(plan.Refusals, problem => Assert.Equal(("PathNotProven", "vpc-dev"), CodeAndResource(problem)));
    }

    [Fact]
    public void An_unproven_service_does_not_prevent_the_others()
    {
        var kms = Ready.Endpoints.Single(endpoint => endpoint.IsOf("shared") && endpoint.ServiceName == Landscape.Service("kms"));
        var pending = Ready.Changing(kms.Id, endpoint => endpoint with { State = EndpointState.Pending });

        var plan = CutoverPlanner.For(pending, TestIntents.Cutover());

        Assert.Contains(Landscape.Service("kms"), Assert.Single(plan.Refusals).Reason, StringComparison.Ordinal);
        Assert.Equal(4, plan.Steps.Count());
    }

    [Fact]
    public void An_unproven_service_moves_only_with_its_own_code_which_is_recorded()
    {
        var unreturned = Ready with
        {
            RouteTables = Ready.RouteTables.With(Ready.RouteTables["rtb-shared"].Without(RouteDestination.To(Cidr.Parse("10.2.0.0/16")))),
        };

        Assert.Empty(CutoverPlanner.For(unreturned, TestIntents.Cutover()).Units);
        var others = WaivableCodes.OfCutover.Without(code => code == "PathNotProven");
        Assert.Empty(CutoverPlanner.For(unreturned, TestIntents.Cutover() with { Allowed = others }).Units);
        var allowed = CutoverPlanner.For(unreturned, TestIntents.Cutover() with { Allowed = ValueList.Of("PathNotProven") });
        Assert.Equal(7, allowed.Steps.Count());
        Assert.Equal(2, allowed.Notes.Count);
        Assert.Equal(["PathNotProven"], Waiver.CodesOf(allowed.Waivers));
    }

    [Fact]
    public void A_finding_that_leaves_the_path_unknown_is_waived_by_its_own_code()
    {
        var open = Ready.ChangingVpc("vpc-dev", vpc => vpc with { DomainNameServers = ValueList.Of("10.9.9.9") });

        Assert.Empty(CutoverPlanner.For(open, TestIntents.Cutover()).Units);
        Assert.Empty(CutoverPlanner.For(open, TestIntents.Cutover() with { Allowed = ValueList.Of("PortsUnknown", "ResolverRuleForwards") }).Units);
        var allowed = CutoverPlanner.For(open, TestIntents.Cutover() with { Allowed = ValueList.Of("CustomDnsServers") });
        Assert.Equal(7, allowed.Steps.Count());
        Assert.Equal(["CustomDnsServers"], Waiver.CodesOf(allowed.Waivers));
    }

    [Fact]
    public void A_private_name_that_the_hub_does_not_serve_prevents_the_cut_over()
    {
        var before = Ready.Changing(Own, endpoint => endpoint with { PrivateNames = endpoint.PrivateNames.With("new.ap-northeast-1.api.aws") });

        var plan = CutoverPlanner.For(before, TestIntents.Cutover() with { ServiceNames = ValueList.Of(Landscape.Service("ecr.dkr")) });

        Assert.Equal(("ZoneMissing", "new.ap-northeast-1.api.aws"), CodeAndResource(TestIntents.OnlyRefusal(plan)));
    }

    [Fact]
    public void A_zone_without_its_wildcard_record_is_treated_as_missing()
    {
        var zone = Ready.Zones.Single(zone => zone.Name == Dkr);
        var before = Ready with { Zones = Ready.Zones.With(zone with { Records = zone.Records!.Without(record => record.Name.StartsWith('*')) }) };

        Assert.Contains(("ZoneMissing", Dkr), CutoverPlanner.For(before, TestIntents.Cutover()).Refusals.Select(CodeAndResource));
        Assert.DoesNotContain(CutoverPlanner.For(before, TestIntents.Cutover()).Steps, step => Short(step).Contains("ecr", StringComparison.Ordinal));
    }

    [Fact]
    public void A_foreign_zone_of_the_same_name_on_the_spoke_prevents_the_cut_over()
    {
        var before = Ready.WithZone("Z9", Dkr, "", "vpc-dev");

        var plan = CutoverPlanner.For(before, TestIntents.Cutover());

        Assert.Equal(("ForeignZone", "Z9"), CodeAndResource(Assert.Single(plan.Refusals)));
        Assert.Equal(3, plan.Steps.Count());
    }

    [Fact]
    public void A_requester_managed_endpoint_is_refused()
    {
        var before = Ready.Changing(Own, endpoint => endpoint with { RequesterManaged = true });

        var plan = CutoverPlanner.For(before, TestIntents.Cutover());

        Assert.Equal(("RequesterManaged", Own), CodeAndResource(Assert.Single(plan.Refusals)));
        Assert.DoesNotContain(plan.Steps, step => Short(step).Contains("ecr", StringComparison.Ordinal));
    }

    [Fact]
    public void An_endpoint_of_another_service_with_the_same_name_prevents_the_cut_over()
    {
        var before = Ready.WithEndpoint("vpce-dev-odd", "vpc-dev", "odd", ["subnet-dev-a"], [Dkr]);

        Assert.Equal(("StillInUse", "vpce-dev-odd"), CodeAndResource(Assert.Single(CutoverPlanner.For(before, TestIntents.Cutover()).Refusals)));
    }

    [Fact]
    public void An_unconnected_spoke_is_refused() =>
        Assert.Equal(
            ("SpokeNotConnected", "vpc-stg"),
            CodeAndResource(TestIntents.OnlyRefusal(CutoverPlanner.For(Ready, TestIntents.Cutover("vpc-stg"))))
        );

    [Fact]
    public void A_cut_over_without_zones_is_refused()
    {
        var before = Landscape.Seed(ValueList.Of("kms")).WithHub("kms").Connected();

        Assert.Equal(
            ("ZoneMissing", "kms.ap-northeast-1.amazonaws.com"),
            CodeAndResource(TestIntents.OnlyRefusal(CutoverPlanner.For(before, TestIntents.Cutover())))
        );
    }

    private static (string Code, string Resource) CodeAndResource(Problem problem) => (problem.Code, problem.Resource);

    private static string Short(Step step) =>
        step switch
        {
            TagEndpoint tag => $"tag {tag.EndpointId}",
            DisablePrivateDns off => $"off {off.EndpointId}",
            AssociateZone zone => $"zone {zone.ZoneName}",
            _ => step.Key,
        };
}
