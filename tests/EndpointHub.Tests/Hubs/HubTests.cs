using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Hubs;

public sealed class HubTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.dkr", "kms"));

    [Fact]
    public void A_hub_is_found_by_its_tags_with_all_its_resources()
    {
        var network = Seed.WithHub("kms", "ecr.dkr")
            .Connected()
            .WithZones()
            .WithZone("Z9", "corp.example.com", "", Landscape.HubVpc)
            .WithPeering("pcx-waiting", "vpc-prd", Landscape.HubVpc, PeeringState.PendingAcceptance);

        var hub = Assert.Single(HubFinder.Find(network, "shared", Noon));

        Assert.Equal(("shared", Landscape.HubVpc, Landscape.Tokyo, Noon), (hub.Name, hub.HubVpcId, hub.GetLocation(), hub.TakenAt));
        Assert.Equal([Landscape.Service("ecr.dkr"), Landscape.Service("kms")], hub.ServiceNames);
        Assert.Equal(network.SecurityGroups.Where(group => group.IsOf("shared")).Select(group => group.Id), hub.SecurityGroupIds);
        Assert.Equal(
            ["dkr-ecr.ap-northeast-1.on.aws", "dkr.ecr.ap-northeast-1.amazonaws.com", "kms.ap-northeast-1.amazonaws.com"],
            hub.Zones.Select(zone => zone.Name)
        );
        Assert.Equal(ValueList.Of("vpc-dev"), hub.SpokeVpcIds);
        Assert.False(hub.IsProjected);
    }

    /// <summary>FIPS and dual-stack names are private names of the ordinary endpoint (PrivateLink guide, services that integrate).</summary>
    [Fact]
    public void A_hub_shows_the_names_that_its_services_have_now_and_no_zone_leads_to_it()
    {
        string[] old = ["monitoring.us-east-1.amazonaws.com", "monitoring.us-east-1.api.aws"];
        string[] all = [.. old, "monitoring-fips.us-east-1.amazonaws.com", "monitoring-fips.us-east-1.api.aws"];
        var before = Seed.WithService("monitoring", old).WithService("sts").WithHub("monitoring", "sts").WithZones();
        var after = before.WithService("monitoring", all);

        Assert.Empty(Hub.In(before, Landscape.Hub, Noon)!.MissingNames);
        Assert.Equal(all[2..].Order(StringComparer.Ordinal), Hub.In(after, Landscape.Hub, Noon)!.MissingNames);
        Assert.Empty(Hub.In(after.WithZones(), Landscape.Hub, Noon)!.MissingNames);
        Assert.Equal(["sts.amazonaws.com"], Hub.In(after, Landscape.Hub, Noon)!.PublicNames);
    }

    [Fact]
    public void All_names_of_a_spokes_endpoint_move_or_none()
    {
        string[] old = ["monitoring.us-east-1.amazonaws.com", "monitoring.us-east-1.api.aws"];
        string[] all = [.. old, "monitoring-fips.us-east-1.amazonaws.com", "monitoring-fips.us-east-1.api.aws"];
        var half = Seed.WithService("monitoring", old).WithHub("monitoring").Connected().WithZones().WithService("monitoring", all);
        half = half.WithEndpoint("vpce-dev-monitoring", "vpc-dev", "monitoring", ["subnet-dev-a"], all);

        Assert.Equal(["ZoneMissing", "ZoneMissing"], CutoverPlanner.For(half, TestIntents.Cutover()).Refusals.Select(problem => problem.Code));
        Assert.All(all, name => Assert.True(half.WithZones().CutOver().Zones.Single(zone => zone.Name == name).Serves("vpc-dev")));
    }

    [Fact]
    public void Hubs_of_one_name_in_two_vpcs_are_two_hubs()
    {
        var network = Seed.WithHub("kms")
            .WithEndpoint("vpce-2", "vpc-prd", "logs", ["subnet-prd-a"], [], tags: HubMark.Hub("shared"))
            .WithEndpoint("vpce-3", "vpc-prd", "kms", ["subnet-prd-a"], [], tags: HubMark.Hub("another"));

        Assert.Equal(
            ["another vpc-prd", "shared vpc-prd", "shared vpc-shared"],
            HubFinder.All(network, Noon).Select(hub => $"{hub.Name} {hub.HubVpcId}")
        );
        Assert.Equal(2, HubFinder.Find(network, "shared", Noon).Count);
        Assert.Equal([Landscape.Service("logs")], Hub.In(network, new HubKey("shared", "vpc-prd"), Noon)!.ServiceNames);
    }

    [Fact]
    public void A_hub_needs_a_tagged_endpoint_that_is_not_deleted()
    {
        var available = Seed.WithEndpoint("vpce-2", Landscape.HubVpc, "kms", ["subnet-shared-a"], [], tags: HubMark.Hub("shared"));
        var network = available.Changing("vpce-2", endpoint => endpoint with { State = EndpointState.Deleting });

        Assert.Single(HubFinder.All(available, Noon));
        Assert.NotNull(Hub.In(available, Landscape.Hub, Noon));
        Assert.Empty(HubFinder.All(network, Noon));
        Assert.Null(Hub.In(network, Landscape.Hub, Noon));
    }

    [Theory]
    [InlineData("x; calc;")]
    [InlineData("my hub")]
    [InlineData("a\nb")]
    [InlineData("a\n")]
    [InlineData("\u30CF\u30D6")]
    [InlineData("")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_tag_whose_value_is_no_name_makes_no_hub_and_is_reported(string name)
    {
        var network = Seed.WithEndpoint("vpce-2", Landscape.HubVpc, "kms", ["subnet-shared-a"], [], tags: HubMark.Hub(name));

        Assert.False(HubNames.IsValid(name));
        Assert.Empty(HubFinder.All(network, Noon));
        Assert.Null(network.Endpoints["vpce-2"].HubName());
        var warning = Assert.Single(HubMark.MisnamedHubs(network.Endpoints));
        Assert.StartsWith("vpce-2 belongs to no hub", warning, StringComparison.Ordinal);
        Assert.True(DisplayText.IsPlain(warning));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Shared-prod_1.2")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public void A_tag_whose_value_is_a_name_makes_a_hub(string name)
    {
        var network = Seed.WithEndpoint("vpce-2", Landscape.HubVpc, "kms", ["subnet-shared-a"], [], tags: HubMark.Hub(name));

        Assert.Equal(name, Assert.Single(HubFinder.All(network, Noon)).Name);
        Assert.Empty(HubMark.MisnamedHubs(network.Endpoints));
    }
}
