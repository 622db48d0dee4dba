using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.Tests.Planning;

/// <summary>What a hub has twice is deleted only if nothing refers to it, and everything that may was read.</summary>
public sealed class DuplicatePlannerTests
{
    private const string Second = "vpce-second";
    private const string SecondGroup = "sg-second";
    private static readonly NetworkSnapshot Sound = Landscape.Seed(ValueList.Of("ecr.dkr", "kms")).WithHub("ecr.dkr", "kms").Connected().WithZones();
    private static readonly string First = Sound.HubEndpoint(Landscape.Hub, Landscape.Service("ecr.dkr"))!.Id;

    /// <summary>The hub with a second endpoint for ecr.dkr, which has a security group of its own.</summary>
    internal static readonly NetworkSnapshot Doubled = Twice(Sound, Second);

    private static readonly DuplicateIntent Intent = new() { Hub = Landscape.Hub, Allowed = ValueList.Of("TrafficUnknown") };

    [Theory]
    [InlineData("vpce-0")]
    [InlineData("vpce-zzz")]
    public void The_endpoint_that_the_zones_lead_to_is_kept(string second)
    {
        var plan = DuplicatePlanner.For(Twice(Sound, second), Intent);

        Assert.Empty(plan.Refusals);
        var unit = Assert.Single(plan.Units);
        Assert.Equal((PlanUnitKind.Duplicates, "shared", true), (unit.Kind, unit.Subject, unit.IsDangerous));
        Assert.Equal([second, SecondGroup], unit.Steps.Select(step => step.Subject));
        Assert.Equal([unit.Steps[0].Key], unit.Steps[1].Requires);
        Assert.Equal(Sound.HubEndpoints(Landscape.Hub), plan.Predicted.HubEndpoints(Landscape.Hub));
        Assert.True(DuplicatePlanner.For(plan.Predicted, Intent).IsEmpty);
    }

    [Fact]
    public void The_second_endpoint_is_kept_if_the_zones_lead_to_it()
    {
        var network = LeadingTo(Doubled, Second);

        Assert.Equal(Second, network.HubEndpoint(Landscape.Hub, Landscape.Service("ecr.dkr"))!.Id);
        Assert.Equal([First], Deleted(DuplicatePlanner.For(network, Intent)));
    }

    [Fact]
    public void A_sound_hub_needs_no_step_and_no_code() =>
        Assert.True(IsNothing(DuplicatePlanner.For(Sound, Intent with { Allowed = ValueList<string>.Empty })));

    [Fact]
    public void An_endpoint_of_another_hub_or_another_service_is_not_a_duplicate()
    {
        var network = Sound
            .WithEndpoint("vpce-1", Landscape.HubVpc, "ecr.dkr", ["subnet-shared-a"], [], tags: HubMark.Hub("another"))
            .WithEndpoint("vpce-2", Landscape.HubVpc, "ecr.dkr", ["subnet-shared-a"], [])
            .WithEndpoint("vpce-3", Landscape.HubVpc, "logs", ["subnet-shared-a"], [], tags: HubMark.Hub("shared"))
            .WithSecurityGroup("sg-other", Landscape.HubVpc);

        Assert.True(IsNothing(DuplicatePlanner.For(network, Intent)));
    }

    [Fact]
    public void A_record_of_any_zone_keeps_the_endpoint_and_its_security_group()
    {
        var plan = DuplicatePlanner.For(Searched(Doubled, Zone("Z9", RecordTo(Second))), Intent with { Allowed = WaivableCodes.OfDuplicates });

        Assert.Equal([("RecordPointsToEndpoint", Second)], plan.Refusals.Select(problem => (problem.Code, problem.Resource)));
        Assert.Empty(plan.Units);
    }

    [Fact]
    public void A_profile_that_holds_the_endpoint_keeps_it() =>
        Assert.Equal(
            "StillReferredTo",
            TestIntents
                .OnlyRefusal(
                    DuplicatePlanner.For(
                        Doubled.WithProfile("rp-1", new ProfileVpc("vpc-stg", ResolverState.Complete), Second),
                        Intent with
                        {
                            Allowed = WaivableCodes.OfDuplicates,
                        }
                    )
                )
                .Code
        );

    [Theory]
    [InlineData("TrafficUnknown")]
    [InlineData("RecordsUnread")]
    [InlineData("ZoneListUnread")]
    [InlineData("ProfileUnread")]
    public void What_was_not_read_is_waived_only_by_its_own_code(string code)
    {
        var network = code switch
        {
            "RecordsUnread" => Searched(Doubled, Zone("Z9", records: null)),
            "ZoneListUnread" => Doubled with { ZoneSearch = null },
            "ProfileUnread" => Doubled with { Profiles = Doubled.Profiles.With(new DnsProfile { Id = "rp-1", Resources = null }) },
            _ => Doubled,
        };
        var others = WaivableCodes.OfDuplicates.Without(other => other == code);

        var refused = DuplicatePlanner.For(network, Intent with { Allowed = others });
        Assert.Equal([code], refused.Refusals.Select(problem => problem.Code));
        Assert.Empty(refused.Units);

        var allowed = DuplicatePlanner.For(network, Intent with { Allowed = Intent.Allowed.With(code) });
        Assert.Equal([Second], Deleted(allowed));
        Assert.Equal(
            new[] { code, "TrafficUnknown" }.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Waiver.CodesOf(allowed.Waivers)
        );
    }

    [Fact]
    public void A_peer_of_another_account_may_have_records_that_were_not_read()
    {
        var foreign = Sound.Peerings.Single(peering => peering.IsActive);
        var network = Doubled with
        {
            Peerings = Doubled.Peerings.With(
                foreign with
                {
                    Id = "pcx-foreign",
                    Requester = foreign.Requester with { VpcId = "vpc-foreign", Location = new Location("210987654321", Landscape.Region) },
                }
            ),
        };

        var refusal = TestIntents.OnlyRefusal(DuplicatePlanner.For(network, Intent));
        Assert.Equal("ZoneListUnread", refusal.Code);
        Assert.Contains("210987654321", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unread_zones_of_the_hub_leave_open_which_endpoint_is_in_use_and_no_code_allows_that()
    {
        var network = Doubled with { Zones = ResourceTable<PrivateZone>.From(Doubled.Zones.Select(zone => zone with { Records = null })) };

        var plan = DuplicatePlanner.For(network, Intent with { Allowed = WaivableCodes.OfDuplicates });

        Assert.Empty(plan.Units);
        Assert.All(plan.Refusals, problem => Assert.Equal("AnsweringEndpointUnknown", problem.Code));
        Assert.Equal(Doubled.HubZones(Landscape.Hub).Count(), plan.Refusals.Count);
    }

    [Fact]
    public void Endpoints_that_others_manage_or_that_have_private_dns_on_are_kept()
    {
        var managed = Doubled.Changing(Second, endpoint => endpoint with { RequesterManaged = true });
        Assert.Equal("RequesterManaged", TestIntents.OnlyRefusal(DuplicatePlanner.For(managed, Intent)).Code);

        var named = Doubled.Changing(Second, endpoint => endpoint with { PrivateDnsEnabled = true });
        Assert.Equal("HubPrivateDnsOn", TestIntents.OnlyRefusal(DuplicatePlanner.For(named, Intent)).Code);
    }

    [Fact]
    public void A_security_group_is_kept_while_a_rule_refers_to_it()
    {
        var rule = new SecurityRule(Traffic.All, new RulePeer(GroupId: SecondGroup));

        Assert.Equal([Second], Deleted(DuplicatePlanner.For(Doubled.WithSecurityGroup("sg-client", "vpc-dev", rule), Intent)));
    }

    [Fact]
    public void A_security_group_without_an_endpoint_is_deleted_alone()
    {
        var network = Doubled.WithoutEndpoint(Second);

        Assert.Equal([SecondGroup], Deleted(DuplicatePlanner.For(network, Intent with { Allowed = ValueList<string>.Empty })));
    }

    [Fact]
    public void The_hub_the_inventory_and_the_cost_show_what_a_hub_has_twice()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var hub = Assert.Single(HubFinder.Find(Doubled, "shared", noon));
        var group = Assert.Single(Sound.SecurityGroups, one => one.IsOf("shared")).Id;
        Assert.Equal(
            [new HubDuplicate(Landscape.Service("ecr.dkr"), Second, First), new HubDuplicate(SecondGroup, SecondGroup, group)],
            hub.Duplicates
        );
        Assert.Empty(Assert.Single(HubFinder.Find(Sound, "shared", noon)).Duplicates);

        var warned = InventoryBuilder.Of(Doubled, noon).Where(entry => entry.PartOfHub == "shared" && entry.Warnings.Count > 0);
        var warning = Assert.Single(Assert.Single(warned, entry => entry.VpcEndpointId == Second).Warnings);
        Assert.Contains(First, warning, StringComparison.Ordinal);

        var question = new CostQuestion { Hub = Landscape.Hub };
        var prices = PriceList.For(Landscape.Region);
        var cost = CostForecast.Of(Doubled, question, prices, 730, noon);
        var sound = CostForecast.Of(Sound, question, prices, 730, noon);

        // One Availability Zone x 730 h x 0.014.
        Assert.Equal(10.22m, cost.MonthlyDuplicateCost);
        Assert.Equal(sound.MonthlyBefore + 10.22m, cost.MonthlyBefore);
        Assert.Equal([Second], cost.DuplicateEndpointIds);
        Assert.Contains(cost.Notes, note => note.Contains("10.22 USD", StringComparison.Ordinal));
        Assert.Equal((0m, 0), (sound.MonthlyDuplicateCost, sound.DuplicateEndpointIds.Count));
    }

    /// <summary>Random zones elsewhere, read or not, with records to either endpoint; and random endpoints that the hub's zones lead to.</summary>
    [Fact]
    public void Random_references_never_lead_to_the_deletion_of_an_endpoint_in_use() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll<byte[], bool>(
                (choices, isSecondInUse) =>
                {
                    bool Has(byte choice, int bit) => (choice & (1 << bit)) != 0;
                    var zones = (choices ?? [])
                        .Select(
                            (choice, index) =>
                                Zone(
                                    $"Z{index}",
                                    Has(choice, 0) ? null : new[] { First, Second }.Where((_, at) => Has(choice, at + 1)).Select(RecordTo).ToArray()
                                ) with
                                {
                                    OwnerAccountId = Has(choice, 3) ? Landscape.Tokyo.AccountId : "210987654321",
                                    VpcIds = Has(choice, 4) ? ValueList.Of("vpc-dev") : ValueList<string>.Empty,
                                }
                        )
                        .ToArray();
                    var (used, extra) = isSecondInUse ? (Second, First) : (First, Second);
                    var network = Searched(LeadingTo(Doubled, used), zones);
                    var isReferred = zones.Any(zone => zone.Records is { } records && records.Any(record => record == RecordTo(extra)));
                    var isUnread = zones.Any(zone =>
                        zone.Records is null && (zone.OwnerAccountId == Landscape.Tokyo.AccountId || zone.VpcIds.Count > 0)
                    );

                    string[] Endpoints(ValueList<string> codes) =>
                        [
                            .. DuplicatePlanner
                                .For(network, Intent with { Allowed = codes })
                                .Steps.OfType<DeleteEndpoint>()
                                .Select(step => step.EndpointId),
                        ];

                    Assert.Equal(isReferred || isUnread ? [] : [extra], Endpoints(Intent.Allowed));
                    Assert.Equal(isReferred ? [] : [extra], Endpoints(WaivableCodes.OfDuplicates));
                }
            )
        );

    private static NetworkSnapshot Twice(NetworkSnapshot network, string id)
    {
        var grouped = network.WithSecurityGroup(SecondGroup, Landscape.HubVpc);
        var group = grouped.SecurityGroups[SecondGroup] with { Tags = ValueList.Of(HubMark.Hub("shared")) };
        return (grouped with { SecurityGroups = grouped.SecurityGroups.With(group) }).WithEndpoint(
            id,
            Landscape.HubVpc,
            "ecr.dkr",
            ["subnet-shared-a"],
            [],
            SecondGroup,
            HubMark.Hub("shared")
        );
    }

    // The records of the hub's zones that lead to an endpoint for ecr.dkr lead to this one.
    private static NetworkSnapshot LeadingTo(NetworkSnapshot network, string id)
    {
        var names = new[] { First, Second }.Select(one => network.Endpoints[one].RegionalName!).ToList();
        return network with
        {
            Zones = ResourceTable<PrivateZone>.From(
                network.Zones.Select(zone =>
                    zone with
                    {
                        Records = zone.Records!.Each(record =>
                            record.Alias is { } alias && names.Contains(alias) ? record with { Alias = network.Endpoints[id].RegionalName } : record
                        ),
                    }
                )
            ),
        };
    }

    private static ZoneRecord RecordTo(string id) =>
        new($"{(id == Second ? "second" : "first")}.example.com", "CNAME", Alias: null, ValueList.Of(Doubled.Endpoints[id].RegionalName!.DnsName));

    private static SearchedZone Zone(string id, params ZoneRecord[]? records) =>
        new()
        {
            Id = id,
            Name = "example.com",
            OwnerAccountId = Landscape.Tokyo.AccountId,
            Records = records?.ToValueList(),
        };

    private static NetworkSnapshot Searched(NetworkSnapshot network, params SearchedZone[] zones) =>
        network with
        {
            ZoneSearch = new ZoneSearch { Zones = ResourceTable<SearchedZone>.From(zones) },
        };

    private static bool IsNothing(Plan plan) => plan.IsEmpty && plan.Refusals.Count == 0;

    private static IEnumerable<string> Deleted(Plan plan) =>
        plan.Steps.Where(step => step is DeleteEndpoint || plan.Steps.All(other => other is DeleteSecurityGroup)).Select(step => step.Subject);
}
