using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.Tests.Planning;

/// <summary>Records of any zone that point to an endpoint keep it, and so do records that were not read.</summary>
public sealed class RemovalReferenceTests
{
    private const string Own = "vpce-dev-ecr.dkr";
    private const string OwnName = "vpce-dev-ecr.dkr-0a1b2c3d.dkr.ecr.ap-northeast-1.vpce.amazonaws.com";
    private const string Kms = "vpce-dev-kms";
    private const string KmsName = "vpce-dev-kms-0a1b2c3d.kms.ap-northeast-1.vpce.amazonaws.com";
    private const string Account = "123456789012";
    private const string OtherAccount = "210987654321";

    private static readonly NetworkSnapshot Idle = Landscape
        .Seed(ValueList.Of("ecr.dkr", "kms"))
        .WithHub("ecr.dkr", "kms")
        .Connected()
        .WithZones()
        .CutOver();

    [Theory]
    [InlineData("CNAME", OwnName)]
    [InlineData("CNAME", OwnName + ".")]
    [InlineData("CNAME", "VPCE-DEV-ECR.DKR-0A1B2C3D.dkr.ecr.ap-northeast-1.VPCE.amazonaws.com.")]
    [InlineData("CNAME", "vpce-dev-ecr.dkr-0a1b2c3d-ap-northeast-1a.dkr.ecr.ap-northeast-1.vpce.amazonaws.com")]
    [InlineData("CNAME", "*.vpce-dev-ecr.dkr-0a1b2c3d.s3.ap-northeast-1.vpce.amazonaws.com")]
    [InlineData("CNAME", "\\052.vpce-dev-ecr.dkr-0a1b2c3d.s3.ap-northeast-1.vpce.amazonaws.com.")]
    [InlineData("CNAME", "bucket.vpce-dev-ecr.dkr-0a1b2c3d.s3.ap-northeast-1.vpce.amazonaws.com")]
    [InlineData("SRV", "0 5 443 " + OwnName + ".")]
    [InlineData("HTTPS", "1 " + OwnName + ". alpn=h2")]
    [InlineData("alias", OwnName)]
    public void A_record_of_any_zone_keeps_its_endpoint_and_names_zone_and_record(string type, string target)
    {
        var record =
            type == "alias"
                ? ZoneRecord.AliasTo("registry.example.com", new AliasTarget(target, "Z2"))
                : new ZoneRecord("registry.example.com", type, Alias: null, ValueList.Of(target));

        var plan = RemovalPlanner.For(Searched(Zone("Z9", Account, record)), TestIntents.Removal());

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal(("RecordPointsToEndpoint", Own), (refusal.Code, refusal.Resource));
        Assert.Contains("registry.example.com", refusal.Reason, StringComparison.Ordinal);
        Assert.StartsWith(
            "aws route53 list-resource-record-sets --hosted-zone-id Z9 --start-record-name registry.example.com ",
            refusal.Command,
            StringComparison.Ordinal
        );
        Assert.Equal([Kms], Deleted(plan));
    }

    [Fact]
    public void Without_a_search_of_zones_nothing_is_removed() =>
        Assert.Equal("ZoneListUnread", TestIntents.OnlyRefusal(RemovalPlanner.For(Idle with { ZoneSearch = null }, TestIntents.Removal())).Code);

    [Fact]
    public void What_was_not_read_is_waived_only_by_its_own_code()
    {
        var unread = Idle with
        {
            ZoneSearch = new ZoneSearch
            {
                Zones = ResourceTable<SearchedZone>.From([Zone("Z8", Account, records: null)]),
                UnlistedAccountIds = ValueList.Of(Account),
            },
        };
        var removal = TestIntents.Removal();

        Assert.Equal(["RecordsUnread", "ZoneListUnread"], Refused(unread, removal));
        Assert.Equal(["ZoneListUnread"], Refused(unread, removal with { Allowed = removal.Allowed.With("RecordsUnread") }));
        Assert.Equal(["RecordsUnread"], Refused(unread, removal with { Allowed = removal.Allowed.With("ZoneListUnread") }));
        var plan = RemovalPlanner.For(unread, removal with { Allowed = removal.Allowed.With("RecordsUnread").With("ZoneListUnread") });
        Assert.Equal([Own, Kms], Deleted(plan));
        Assert.Equal(["RecordsUnread", "TrafficUnknown", "ZoneListUnread"], Waiver.CodesOf(plan.Waivers));
    }

    [Fact]
    public void A_zone_of_a_profile_of_the_spoke_that_was_not_read_prevents_the_removal()
    {
        var profile = new DnsProfile
        {
            Id = "rp-1",
            Vpcs = ValueList.Of(new ProfileVpc("vpc-dev", ResolverState.Complete)),
            Resources = ValueList.Of(new ProfileResource("Z7", ProfileResourceKind.PrivateZone, ResolverState.Complete)),
        };

        // The path does not depend on the zone's records in this case, because the operator checked what the Profile contains.
        var removal = TestIntents.Removal() with
        {
            Allowed = ValueList.Of("TrafficUnknown", "ProfileContentUnknown"),
        };

        Assert.Equal(["RecordsUnread"], Refused(Idle with { Profiles = Idle.Profiles.With(profile) }, removal));
    }

    /// <summary>Parts that were not read, and that the question does not need; and records that do not refer to the endpoint.</summary>
    [Fact]
    public void What_the_question_does_not_need_changes_nothing()
    {
        NetworkSnapshot[] networks =
        [
            Searched(Zone("Z1", OtherAccount, records: null)),
            Searched(Zone("Z1", OtherAccount, records: null) with { VpcIds = ValueList.Of("vpc-stg") }),
            Idle with
            {
                ZoneSearch = new ZoneSearch { UnlistedAccountIds = ValueList.Of(OtherAccount) },
            },
            Searched(Zone("Z1", Account, new ZoneRecord("x.example.com", "TXT", Alias: null, ValueList.Of($"\"{OwnName}\"")))),
            Searched(
                Zone(
                    "Z1",
                    Account,
                    new ZoneRecord("x.example.com", "CNAME", Alias: null, ValueList.Of(OwnName.Replace("dev", "stg", StringComparison.Ordinal)))
                )
            ),
            Searched(Zone("Z1", Account, new ZoneRecord("x.example.com", "CNAME", Alias: null, ValueList.Of("x" + OwnName)))),
            Searched([.. Idle.Zones.Select(zone => Zone(zone.Id, Account, [.. zone.Records!]))]),
            Idle with
            {
                PrefixLists = ResourceTable<PrefixList>.Empty,
                TransitGateways = ResourceTable<TransitGateway>.Empty,
            },
        ];

        Assert.All(
            networks,
            network =>
            {
                var plan = RemovalPlanner.For(network, TestIntents.Removal());
                Assert.Empty(plan.Refusals);
                Assert.Equal([Own, Kms], Deleted(plan));
            }
        );
    }

    [Fact]
    public void Random_unread_zones_never_lead_to_a_deletion() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll<byte[]>(choices =>
            {
                var zones = (choices ?? []).Select((choice, index) => RandomZone(index, choice)).ToArray();
                var network = Searched(zones);
                var removal = TestIntents.Removal();
                var kept = zones
                    .SelectMany(zone => zone.Records ?? ValueList<ZoneRecord>.Empty)
                    .SelectMany(record => record.Values)
                    .Select(value => value == OwnName ? Own : Kms)
                    .ToList();
                var free = new[] { Own, Kms }.Except(kept).ToList();
                var isUnread = zones.Any(zone => zone.Records is null && (zone.OwnerAccountId == Account || zone.VpcIds.Contains("vpc-dev")));

                Assert.Equal(isUnread ? [] : free, Deleted(RemovalPlanner.For(network, removal)));
                Assert.Equal(free, Deleted(RemovalPlanner.For(network, removal with { Allowed = removal.Allowed.With("RecordsUnread") })));
            })
        );

    private static SearchedZone RandomZone(int index, byte choice)
    {
        bool Has(int bit) => (choice & (1 << bit)) != 0;

        var records = new[] { (Exists: Has(2), Target: OwnName), (Exists: Has(3), Target: KmsName) }
            .Where(record => record.Exists)
            .Select((record, at) => new ZoneRecord($"r{at}.example.com", "CNAME", Alias: null, ValueList.Of(record.Target)))
            .ToArray();
        return Zone($"Z{index}", Has(0) ? Account : OtherAccount, Has(4) ? records : null) with
        {
            VpcIds = Has(1) ? ValueList.Of("vpc-dev") : ValueList<string>.Empty,
        };
    }

    private static SearchedZone Zone(string id, string account, params ZoneRecord[]? records) =>
        new()
        {
            Id = id,
            Name = "example.com",
            OwnerAccountId = account,
            Records = records?.ToValueList(),
        };

    private static NetworkSnapshot Searched(params SearchedZone[] zones) =>
        Idle with
        {
            ZoneSearch = new ZoneSearch { Zones = ResourceTable<SearchedZone>.From(zones) },
        };

    private static IEnumerable<string> Refused(NetworkSnapshot network, RemovalIntent removal)
    {
        var plan = RemovalPlanner.For(network, removal);
        Assert.Empty(plan.Units);
        return plan.Refusals.Select(problem => problem.Code).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Deleted(Plan plan) => plan.Steps.Cast<DeleteEndpoint>().Select(step => step.EndpointId);
}
