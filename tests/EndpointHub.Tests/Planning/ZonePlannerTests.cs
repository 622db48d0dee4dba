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
    public void Each_private_name_gets_its_zone_with_apex_and_wildcard_in_the_hubs_vpc_alone()
    {
        var plan = ZonePlanner.For(Seed, Ask.Zones("vpc-dev"));

        Assert.Empty(plan.Refusals);
        Assert.Empty(plan.Notes);
        Assert.Equal(PlanUnitKind.Zones, Assert.Single(plan.Units).Kind);
        Assert.Equal([DkrOnAws, Dkr], plan.Predicted.Zones.Select(zone => zone.Name).Order());
        foreach (var zone in plan.Predicted.Zones)
        {
            Assert.Equal(ValueList.Of(new ZoneVpc(Landscape.HubVpc, Landscape.Region)), zone.Vpcs);
            Assert.Equal(HubMark.ZoneComment("shared"), zone.Comment);
            Assert.Equal(
                ValueList.Of(ZoneRecord.AliasTo("*." + zone.Name, Endpoint.RegionalName!), ZoneRecord.AliasTo(zone.Name, Endpoint.RegionalName!)), zone.Records);
        }

        foreach (var records in plan.Steps.OfType<ChangeRecords>())
            Assert.Equal(ValueList.Of(plan.Steps.OfType<CreateZone>().Single(zone => zone.ZoneId == records.ZoneId).Key), records.Requires);
    }

    [Fact]
    public void Only_missing_records_are_written_into_a_zone_that_stands()
    {
        var before = WithOwnZone(ZoneRecord.AliasTo(Dkr, Endpoint.RegionalName!));

        var plan = ZonePlanner.For(before, Ask.Zones());

        var step = Assert.Single(plan.Steps.OfType<ChangeRecords>(), step => step.ZoneId == "Z1");
        Assert.Equal(ValueList.Of(ZoneRecord.AliasTo("*." + Dkr, Endpoint.RegionalName!)), step.Upserts);
        Assert.DoesNotContain(plan.Steps.OfType<CreateZone>(), zone => zone.Name == Dkr);
    }

    [Fact]
    public void Zones_and_records_that_stand_and_fit_are_told()
    {
        var target = Endpoint.RegionalName!.DnsName;
        var partly = WithOwnZone(ZoneRecord.AliasTo(Dkr, Endpoint.RegionalName));

        Assert.Empty(ZonePlanner.For(Seed, Ask.Zones()).Found);
        Assert.Equal([$"Zone {Dkr} (Z1) exists already and is used. Its records {Dkr} already point to {target}."], ZonePlanner.For(partly, Ask.Zones()).Found);
        Assert.Equal([$"Zone {Dkr} (Z1) exists already and is used."], ZonePlanner.For(WithOwnZone(), Ask.Zones()).Found);

        var again = ZonePlanner.For(Seed.WithZones(), Ask.Zones());
        Assert.True(again.IsEmpty);
        Assert.Equal(2, again.Found.Count);
        Assert.All(new[] { DkrOnAws, Dkr }.Zip(again.Found), pair => Assert.Contains($"Its records {pair.First}, *.{pair.First} already point to {target}", pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_to_an_endpoint_that_is_gone_is_the_hubs_own_and_is_renewed()
    {
        var before = WithOwnZone(ZoneRecord.AliasTo(Dkr, new AliasTarget("vpce-0gone-1a2b3c4d.dkr.ecr.ap-northeast-1.vpce.amazonaws.com", "Z2E726K9Y6RL4W")));

        var after = Ask.Done(ZonePlanner.For(before, Ask.Zones()));

        Assert.Contains(ZoneRecord.AliasTo(Dkr, Endpoint.RegionalName!), after.Zones["Z1"].Records!);
    }

    [Fact]
    public void A_record_that_somebody_wrote_is_refused_and_no_zone_of_the_service_is_planned()
    {
        foreach (var record in new[]
        {
            new ZoneRecord(Dkr, "A", Alias: null, ValueList.Of("10.0.0.1")),
            new ZoneRecord("*." + Dkr, "CNAME", Alias: null, ValueList.Of("proxy.example.com")),
            ZoneRecord.AliasTo(Dkr, new AliasTarget("lb.ap-northeast-1.elb.amazonaws.com", "Z1")),
            ZoneRecord.AliasTo(Dkr, Seed.Endpoints["vpce-dev-ecr.dkr"].RegionalName!),
        })
        {
            var problem = Ask.OnlyRefusal(ZonePlanner.For(WithOwnZone(record), Ask.Zones()));

            Assert.Equal(("RecordInTheWay", "Z1"), (problem.Code, problem.Resource));
        }
    }

    [Fact]
    public void Records_beside_the_names_stay()
    {
        var beside = new ZoneRecord("team." + Dkr, "TXT", Alias: null, ValueList.Of("hello"));

        Assert.Contains(beside, Ask.Done(ZonePlanner.For(WithOwnZone(beside), Ask.Zones())).Zones["Z1"].Records!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EndpointHub another")]
    public void A_zone_of_the_same_name_that_is_not_the_hubs_is_refused(string comment)
    {
        var problem = Ask.OnlyRefusal(ZonePlanner.For(Seed.WithZone("Z9", Dkr, comment, Landscape.HubVpc), Ask.Zones()));

        Assert.Equal(("ForeignZone", "Z9"), (problem.Code, problem.Resource));
    }

    [Fact]
    public void A_zone_of_the_same_name_elsewhere_is_no_hindrance() =>
        Assert.Empty(ZonePlanner.For(Seed.WithZone("Z9", Dkr, "", "vpc-dev"), Ask.Zones()).Refusals);

    [Fact]
    public void A_zone_above_or_below_is_no_hindrance() =>
        Assert.Empty(ZonePlanner.For(Seed.WithZone("Z9", "ecr.ap-northeast-1.amazonaws.com", "", Landscape.HubVpc).WithZone("Z8", "a." + Dkr, "", Landscape.HubVpc), Ask.Zones()).Refusals);

    [Fact]
    public void A_zone_of_another_account_with_the_hubs_comment_is_foreign()
    {
        var before = WithOwnZone();
        before = before with { Zones = before.Zones.With(before.Zones["Z1"] with { OwnerAccountId = "210987654321", Records = null }) };

        Assert.Equal("ForeignZone", Ask.OnlyRefusal(ZonePlanner.For(before, Ask.Zones())).Code);
    }

    [Fact]
    public void A_hub_endpoint_with_private_dns_on_is_refused()
    {
        var on = Seed.Changing(Endpoint.Id, endpoint => endpoint with { PrivateDnsEnabled = true, PrivateNames = ValueList.Of(Dkr) });

        Assert.Equal(("HubPrivateDnsOn", Endpoint.Id), (Ask.OnlyRefusal(ZonePlanner.For(on, Ask.Zones())).Code, Endpoint.Id));
    }

    [Fact]
    public void A_service_that_the_hub_lacks_is_refused_alone()
    {
        var plan = ZonePlanner.For(Seed, Ask.Zones() with { ServiceNames = ValueList.Of(Landscape.Service("ecr.dkr"), Landscape.Service("kms")) });

        Assert.Equal(("ServiceNotInHub", Landscape.Service("kms")), (plan.Refusals.Single().Code, plan.Refusals.Single().Resource));
        Assert.Equal(2, plan.Steps.OfType<CreateZone>().Count());
    }

    [Fact]
    public void Names_from_the_built_in_table_are_said_to_be()
    {
        var silent = NetworkSnapshot.Empty.WithEnvironment("shared", "10.255.0.0/16")
            .WithEndpoint("vpce-hub", Landscape.HubVpc, "ecr.dkr", ["subnet-shared-a"], [], tags: HubMark.Hub("shared"));

        Assert.Contains("built-in", Assert.Single(ZonePlanner.For(silent, Ask.Zones()).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_whose_names_nobody_knows_is_refused()
    {
        var nameless = Seed.WithEndpoint("vpce-hub-x", Landscape.HubVpc, "x", ["subnet-shared-a"], [], tags: HubMark.Hub("shared"));

        var plan = ZonePlanner.For(nameless, Ask.Zones());

        Assert.Equal(("NoPrivateNames", Landscape.Service("x")), (plan.Refusals.Single().Code, plan.Refusals.Single().Resource));
        Assert.False(plan.IsEmpty);
    }

    [Fact]
    public void What_is_asked_about_has_to_be_there()
    {
        Assert.Equal("HubNotFound", Ask.OnlyRefusal(ZonePlanner.For(Landscape.Seed(), Ask.Zones())).Code);
        Assert.Equal("VpcNotFound", Ask.OnlyRefusal(ZonePlanner.For(Seed, Ask.Zones("vpc-nowhere"))).Code);
    }

    private static NetworkSnapshot WithOwnZone(params ZoneRecord[] records) =>
        records.Aggregate(Seed.WithZone("Z1", Dkr, HubMark.ZoneComment("shared"), Landscape.HubVpc), (network, record) => network.WithRecord("Z1", record));
}
