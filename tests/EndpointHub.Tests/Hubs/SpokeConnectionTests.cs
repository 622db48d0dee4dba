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
    public void A_spoke_passes_the_stages_in_order()
    {
        var connected = Seed.Connected();
        var zoned = connected.WithZones();
        var cutOver = zoned.CutOver();
        var consolidated = TestIntents.PredictedBy(RemovalPlanner.For(cutOver, TestIntents.Removal()));

        Assert.Equal(
            [
                SpokeStage.NotConnected,
                SpokeStage.NotConnected,
                SpokeStage.Connected,
                SpokeStage.ZonesReady,
                SpokeStage.CutOver,
                SpokeStage.Consolidated,
            ],
            new[] { Landscape.Seed(), Seed, connected, zoned, cutOver, consolidated }.Select(network => Dev(network).Stage)
        );
    }

    [Fact]
    public void A_service_added_to_the_hub_returns_a_spoke_to_the_stage_not_done_for_it()
    {
        var cutOver = Seed.Connected().WithZones().CutOver();

        Assert.Equal(SpokeStage.Connected, Dev(cutOver.WithHub("ecr.dkr", "kms", "logs")).Stage);
    }

    [Fact]
    public void A_spoke_with_a_missing_route_is_not_connected()
    {
        var connected = Seed.Connected();

        Assert.Equal(
            SpokeStage.NotConnected,
            Dev(
                connected with
                {
                    RouteTables = connected.RouteTables.With(
                        connected.RouteTables["rtb-shared"].Without(RouteDestination.To(Cidr.Parse("10.2.0.0/16")))
                    ),
                }
            ).Stage
        );
    }

    [Fact]
    public void A_service_without_private_names_does_not_affect_the_stage()
    {
        var network = Seed.WithEndpoint("vpce-hub-x", Landscape.HubVpc, "x", ["subnet-shared-a"], [], tags: HubMark.Hub("shared")).Connected();
        var zoned = ZonePlanner.For(network, TestIntents.Zones()).Predicted;

        Assert.Equal(SpokeStage.ZonesReady, Dev(zoned).Stage);
    }

    [Fact]
    public void A_connection_lists_its_peering_and_its_own_endpoints_for_hub_services()
    {
        var spoke = Dev(Seed.WithPeering("pcx-dead", "vpc-dev", Landscape.HubVpc, "deleted").WithPeering("pcx-1", Landscape.HubVpc, "vpc-dev"));

        Assert.Equal("pcx-1", spoke.VpcPeeringConnectionId);
        Assert.Equal(["vpce-dev-ecr.dkr", "vpce-dev-kms"], spoke.OwnEndpoints.Select(endpoint => endpoint.VpcEndpointId));
        Assert.Equal(
            ("vpc-dev", Landscape.Tokyo, Landscape.HubVpc, Landscape.Tokyo),
            (spoke.VpcId, spoke.GetLocation(), spoke.HubVpcId, spoke.GetHubLocation())
        );
        Assert.Null(Dev(Seed).VpcPeeringConnectionId);
    }

    [Fact]
    public void A_vpc_missing_from_the_snapshot_is_not_a_spoke()
    {
        Assert.Null(SpokeConnection.In(Seed, Landscape.Hub, "vpc-nowhere", Noon));
        Assert.NotNull(SpokeConnection.In(Seed, Landscape.Hub, "vpc-dev", Noon));
    }

    private static SpokeConnection Dev(NetworkSnapshot network) => SpokeConnection.In(network, Landscape.Hub, "vpc-dev", Noon)!;
}
