using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

public sealed class ZonePlannerTests
{
    private const string Dkr = "dkr.ecr.ap-northeast-1.amazonaws.com";
    private const string DkrOnAws = "dkr-ecr.ap-northeast-1.on.aws";
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.dkr")).WithHub("ecr.dkr");
    private static readonly Endpoint Endpoint = Seed.Endpoints.Single(endpoint => endpoint.IsOf("shared"));

    [Fact]
    public void Each_private_name_gets_a_zone_with_apex_and_wildcard_in_the_hub_vpc_only()
    {
        var plan = ZonePlanner.For(Seed, TestIntents.Zones("vpc-dev"));

        Assert.Empty(plan.Refusals);
        Assert.Empty(plan.Notes);
        Assert.Equal(PlanUnitKind.Zones, Assert.Single(plan.Units).Kind);
        Assert.Equal([DkrOnAws, Dkr], plan.Predicted.Zones.Select(zone => zone.Name).Order());
        foreach (var zone in plan.Predicted.Zones)
        {
            Assert.Equal(ValueList.Of(new ZoneVpc(Landscape.HubVpc, Landscape.Region)), zone.Vpcs);
            Assert.Equal(HubMark.ZoneComment("shared"), zone.Comment);
            Assert.Equal(
                ValueList.Of(ZoneRecord.AliasTo("*." + zone.Name, Endpoint.RegionalName!), ZoneRecord.AliasTo(zone.Name, Endpoint.RegionalName!)),
                zone.Records
            );
        }

        foreach (var records in plan.Steps.OfType<ChangeRecords>())
            Assert.Equal(ValueList.Of(plan.Steps.OfType<CreateZone>().Single(zone => zone.ZoneId == records.ZoneId).Key), records.Requires);
    }

    [Fact]
    public void Only_missing_records_are_added_to_an_existing_zone()
    {
        var before = WithOwnZone(ZoneRecord.AliasTo(Dkr, Endpoint.RegionalName!));

        var plan = ZonePlanner.For(before, TestIntents.Zones());

        var step = Assert.Single(plan.Steps.OfType<ChangeRecords>(), step => step.ZoneId == "Z1");
        Assert.Equal(ValueList.Of(ZoneRecord.AliasTo("*." + Dkr, Endpoint.RegionalName!)), step.Upserts);
        Assert.DoesNotContain(plan.Steps.OfType<CreateZone>(), zone => zone.Name == Dkr);
    }

    [Fact]
    public void Existing_zones_and_records_that_fit_are_noted()
    {
        var target = Endpoint.RegionalName!.DnsName;
        var partly = WithOwnZone(ZoneRecord.AliasTo(Dkr, Endpoint.RegionalName));

        Assert.Empty(ZonePlanner.For(Seed, TestIntents.Zones()).Found);
        Assert.Equal(
            [$"Zone {Dkr} (Z1) exists already and is used. Its records {Dkr} already point to {target}."],
            ZonePlanner.For(partly, TestIntents.Zones()).Found
        );
        Assert.Equal([$"Zone {Dkr} (Z1) exists already and is used."], ZonePlanner.For(WithOwnZone(), TestIntents.Zones()).Found);

        var again = ZonePlanner.For(Seed.WithZones(), TestIntents.Zones());
        Assert.True(again.IsEmpty);
        Assert.Equal(2, again.Found.Count);
        Assert.All(
            new[] { DkrOnAws, Dkr }.Zip(again.Found),
            pair => Assert.Contains($"Its records {pair.First}, *.{pair.First} already point to {target}", pair.Second, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_record_to_a_deleted_endpoint_is_replaced()
    {
        var before = WithOwnZone(
            ZoneRecord.AliasTo(Dkr, new AliasTarget("vpce-0gone-1a2b3c4d.dkr.ecr.ap-northeast-1.vpce.amazonaws.com", "Z2E726K9Y6RL4W"))
        );

        var after = TestIntents.PredictedBy(ZonePlanner.For(before, TestIntents.Zones()));

        Assert.Contains(ZoneRecord.AliasTo(Dkr, Endpoint.RegionalName!), after.Zones["Z1"].Records!);
    }

    [Fact]
    public void A_foreign_record_is_refused_and_the_other_names_of_its_service_proceed()
    {
        foreach (
            var record in new[]
            {
                new ZoneRecord(Dkr, "A", Alias: null, ValueList.Of("10.0.0.1")),
                new ZoneRecord("*." + Dkr, "CNAME", Alias: null, ValueList.Of("proxy.example.com")),
                ZoneRecord.AliasTo(Dkr, new AliasTarget("lb.ap-northeast-1.elb.amazonaws.com", "Z1")),
                ZoneRecord.AliasTo(Dkr, Seed.Endpoints["vpce-dev-ecr.dkr"].RegionalName!),
            }
        )
        {
            var problem = RefusalBesideAnotherZone(ZonePlanner.For(WithOwnZone(record), TestIntents.Zones()));

            Assert.Equal(("RecordInTheWay", "Z1"), (problem.Code, problem.Resource));
        }
    }

    [Fact]
    public void Other_records_of_a_zone_are_kept()
    {
        var beside = new ZoneRecord("team." + Dkr, "TXT", Alias: null, ValueList.Of("hello"));

        Assert.Contains(beside, TestIntents.PredictedBy(ZonePlanner.For(WithOwnZone(beside), TestIntents.Zones())).Zones["Z1"].Records!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EndpointHub another")]
    public void A_foreign_zone_of_the_same_name_is_refused(string comment)
    {
        var problem = RefusalBesideAnotherZone(ZonePlanner.For(Seed.WithZone("Z9", Dkr, comment, Landscape.HubVpc), TestIntents.Zones()));

        Assert.Equal(("ForeignZone", "Z9"), (problem.Code, problem.Resource));
    }

    [Fact]
    public void A_zone_of_the_same_name_in_another_vpc_is_ignored()
    {
        Assert.Empty(ZonePlanner.For(Seed.WithZone("Z9", Dkr, "", "vpc-dev"), TestIntents.Zones()).Refusals);
        Assert.NotEmpty(ZonePlanner.For(Seed.WithZone("Z9", Dkr, "", Landscape.HubVpc), TestIntents.Zones()).Refusals);
    }

    [Fact]
    public void A_parent_or_child_zone_is_ignored()
    {
        Assert.Empty(
            ZonePlanner
                .For(
                    Seed.WithZone("Z9", "ecr.ap-northeast-1.amazonaws.com", "", Landscape.HubVpc).WithZone("Z8", "a." + Dkr, "", Landscape.HubVpc),
                    TestIntents.Zones()
                )
                .Refusals
        );
        Assert.NotEmpty(ZonePlanner.For(Seed.WithZone("Z9", Dkr, "", Landscape.HubVpc), TestIntents.Zones()).Refusals);
    }

    [Fact]
    public void A_zone_of_another_account_with_the_hubs_comment_is_foreign()
    {
        var before = WithOwnZone();
        before = before with { Zones = before.Zones.With(before.Zones["Z1"] with { OwnerAccountId = "210987654321", Records = null }) };

        Assert.Equal("ForeignZone", RefusalBesideAnotherZone(ZonePlanner.For(before, TestIntents.Zones())).Code);
    }

    [Fact]
    public void A_hub_endpoint_with_private_dns_enabled_is_refused()
    {
        var on = Seed.Changing(Endpoint.Id, endpoint => endpoint with { PrivateDnsEnabled = true, PrivateNames = ValueList.Of(Dkr) });

        Assert.Equal(("HubPrivateDnsOn", Endpoint.Id), (RefusalBesideAnotherZone(ZonePlanner.For(on, TestIntents.Zones())).Code, Endpoint.Id));
    }

    [Fact]
    public void A_service_missing_from_the_hub_is_refused_and_the_rest_proceeds()
    {
        var plan = ZonePlanner.For(
            Seed,
            TestIntents.Zones() with
            {
                ServiceNames = ValueList.Of(Landscape.Service("ecr.dkr"), Landscape.Service("kms")),
            }
        );

        Assert.Equal(("ServiceNotInHub", Landscape.Service("kms")), (plan.Refusals.Single().Code, plan.Refusals.Single().Resource));
        Assert.Equal(2, plan.Steps.OfType<CreateZone>().Count());
    }

    [Fact]
    public void Names_from_the_built_in_table_are_noted()
    {
        var silent = NetworkSnapshot
            .Empty.WithEnvironment("shared", "10.255.0.0/16")
            .WithEndpoint("vpce-hub", Landscape.HubVpc, "ecr.dkr", ["subnet-shared-a"], [], tags: HubMark.Hub("shared"));

        Assert.Contains("built-in", Assert.Single(ZonePlanner.For(silent, TestIntents.Zones()).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_with_unknown_private_names_is_refused()
    {
        var nameless = Seed.WithEndpoint("vpce-hub-x", Landscape.HubVpc, "x", ["subnet-shared-a"], [], tags: HubMark.Hub("shared"));

        var plan = ZonePlanner.For(nameless, TestIntents.Zones());

        Assert.Equal(("NoPrivateNames", Landscape.Service("x")), (plan.Refusals.Single().Code, plan.Refusals.Single().Resource));
        Assert.False(plan.IsEmpty);
    }

    [Fact]
    public void A_missing_vpc_or_hub_is_refused()
    {
        Assert.Equal("HubNotFound", TestIntents.OnlyRefusal(ZonePlanner.For(Landscape.Seed(), TestIntents.Zones())).Code);
        Assert.Equal("VpcNotFound", TestIntents.OnlyRefusal(ZonePlanner.For(Seed, TestIntents.Zones("vpc-nowhere"))).Code);
    }

    private static Problem RefusalBesideAnotherZone(Plan plan)
    {
        Assert.Equal([DkrOnAws], plan.Steps.OfType<CreateZone>().Select(step => step.Name));
        return Assert.Single(plan.Refusals);
    }

    private static NetworkSnapshot WithOwnZone(params ZoneRecord[] records) =>
        records.Aggregate(
            Seed.WithZone("Z1", Dkr, HubMark.ZoneComment("shared"), Landscape.HubVpc),
            (network, record) => network.WithRecord("Z1", record)
        );
}
