using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Peerings that do not forward packets.</summary>
internal static class PeeringFaults
{
    private static readonly string[] States =
    [
        "initiating-request",
        "pending-acceptance",
        "provisioning",
        "failed",
        "expired",
        "rejected",
        "deleted",
    ];

    public static void Break(LandscapeBuilder builder)
    {
        if (builder.Network.Peerings.ToList() is { Count: > 0 } all)
            MakeUnavailable(builder, builder.Pick(all), builder.Pick(States));
    }

    /// <summary>Makes a peering unavailable. Its routes are shown as blackholes, or not yet.</summary>
    public static void MakeUnavailable(LandscapeBuilder builder, Peering peering, string state)
    {
        builder.Put(peering with { State = state, Requester = Untold(peering.Requester), Accepter = Untold(peering.Accepter) });
        var isShown = builder.Chance(70);
        foreach (var table in builder.Network.RouteTables.ToList())
        {
            builder.Put(
                table with
                {
                    Routes = table.Routes.Each(route => route with { IsBlackhole = route.IsBlackhole || (isShown && route.Target.Id == peering.Id) }),
                }
            );
        }
    }

    private static PeeringSide Untold(PeeringSide side) => side with { Cidrs = ValueList<Cidr>.Empty };
}
