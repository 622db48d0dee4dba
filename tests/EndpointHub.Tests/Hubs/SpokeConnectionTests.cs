using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Tests.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Hubs;

public sealed class SpokeConnectionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly NetworkSnapshot Seed = Landscape.Seed(ValueList.Of("ecr.dkr", "kms", "logs")).WithHub("ecr.dkr", "kms");

    [Fact]
    public void A_spoke_goes_through_the_stages_one_by_one()
    {
        var connected = Seed.Connected();
        var zoned = connected.WithZones();
        var cutOver = zoned.CutOver();
        var consolidated = Ask.Done(RemovalPlanner.For(cutOver, Ask.Removal()));

        Assert.Equal(
            [SpokeStage.NotConnected, SpokeStage.NotConnected, SpokeStage.Connected, SpokeStage.ZonesReady, SpokeStage.CutOver, SpokeStage.Consolidated],
            new[] { Landscape.Seed(), Seed, connected, zoned, cutOver, consolidated }.Select(network => Dev(network).Stage));
    }

    [Fact]
    public void A_service_added_to_the_hub_takes_a_spoke_back_to_what_is_left_to_do()
    {
        var cutOver = Seed.Connected().WithZones().CutOver();

        Assert.Equal(SpokeStage.Connected, Dev(cutOver.WithHub("ecr.dkr", "kms", "logs")).Stage);
    }

    [Fact]
    public void A_route_that_went_missing_is_no_connection()
    {
        var connected = Seed.Connected();

        Assert.Equal(SpokeStage.NotConnected, Dev(connected with
        {
            RouteTables = connected.RouteTables.With(connected.RouteTables["rtb-shared"].Without(RouteDestination.To(Cidr.Parse("10.2.0.0/16")))),
        }).Stage);
    }

    [Fact]
    public void A_service_without_private_names_holds_no_stage_up()
    {
        var network = Seed.WithEndpoint("vpce-hub-x", Landscape.HubVpc, "x", ["subnet-shared-a"], [], tags: HubMark.Hub("shared")).Connected();
        var zoned = ZonePlanner.For(network, Ask.Zones()).Predicted;

        Assert.Equal(SpokeStage.ZonesReady, Dev(zoned).Stage);
    }

    [Fact]
    public void It_names_its_peering_and_its_own_endpoints_for_the_hubs_services()
    {
        var spoke = Dev(Seed.WithPeering("pcx-dead", "vpc-dev", Landscape.HubVpc, "deleted").WithPeering("pcx-1", Landscape.HubVpc, "vpc-dev"));

        Assert.Equal("pcx-1", spoke.VpcPeeringConnectionId);
        Assert.Equal(["vpce-dev-ecr.dkr", "vpce-dev-kms"], spoke.OwnEndpoints.Select(endpoint => endpoint.VpcEndpointId));
        Assert.Equal(("vpc-dev", Landscape.Tokyo, Landscape.HubVpc, Landscape.Tokyo), (spoke.VpcId, spoke.GetLocation(), spoke.HubVpcId, spoke.GetHubLocation()));
        Assert.Null(Dev(Seed).VpcPeeringConnectionId);
    }

    [Fact]
    public void A_vpc_that_the_network_lacks_is_no_spoke() => Assert.Null(SpokeConnection.In(Seed, Landscape.Hub, "vpc-nowhere", Noon));

    private static SpokeConnection Dev(NetworkSnapshot network) => SpokeConnection.In(network, Landscape.Hub, "vpc-dev", Noon)!;
}
