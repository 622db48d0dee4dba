using EndpointHub.Paths;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using static EndpointHub.Tests.Landscapes.Landscape;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>The effect of Route 53 Profiles on a VPC (Route 53 developer guide, how Route 53 Profile settings are prioritized).</summary>
public sealed class ProfileTests
{
    private const string Profile = "rp-1";
    private static readonly ProfileVpc InDev = new(Dev, ResolverState.Complete);

    [Fact]
    public void A_zone_of_a_profile_answers_like_an_associated_zone()
    {
        var path = Test(Unassociated().WithProfile(Profile, InDev, ZoneId(Apex)));

        Assert.Empty(path.Findings);
        Assert.Contains(path.Names.SelectMany(name => name.Hops), hop => hop is ZoneHop { ProfileId: Profile });
    }

    [Fact]
    public void The_vpcs_zone_takes_precedence_over_a_profiles_zone_of_the_same_name()
    {
        Assert.Empty(CodesOf(Network().WithZone("Z-empty", Apex, "", HubVpc).WithProfile(Profile, InDev, "Z-empty")));
        Assert.NotEmpty(CodesOf(Unassociated().WithZone("Z-empty", Apex, "", HubVpc).WithProfile(Profile, InDev, "Z-empty")));
    }

    [Fact]
    public void A_profiles_more_specific_zone_takes_precedence_over_the_vpcs_zone() =>
        Assert.Equal(
            [FindingCode.WildcardRecordMissing],
            CodesOf(Network().WithZone("Z-deep", $"{Tokyo.AccountId}.{Apex}", "", HubVpc).WithProfile(Profile, InDev, "Z-deep"))
        );

    [Fact]
    public void Private_names_of_a_profiles_endpoint_resolve_in_its_vpcs()
    {
        var network = Network() with { Zones = ResourceTable<PrivateZone>.Empty };
        var shared = network.Changing(
            DkrEndpoint,
            endpoint => endpoint with { PrivateDnsEnabled = true, PrivateNames = EndpointNames("ecr.dkr").ToValueList() }
        );

        Assert.Equal([FindingCode.AnsweredPublicly], CodesOf(shared));
        Assert.Empty(CodesOf(shared.WithProfile(Profile, InDev, DkrEndpoint)));
    }

    [Fact]
    public void A_profiles_endpoint_with_private_dns_disabled_adds_no_names() =>
        Assert.Equal(
            [FindingCode.AnsweredPublicly],
            CodesOf((Network() with { Zones = ResourceTable<PrivateZone>.Empty }).WithProfile(Profile, InDev, DkrEndpoint))
        );

    [Fact]
    public void A_resolver_rule_of_a_profile_forwards_names()
    {
        var path = Test(Network().WithRule("rslvr-rr-1", ResolverRuleKind.Forward, Apex, []).WithProfile(Profile, InDev, "rslvr-rr-1"));

        Assert.All(path.Findings, finding => Assert.Equal(FindingCode.ResolverRuleForwards, finding.Code));
        Assert.Contains(Profile, path.Findings[0].Correction(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 200, true)]
    [InlineData(200, 100, false)]
    [InlineData(100, null, true)]
    public void The_profile_with_the_lower_priority_number_takes_precedence(int full, int? empty, bool leads) =>
        Assert.Equal(
            leads ? [] : [FindingCode.WildcardRecordMissing, FindingCode.ApexRecordMissing],
            CodesOf(WithTwo(full, empty)).OrderBy(code => code)
        );

    [Fact]
    public void Two_profiles_with_unknown_priority_are_undecided()
    {
        var network = WithTwo(full: null, empty: null);

        Assert.Equal([FindingCode.ConflictingDomains], CodesOf(network));
        Assert.All(
            Test(network).Findings,
            finding =>
                Assert.Contains(
                    $"and {ZoneId(Apex)} both decide about {Apex} in {Dev}, through rp-empty and rp-full;",
                    finding.Reason,
                    StringComparison.Ordinal
                )
        );
        Assert.All(
            Test(network).Findings,
            finding =>
                Assert.StartsWith(
                    $"aws route53profiles list-profile-associations --resource-id {Dev}",
                    finding.Correction(),
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("CREATING", new[] { FindingCode.ResolverChangePending })]
    [InlineData("DELETING", new[] { FindingCode.ResolverChangePending })]
    [InlineData("FAILED", new[] { FindingCode.ResolverChangePending })]
    [InlineData("OVERRIDDEN", new[] { FindingCode.ResolverChangePending })]
    [InlineData("DELETED", new[] { FindingCode.AnsweredPublicly })]
    public void A_profile_in_transition_is_undecided_and_a_deleted_one_is_ignored(string state, FindingCode[] expected) =>
        Assert.Equal(expected, CodesOf(Unassociated().WithProfile(Profile, new ProfileVpc(Dev, state), ZoneId(Apex))));

    [Theory]
    [InlineData("CREATING", "COMPLETE", "Wait until the association is COMPLETE, then test again.")]
    [InlineData("COMPLETE", "FAILED", "Disassociate what is FAILED and associate it again, then test again.")]
    [InlineData("FAILED", "CREATING", "Disassociate what is FAILED and associate it again, then test again.")]
    [InlineData("UPDATING", "OVERRIDDEN", "Disassociate what is OVERRIDDEN and associate it again, then test again.")]
    public void A_failed_association_is_fixed_before_waiting_for_a_pending_one(string vpc, string resource, string advice)
    {
        var network = Unassociated().WithProfile(Profile, new ProfileVpc(Dev, vpc), ZoneId(Apex));
        var profile = network.Profiles[Profile];
        network = network with
        {
            Profiles = network.Profiles.With(profile with { Resources = ValueList.Of(profile.Resources![0] with { State = resource }) }),
        };

        Assert.All(Test(network).Findings, finding => Assert.Equal(advice, finding.Advice));
    }

    [Fact]
    public void An_unread_zone_of_a_profile_leaves_names_without_an_exact_zone_undecided()
    {
        var path = Test(Network().WithProfile(Profile, InDev, "Z-foreign"));

        Assert.Equal(PathVerdict.Reachable, path.Names.Single(name => name.Name == Apex).Verdict);
        Assert.Equal(PathVerdict.Unknown, path.Names.Single(name => name.Name == $"{Tokyo.AccountId}.{Apex}").Verdict);
    }

    [Fact]
    public void The_same_resource_in_two_profiles_is_not_a_conflict()
    {
        Assert.Empty(CodesWithSecond(ZoneId(Apex)));
        Assert.NotEmpty(CodesWithSecond("Z-empty"));

        static IEnumerable<FindingCode> CodesWithSecond(string zoneId) =>
            CodesOf(Unassociated().WithZone("Z-empty", Apex, "", HubVpc).WithProfile("rp-1", InDev, ZoneId(Apex)).WithProfile("rp-2", InDev, zoneId));
    }

    [Fact]
    public void A_rule_of_a_profile_that_is_updating_is_undecided()
    {
        var network = Network().WithRule("rslvr-rr-1", ResolverRuleKind.System, Apex, []).WithProfile(Profile, InDev, "rslvr-rr-1");
        network = network with
        {
            ResolverRules = network.ResolverRules.With(network.ResolverRules["rslvr-rr-1"] with { State = ResolverState.Updating }),
        };

        Assert.Equal([FindingCode.ResolverChangePending], CodesOf(network));
    }

    [Fact]
    public void A_profile_with_unread_resources_leaves_every_name_undecided()
    {
        var network = Network().WithProfile(Profile, InDev);
        network = network with { Profiles = network.Profiles.With(network.Profiles[Profile] with { Resources = null }) };

        Assert.All(Test(network).Names, name => Assert.Equal(PathVerdict.Unknown, name.Verdict));
        Assert.Equal([FindingCode.ProfileContentUnknown], CodesOf(network));
        Assert.Contains($"the DNS settings of {Profile} were not read", Descriptions(network));
    }

    [Fact]
    public void Unread_rules_and_profiles_leave_names_undecided_only_in_their_vpc()
    {
        var network = Network();

        Assert.All(Test(Unread(network, Dev)).Names, name => Assert.Equal(PathVerdict.Unknown, name.Verdict));
        Assert.Equal([FindingCode.ResolverUnreadable], CodesOf(Unread(network, Dev)));
        Assert.Empty(CodesOf(Unread(network, HubVpc)));

        static NetworkSnapshot Unread(NetworkSnapshot network, string vpcId) =>
            network.ChangingVpc(vpcId, vpc => vpc with { ResolverIsRead = false });
    }

    [Theory]
    [InlineData("Z-foreign", ProfileResourceKind.PrivateZone, null, "aws route53 get-hosted-zone --id Z-foreign")]
    [InlineData(
        "rslvr-foreign",
        ProfileResourceKind.ResolverRule,
        "999999999999",
        "aws route53resolver get-resolver-rule --resolver-rule-id rslvr-foreign"
    )]
    [InlineData("vpce-foreign", ProfileResourceKind.Endpoint, "999999999999", "aws ec2 describe-vpc-endpoints --vpc-endpoint-ids vpce-foreign")]
    [InlineData("n-1", ProfileResourceKind.Unknown, null, "aws route53profiles list-profile-resource-associations --profile-id rp-1")]
    public void The_remedy_for_an_unread_resource_names_the_command_and_the_account(string id, object kind, string? owner, string remedy)
    {
        var network = Network().WithProfile(Profile, InDev);
        var foreign = new ProfileResource(id, (ProfileResourceKind)kind, ResolverState.Complete, owner);
        network = network with { Profiles = network.Profiles.With(network.Profiles[Profile] with { Resources = ValueList.Of(foreign) }) };

        Assert.All(
            Test(network).Findings,
            finding =>
                Assert.Equal(
                    (remedy, owner is not null),
                    (finding.Correction(), finding.Advice!.Contains($"account {owner} ", StringComparison.Ordinal))
                )
        );
        Assert.Contains($"{id} of {Profile} was not read", Descriptions(network));
    }

    [Fact]
    public void An_unread_rule_of_a_profile_leaves_every_name_undecided() =>
        Assert.All(Test(Network().WithProfile(Profile, InDev, "rslvr-foreign")).Names, name => Assert.Equal(PathVerdict.Unknown, name.Verdict));

    private static IEnumerable<string> Descriptions(NetworkSnapshot network) =>
        Test(network).Names.SelectMany(name => name.Hops).Select(hop => hop.Description);

    private static NetworkSnapshot Unassociated() =>
        Network().ChangingZone(Apex, zone => zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == Dev) });

    private static NetworkSnapshot WithTwo(int? full, int? empty) =>
        Unassociated()
            .WithZone("Z-empty", Apex, "", HubVpc)
            .WithProfile("rp-full", InDev with { Priority = full }, ZoneId(Apex))
            .WithProfile("rp-empty", InDev with { Priority = empty }, "Z-empty");
}
