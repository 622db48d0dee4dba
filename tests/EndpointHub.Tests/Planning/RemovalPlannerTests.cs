using EndpointHub.Paths;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class RemovalPlannerTests
{
    private const string Own = "vpce-dev-ecr.dkr";
    private static readonly NetworkSnapshot Ready = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms").Connected().WithZones();
    private static readonly NetworkSnapshot Idle = Ready.CutOver();

    [Fact]
    public void Idle_endpoints_are_deleted_with_their_network_interfaces()
    {
        var plan = RemovalPlanner.For(Idle, TestIntents.Removal());

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal((PlanUnitKind.Removal, "vpc-dev", true), (unit.Kind, unit.Subject, unit.IsDangerous));
        Assert.Equal([Own, "vpce-dev-kms"], unit.Steps.Cast<DeleteEndpoint>().Select(step => step.EndpointId));
        Assert.Equal(["vpce-dev-s3"], plan.Predicted.EndpointsOf("vpc-dev").Select(endpoint => endpoint.Id));
        Assert.DoesNotContain(plan.Predicted.NetworkInterfaces, nic => nic.SubnetId == "subnet-dev-a");
    }

    [Fact]
    public void An_endpoint_that_was_not_cut_over_is_not_removed() =>
        Assert.All(RemovalPlanner.For(Ready, TestIntents.Removal()).Refusals, problem => Assert.Equal("StillInUse", problem.Code));

    [Fact]
    public void An_endpoint_whose_private_dns_was_never_enabled_is_not_removed()
    {
        var before = Idle.Changing(Own, endpoint => endpoint with { Tags = ValueList<Tag>.Empty });

        Refuses("NeverHadPrivateDns", Own, before);
    }

    [Fact]
    public void A_requester_managed_endpoint_is_refused() =>
        Refuses("RequesterManaged", Own, Idle.Changing(Own, endpoint => endpoint with { RequesterManaged = true }));

    [Fact]
    public void An_unproven_path_is_waived_only_by_its_own_code()
    {
        var open = Idle.ChangingVpc("vpc-dev", vpc => vpc with { DomainNameServers = ValueList.Of("10.9.9.9") });
        var removal = TestIntents.Removal();

        Assert.Equal(["PathNotProven"], RemovalPlanner.For(open, removal).Refusals.Select(problem => problem.Code).Distinct());
        Assert.Empty(RemovalPlanner.For(open, removal with { Allowed = removal.Allowed.With("ResolverRuleForwards") }).Units);
        Assert.Equal(2, RemovalPlanner.For(open, removal with { Allowed = removal.Allowed.With("CustomDnsServers") }).Steps.Count());

        var further = open.ChangingVpc("vpc-dev", vpc => vpc with { Ipv6OnlySubnetIds = ValueList.Of("subnet-6") });
        var refusal = RemovalPlanner.For(further, removal with { Allowed = removal.Allowed.With("CustomDnsServers") }).Refusals[0];
        Assert.Contains("ClientsNotFollowed", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unread_connections_are_waived_only_by_their_own_code()
    {
        var withoutCode = TestIntents.Removal() with { Allowed = WaivableCodes.OfRemoval.Without(code => code == "TrafficUnknown") };

        Assert.Equal("TrafficUnknown", TestIntents.OnlyRefusal(RemovalPlanner.For(Idle, withoutCode)).Code);
        Assert.Equal(
            [("TrafficUnknown", Own), ("TrafficUnknown", "vpce-dev-kms")],
            RemovalPlanner.For(Idle, TestIntents.Removal()).Waivers.Select(waiver => (waiver.Code, waiver.Subject))
        );
    }

    [Fact]
    public void A_profile_that_was_not_read_is_waived_only_by_its_own_code()
    {
        var unread = Idle with { Profiles = Idle.Profiles.With(new DnsProfile { Id = "rp-1", Resources = null }) };
        var allowing = TestIntents.Removal() with { Allowed = ValueList.Of("TrafficUnknown", "ProfileUnread") };

        Assert.All(RemovalPlanner.For(unread, TestIntents.Removal()).Refusals, problem => Assert.Equal("ProfileUnread", problem.Code));
        Assert.Empty(RemovalPlanner.For(unread, TestIntents.Removal()).Units);
        var plan = RemovalPlanner.For(unread, allowing);
        Assert.Equal(2, plan.Steps.Count());
        Assert.Equal(["ProfileUnread", "TrafficUnknown"], Waiver.CodesOf(plan.Waivers));
    }

    [Fact]
    public void A_failing_path_cannot_be_waived()
    {
        var broken = Idle with
        {
            RouteTables = Idle.RouteTables.With(Idle.RouteTables["rtb-shared"].Without(RouteDestination.To(Cidr.Parse("10.2.0.0/16")))),
        };

        var waivingAll = TestIntents.Removal() with
        {
            Allowed = Enum.GetNames<FindingCode>().Concat(["TrafficUnknown", "PathNotProven"]).ToValueList(),
        };

        Assert.Empty(RemovalPlanner.For(broken, waivingAll).Units);
        Assert.NotEmpty(RemovalPlanner.For(Idle, waivingAll).Units);
    }

    [Fact]
    public void A_broken_return_route_prevents_every_removal()
    {
        var broken = Idle with
        {
            RouteTables = Idle.RouteTables.With(Idle.RouteTables["rtb-shared"].Without(RouteDestination.To(Cidr.Parse("10.2.0.0/16")))),
        };

        var plan = RemovalPlanner.For(broken, TestIntents.Removal());

        Assert.Empty(plan.Units);
        Assert.Equal([("PathNotProven", "vpc-dev")], plan.Refusals.Select(problem => (problem.Code, problem.Resource)).Distinct());
    }

    [Fact]
    public void Names_that_do_not_resolve_in_the_spoke_prevent_the_removal()
    {
        var zone = Idle.Zones.Single(zone => zone.Name == "dkr.ecr.ap-northeast-1.amazonaws.com");
        var before = Idle with { Zones = Idle.Zones.With(zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == "vpc-dev") }) };

        Refuses("PathNotProven", "vpc-dev", before);
    }

    [Theory]
    [InlineData("vpce-dev-ecr.dkr-0a1b2c3d.dkr.ecr.ap-northeast-1.vpce.amazonaws.com")]
    [InlineData("vpce-dev-ecr.dkr-0a1b2c3d-ap-northeast-1a.dkr.ecr.ap-northeast-1.vpce.amazonaws.com")]
    [InlineData("*.vpce-dev-ecr.dkr-0a1b2c3d.s3.ap-northeast-1.vpce.amazonaws.com")]
    public void A_record_that_points_to_the_endpoint_prevents_its_removal(string target)
    {
        var zone = Idle.WithZone("Z9", "corp.example.com", "", "vpc-stg");

        Refuses("RecordPointsToEndpoint", Own, zone.WithRecord("Z9", ZoneRecord.AliasTo("ecr.corp.example.com", new AliasTarget(target, "Z2"))));
        Refuses(
            "RecordPointsToEndpoint",
            Own,
            zone.WithRecord("Z9", new ZoneRecord("ecr.corp.example.com", "CNAME", Alias: null, ValueList.Of(target + ".")))
        );
    }

    [Fact]
    public void An_endpoint_associated_with_a_profile_is_not_removed() =>
        Refuses("StillReferredTo", Own, Idle.WithProfile("rp-1", new ProfileVpc("vpc-stg", ResolverState.Complete), Own));

    [Fact]
    public void A_rule_that_references_the_endpoints_group_is_noted()
    {
        var before = Idle.WithSecurityGroup("sg-app", "vpc-dev", new SecurityRule(Traffic.Tcp(443), new RulePeer(GroupId: "sg-dev-endpoints")));

        var plan = RemovalPlanner.For(before, TestIntents.Removal());

        Assert.Equal(2, plan.Steps.Count());
        Assert.Contains(
            plan.Notes,
            note => note.Contains("sg-app", StringComparison.Ordinal) && note.Contains("sg-dev-endpoints", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Only_the_named_endpoints_are_removed()
    {
        var byId = RemovalPlanner.For(Idle, TestIntents.Removal() with { EndpointIds = ValueList.Of(Own, "vpce-stg-kms") });
        Assert.Equal([Own], byId.Steps.Cast<DeleteEndpoint>().Select(step => step.EndpointId));
        Assert.Equal([("EndpointNotFound", "vpce-stg-kms")], byId.Refusals.Select(problem => (problem.Code, problem.Resource)));

        var byService = RemovalPlanner.For(
            Idle,
            TestIntents.Removal() with
            {
                ServiceNames = ValueList.Of(Landscape.Service("kms"), Landscape.Service("logs")),
            }
        );
        Assert.Equal(["vpce-dev-kms"], byService.Steps.Cast<DeleteEndpoint>().Select(step => step.EndpointId));
        Assert.Equal([("ServiceNotInHub", Landscape.Service("logs"))], byService.Refusals.Select(problem => (problem.Code, problem.Resource)));
    }

    [Fact]
    public void An_endpoint_without_a_hub_service_is_skipped_and_refused_only_when_named()
    {
        var before = Idle.WithEndpoint("vpce-dev-logs", "vpc-dev", "logs", ["subnet-dev-a"]);

        Assert.Empty(RemovalPlanner.For(before, TestIntents.Removal()).Refusals);
        Assert.Equal(
            "ServiceNotInHub",
            TestIntents.OnlyRefusal(RemovalPlanner.For(before, TestIntents.Removal() with { EndpointIds = ValueList.Of("vpce-dev-logs") })).Code
        );
    }

    // The other service's endpoint is idle and is removed; this one is kept.
    private static void Refuses(string code, string resource, NetworkSnapshot before)
    {
        var plan = RemovalPlanner.For(before, TestIntents.Removal());

        Assert.Equal([(code, resource)], plan.Refusals.Select(problem => (problem.Code, problem.Resource)));
        Assert.Equal(["vpce-dev-kms"], plan.Steps.Cast<DeleteEndpoint>().Select(step => step.EndpointId));
    }
}
