using EndpointHub.Naming;
using EndpointHub.Planning.Steps;
using EndpointHub.Results;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>
/// Zones that somebody else made: one that leads to the hub is used as it is; the remedy for another one is a change that AWS makes.
/// </summary>
public sealed class ForeignZoneTests
{
    private const string Kms = "kms.ap-northeast-1.amazonaws.com";
    private const string Dkr = "dkr.ecr.ap-northeast-1.amazonaws.com";

    /// <summary>A hub by hand: the zones are those that EndpointHub would make, without its comment.</summary>
    private static readonly NetworkSnapshot ByHand = Foreign(
        new[] { "ecr.dkr", "kms" }
            .Aggregate(
                Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithSecurityGroup("sg-hub", Landscape.HubVpc),
                (network, service) =>
                    network.WithEndpoint(
                        $"vpce-hub-{service}",
                        Landscape.HubVpc,
                        service,
                        ["subnet-shared-a", "subnet-shared-c"],
                        privateNames: [],
                        "sg-hub",
                        HubMark.Hub(Landscape.HubName)
                    )
            )
            .Connected()
            .WithZones()
    );

    [Fact]
    public void Foreign_zones_that_lead_to_the_hub_are_used_and_nothing_is_made()
    {
        var plan = ZonePlanner.For(ByHand, TestIntents.Zones("vpc-dev"));

        Assert.Empty(plan.Refusals);
        Assert.Empty(plan.Steps);
        Assert.Equal(3, plan.Found.Count);
    }

    [Fact]
    public void A_spoke_is_cut_over_to_foreign_zones_and_back()
    {
        var moved = TestIntents.PredictedBy(CutoverPlanner.For(ByHand, TestIntents.Cutover()));
        var back = ReturnPlanner.For(moved, new ReturnIntent { Hub = Landscape.Hub, SpokeVpcId = "vpc-dev" });

        Assert.All(moved.Zones, zone => Assert.True(zone.Serves("vpc-dev")));
        Assert.Empty(CutoverPlanner.For(moved, TestIntents.Cutover()).Steps);
        Assert.Empty(back.Refusals);
        Assert.All(back.Predicted.Zones, zone => Assert.False(zone.Serves("vpc-dev")));
        Assert.True(back.Predicted.Endpoints["vpce-dev-kms"].PrivateDnsEnabled);
        Assert.Empty(RemovalPlanner.For(moved, TestIntents.Removal()).Refusals);
    }

    [Fact]
    public void A_spoke_with_foreign_zones_reaches_every_stage()
    {
        var moved = TestIntents.PredictedBy(CutoverPlanner.For(ByHand, TestIntents.Cutover()));

        Assert.Equal(SpokeStage.ZonesReady, SpokeConnection.In(ByHand, Landscape.Hub, "vpc-dev", default)!.Stage);
        Assert.Equal(SpokeStage.CutOver, SpokeConnection.In(moved, Landscape.Hub, "vpc-dev", default)!.Stage);
        Assert.All(Hub.In(ByHand, Landscape.Hub, default)!.Zones, zone => Assert.True(zone.IsForeign));
    }

    [Fact]
    public void One_foreign_zone_that_does_not_lead_to_the_hub_does_not_stop_the_other_names()
    {
        var zone = ByHand.Zones.Single(zone => zone.Name == Dkr);
        var before = ByHand with { Zones = ResourceTable<PrivateZone>.From([zone with { Records = ValueList<ZoneRecord>.Empty }]) };

        var plan = ZonePlanner.For(before, TestIntents.Zones());

        Assert.Equal(("ForeignZone", zone.Id), (Assert.Single(plan.Refusals).Code, plan.Refusals[0].Resource));
        Assert.Equal(["dkr-ecr.ap-northeast-1.on.aws", Kms], plan.Steps.OfType<CreateZone>().Select(step => step.Name).Order());
    }

    [Theory]
    [InlineData("alias", true)]
    [InlineData("canonical name", true)]
    [InlineData("chain", true)]
    [InlineData("addresses", true)]
    [InlineData("other addresses", false)]
    [InlineData("other endpoint", false)]
    [InlineData("weighted", false)]
    [InlineData("no record", false)]
    [InlineData("not read", false)]
    public void A_foreign_zone_is_used_when_its_records_lead_to_the_endpoint(string records, bool isUsed)
    {
        var endpoint = ByHand.HubEndpoint(Landscape.Hub, Landscape.Service("kms"))!;
        var alias = ZoneRecord.AliasTo(Kms, endpoint.RegionalName!);
        var addresses = ByHand.NetworkInterfaces.Where(nic => endpoint.NetworkInterfaceIds.Contains(nic.Id)).Select(nic => nic.Address!.ToString()!);
        var zoneId = ByHand.Zones.Single(zone => zone.Name == Kms).Id;
        ValueList<ZoneRecord>? written = records switch
        {
            "alias" => ValueList.Of(alias),
            "canonical name" => ValueList.Of(new ZoneRecord(Kms, "CNAME", Alias: null, ValueList.Of(endpoint.RegionalName!.DnsName + "."))),
            "chain" => ValueList.Of(
                ZoneRecord.AliasTo(Kms, new AliasTarget("to." + Kms, zoneId)),
                ZoneRecord.AliasTo("to." + Kms, endpoint.RegionalName!)
            ),
            "addresses" => ValueList.Of(new ZoneRecord(Kms, "A", Alias: null, addresses.ToValueList())),
            "other addresses" => ValueList.Of(new ZoneRecord(Kms, "A", Alias: null, ValueList.Of("10.9.9.9"))),
            "other endpoint" => ValueList.Of(ZoneRecord.AliasTo(Kms, ByHand.Endpoints["vpce-dev-kms"].RegionalName!)),
            "weighted" => ValueList.Of(alias with { SetIdentifier = "one" }),
            "no record" => ValueList<ZoneRecord>.Empty,
            _ => null,
        };
        var zone = ByHand.Zones[zoneId] with { Records = written };

        var zones = ZonePlanner.For(ByHand with { Zones = ByHand.Zones.With(zone) }, TestIntents.Zones());
        var cutover = CutoverPlanner.For(ByHand with { Zones = ByHand.Zones.With(zone) }, TestIntents.Cutover());

        Assert.Empty(zones.Steps);
        Assert.Equal(isUsed ? [] : [written is null ? "ZoneRecordsUnread" : "ForeignZone"], zones.Refusals.Select(problem => problem.Code));
        Assert.Equal(isUsed ? [] : ["ForeignZone"], cutover.Refusals.Select(problem => problem.Code));
        Assert.Equal(isUsed, cutover.Steps.OfType<AssociateZone>().Any(step => step.ZoneName == Kms));
    }

    [Fact]
    public void What_a_foreign_zone_lacks_is_a_command_that_mends_it_and_no_disassociation()
    {
        var zone = ByHand.Zones.Single(zone => zone.Name == Dkr);
        var partly = zone with { Records = zone.Records!.Without(record => DnsName.IsWildcard(record.Name)) };

        var problem = Assert.Single(ZonePlanner.For(ByHand with { Zones = ByHand.Zones.With(partly) }, TestIntents.Zones()).Refusals);

        Assert.StartsWith("aws route53 change-resource-record-sets --hosted-zone-id Z-", problem.Command, StringComparison.Ordinal);
        Assert.Contains("Action=CREATE,ResourceRecordSet={Name=*." + Dkr, problem.Command, StringComparison.Ordinal);
        Assert.DoesNotContain("isassociate", problem.Advice!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "does not disassociate the only VPC of a zone (LastVPCAssociation)")]
    [InlineData(false, "disassociate it from vpc-shared")]
    public void The_advice_for_a_zone_that_leads_elsewhere_is_one_that_aws_accepts(bool isLast, string advice)
    {
        var other = new ZoneRecord(Kms, "A", Alias: null, ValueList.Of("10.9.9.9"));
        var zone = ByHand.Zones.Single(zone => zone.Name == Kms) with { Records = ValueList.Of(other) };
        var vpcs = isLast ? zone : zone.With(new ZoneVpc("vpc-stg", Landscape.Region));

        var problem = Assert.Single(ZonePlanner.For(ByHand with { Zones = ByHand.Zones.With(vpcs) }, TestIntents.Zones()).Refusals);

        Assert.Contains(advice, problem.Advice!, StringComparison.Ordinal);
        Assert.Contains("Point kms.ap-northeast-1.amazonaws.com in it to vpce-", problem.Advice!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_of_the_spoke_that_leads_to_the_hub_is_used_before_the_hubs_own()
    {
        var ready = Landscape.Seed(ValueList.Of("kms")).WithHub("kms").Connected().WithZones();
        var record = ready.Zones.Single().Records![0];
        var before = ready.WithZone("Z9", Kms, "", "vpc-dev").WithRecord("Z9", record);
        before = before with { Endpoints = before.Endpoints.Without("vpce-dev-kms") };

        var plan = CutoverPlanner.For(before, TestIntents.Cutover());

        Assert.Empty(plan.Refusals);
        Assert.Empty(plan.Steps);
    }

    private static NetworkSnapshot Foreign(NetworkSnapshot network) =>
        network with
        {
            Zones = ResourceTable<PrivateZone>.From(
                network.Zones.Select(zone => zone with { Id = $"Z-{zone.Name}", Comment = "Managed by Terraform" })
            ),
        };
}
