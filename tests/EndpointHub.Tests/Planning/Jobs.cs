using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Planning;

/// <summary>The job in its order, each part a plan on the network as it is.</summary>
internal static class Jobs
{
    public static readonly IReadOnlyList<Func<NetworkSnapshot, Plan>> All =
    [
        now => HubPlanner.For(now, Ask.Hub(RandomLandscape.Services)),
        now => ConnectionPlanner.For(now, Ask.Connection()).Then(next => ConnectionPlanner.For(next, Ask.Connection("vpc-stg"))),
        now => ZonePlanner.For(now, Ask.Zones("vpc-dev", "vpc-stg")),
        now => CutoverPlanner.For(now, Ask.Cutover()).Then(next => CutoverPlanner.For(next, Ask.Cutover("vpc-stg"))),
        now => RemovalPlanner.For(now, Ask.Removal()),
        now => ReturnPlanner.For(now, new ReturnIntent { Hub = Landscape.Hub, SpokeVpcId = "vpc-stg" }),
        now => S3GatewayPlanner.For(now, new S3GatewayIntent { VpcId = "vpc-dev", IsNarrow = true }),
        now => HubPlanner.For(now, Ask.Growth()),
    ];
}
