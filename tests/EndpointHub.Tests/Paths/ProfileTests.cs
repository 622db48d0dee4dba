using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>What Route 53 Profiles bring to a VPC (Route 53 developer guide, how Route 53 Profile settings are prioritized).</summary>
public sealed class ProfileTests
{
    private const string Profile = "rp-1";
    private static readonly ProfileVpc InDev = new(Dev, ResolverState.Complete);

    [Fact]
    public void A_zone_of_a_profile_answers_as_an_associated_one_does()
    {
        var path = Test(Unassociated().WithProfile(Profile, InDev, ZoneId(Apex)));

        Assert.Empty(path.Findings);
        Assert.Contains(path.Names.SelectMany(name => name.Hops), hop => hop is ZoneHop { ProfileId: Profile });
    }

    [Fact]
    public void The_vpcs_own_zone_goes_before_a_profiles_of_the_same_name() =>
        Assert.Empty(CodesOf(Network().WithZone("Z-empty", Apex, "", HubVpc).WithProfile(Profile, InDev, "Z-empty")));

    [Fact]
    public void A_profiles_more_specific_zone_goes_before_the_vpcs_own() =>
        Assert.Equal(
            [FindingCode.WildcardRecordMissing],
            CodesOf(Network().WithZone("Z-deep", $"{Tokyo.AccountId}.{Apex}", "", HubVpc).WithProfile(Profile, InDev, "Z-deep")));

    [Fact]
    public void An_endpoint_of_a_profile_brings_its_private_names()
    {
        var network = Network() with { Zones = ResourceTable<PrivateZone>.Empty };
        var shared = network.Changing(DkrEndpoint, endpoint => endpoint with { PrivateDnsEnabled = true, PrivateNames = EndpointNames("ecr.dkr").ToValueList() });

        Assert.Equal([FindingCode.AnsweredPublicly], CodesOf(shared));
        Assert.Empty(CodesOf(shared.WithProfile(Profile, InDev, DkrEndpoint)));
    }

    [Fact]
    public void An_endpoint_with_private_dns_off_brings_none() =>
        Assert.Equal([FindingCode.AnsweredPublicly], CodesOf((Network() with { Zones = ResourceTable<PrivateZone>.Empty }).WithProfile(Profile, InDev, DkrEndpoint)));

    [Fact]
    public void A_rule_of_a_profile_forwards()
    {
        var path = Test(Network().WithRule("rslvr-rr-1", ResolverRuleKind.Forward, Apex, []).WithProfile(Profile, InDev, "rslvr-rr-1"));

        Assert.All(path.Findings, finding => Assert.Equal(FindingCode.ResolverRuleForwards, finding.Code));
        Assert.Contains(Profile, path.Findings[0].Correction(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 200, true)]
    [InlineData(200, 100, false)]
    [InlineData(100, null, true)]
    public void Of_two_profiles_the_lower_number_goes_first(int full, int? empty, bool leads) =>
        Assert.Equal(leads ? [] : [FindingCode.RecordMissing, FindingCode.WildcardRecordMissing], CodesOf(WithTwo(full, empty)).OrderBy(code => code));

    [Fact]
    public void Two_profiles_whose_order_is_not_known_leave_it_open()
    {
        var network = WithTwo(full: null, empty: null);

        Assert.Equal([FindingCode.ConflictingDomains], CodesOf(network));
        Assert.All(Test(network).Findings, finding => Assert.Contains($"and {ZoneId(Apex)} both decide about {Apex} in {Dev}, through rp-empty and rp-full;", finding.Reason, StringComparison.Ordinal));
        Assert.All(Test(network).Findings, finding => Assert.StartsWith($"aws route53profiles list-profile-associations --resource-id {Dev}", finding.Correction(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CREATING", new[] { FindingCode.ResolverChangePending })]
    [InlineData("DELETING", new[] { FindingCode.ResolverChangePending })]
    [InlineData("FAILED", new[] { FindingCode.ResolverChangePending })]
    [InlineData("OVERRIDDEN", new[] { FindingCode.ResolverChangePending })]
    [InlineData("DELETED", new[] { FindingCode.AnsweredPublicly })]
    public void A_profile_that_is_coming_going_or_failed_leaves_it_open_and_a_deleted_one_does_nothing(string state, FindingCode[] expected) =>
        Assert.Equal(expected, CodesOf(Unassociated().WithProfile(Profile, new ProfileVpc(Dev, state), ZoneId(Apex))));

    [Theory]
    [InlineData("CREATING", "COMPLETE", "Wait until the association is COMPLETE, then test again.")]
    [InlineData("COMPLETE", "FAILED", "Disassociate what is FAILED and associate it again, then test again.")]
    [InlineData("FAILED", "CREATING", "Disassociate what is FAILED and associate it again, then test again.")]
    [InlineData("UPDATING", "OVERRIDDEN", "Disassociate what is OVERRIDDEN and associate it again, then test again.")]
    public void What_waiting_does_not_help_is_mended_first(string vpc, string resource, string advice)
    {
        var network = Unassociated().WithProfile(Profile, new ProfileVpc(Dev, vpc), ZoneId(Apex));
        var profile = network.Profiles[Profile];
        network = network with { Profiles = network.Profiles.With(profile with { Resources = ValueList.Of(profile.Resources![0] with { State = resource }) }) };

        Assert.All(Test(network).Findings, finding => Assert.Equal(advice, finding.Advice));
    }

    [Fact]
    public void An_unread_zone_of_a_profile_leaves_open_what_no_zone_of_the_very_name_settles()
    {
        var path = Test(Network().WithProfile(Profile, InDev, "Z-foreign"));

        Assert.Equal(PathVerdict.Reachable, path.Names.Single(name => name.Name == Apex).Verdict);
        Assert.Equal(PathVerdict.Unknown, path.Names.Single(name => name.Name == $"{Tokyo.AccountId}.{Apex}").Verdict);
    }

    [Fact]
    public void What_two_profiles_bring_alike_is_no_conflict()
    {
        var path = Test(Unassociated().WithProfile("rp-1", InDev, ZoneId(Apex)).WithProfile("rp-2", InDev, ZoneId(Apex)));

        Assert.Empty(path.Findings);
    }

    [Fact]
    public void A_rule_that_is_just_changing_leaves_it_open_through_a_profile_as_well()
    {
        var network = Network().WithRule("rslvr-rr-1", ResolverRuleKind.System, Apex, []).WithProfile(Profile, InDev, "rslvr-rr-1");
        network = network with { ResolverRules = network.ResolverRules.With(network.ResolverRules["rslvr-rr-1"] with { State = ResolverState.Updating }) };

        Assert.Equal([FindingCode.ResolverChangePending], CodesOf(network));
    }

    [Fact]
    public void A_profile_whose_content_was_not_read_leaves_every_name_open()
    {
        var network = Network().WithProfile(Profile, InDev);
        network = network with { Profiles = network.Profiles.With(network.Profiles[Profile] with { Resources = null }) };

        Assert.All(Test(network).Names, name => Assert.Equal(PathVerdict.Unknown, name.Verdict));
        Assert.Equal([FindingCode.ProfileContentUnknown], CodesOf(network));
        Assert.Contains($"what decides about names in {Profile} was not read", Descriptions(network));
    }

    [Fact]
    public void Rules_and_profiles_that_were_not_read_leave_every_name_open_in_their_vpc_alone()
    {
        var network = Network();

        Assert.All(Test(Unread(network, Dev)).Names, name => Assert.Equal(PathVerdict.Unknown, name.Verdict));
        Assert.Equal([FindingCode.ResolverUnreadable], CodesOf(Unread(network, Dev)));
        Assert.Empty(CodesOf(Unread(network, HubVpc)));

        static NetworkSnapshot Unread(NetworkSnapshot network, string vpcId) => network.ChangingVpc(vpcId, vpc => vpc with { ResolverIsRead = false });
    }

    [Theory]
    [InlineData("Z-foreign", ProfileResourceKind.PrivateZone, null, "aws route53 get-hosted-zone --id Z-foreign")]
    [InlineData("rslvr-foreign", ProfileResourceKind.ResolverRule, "999999999999", "aws route53resolver get-resolver-rule --resolver-rule-id rslvr-foreign")]
    [InlineData("vpce-foreign", ProfileResourceKind.Endpoint, "999999999999", "aws ec2 describe-vpc-endpoints --vpc-endpoint-ids vpce-foreign")]
    [InlineData("n-1", ProfileResourceKind.Unknown, null, "aws route53profiles list-profile-resource-associations --profile-id rp-1")]
    public void How_an_unread_resource_is_read_and_who_must_be_asked_is_said_where_it_is_known(string id, ProfileResourceKind kind, string? owner, string remedy)
    {
        var network = Network().WithProfile(Profile, InDev);
        var foreign = new ProfileResource(id, kind, ResolverState.Complete, owner);
        network = network with { Profiles = network.Profiles.With(network.Profiles[Profile] with { Resources = ValueList.Of(foreign) }) };

        Assert.All(Test(network).Findings, finding => Assert.Equal((remedy, owner is not null), (finding.Correction(), finding.Advice!.Contains($"account {owner} ", StringComparison.Ordinal))));
        Assert.Contains($"{Profile} has {id}, of which nothing is known", Descriptions(network));
    }

    [Fact]
    public void An_unread_rule_of_a_profile_leaves_every_name_open() =>
        Assert.All(Test(Network().WithProfile(Profile, InDev, "rslvr-foreign")).Names, name => Assert.Equal(PathVerdict.Unknown, name.Verdict));

    private static IEnumerable<string> Descriptions(NetworkSnapshot network) => Test(network).Names.SelectMany(name => name.Hops).Select(hop => hop.Description);

    private static NetworkSnapshot Unassociated() =>
        Network().ChangingZone(Apex, zone => zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == Dev) });

    private static NetworkSnapshot WithTwo(int? full, int? empty) => Unassociated().WithZone("Z-empty", Apex, "", HubVpc)
        .WithProfile("rp-full", InDev with { Priority = full }, ZoneId(Apex))
        .WithProfile("rp-empty", InDev with { Priority = empty }, "Z-empty");
}
