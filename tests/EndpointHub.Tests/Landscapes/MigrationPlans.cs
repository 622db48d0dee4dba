using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Landscapes;

/// <summary>The plans of a migration in order.</summary>
internal static class MigrationPlans
{
    public static readonly IReadOnlyList<Func<NetworkSnapshot, Plan>> All =
    [
        network => HubPlanner.For(network, TestIntents.Hub(RandomLandscape.Services)),
        network =>
            ConnectionPlanner.For(network, TestIntents.Connection()).Then(next => ConnectionPlanner.For(next, TestIntents.Connection("vpc-stg"))),
        network => ZonePlanner.For(network, TestIntents.Zones("vpc-dev", "vpc-stg")),
        network => CutoverPlanner.For(network, TestIntents.Cutover()).Then(next => CutoverPlanner.For(next, TestIntents.Cutover("vpc-stg"))),
        network => RemovalPlanner.For(network, TestIntents.Removal()),
        network => ReturnPlanner.For(network, new ReturnIntent { Hub = Landscape.Hub, SpokeVpcId = "vpc-stg" }),
        network => S3GatewayPlanner.For(network, new S3GatewayIntent { VpcId = "vpc-dev", IsNarrow = true }),
        network => HubPlanner.For(network, TestIntents.Growth()),
    ];
}
