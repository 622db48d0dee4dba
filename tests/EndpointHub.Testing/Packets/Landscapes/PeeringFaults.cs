using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Peerings that do not pass packets.</summary>
internal static class PeeringFaults
{
    private static readonly string[] States = ["initiating-request", "pending-acceptance", "provisioning", "failed", "expired", "rejected", "deleted"];

    public static void Break(Draft draft)
    {
        if (draft.Network.Peerings.ToList() is { Count: > 0 } all)
            Lose(draft, draft.Pick(all), draft.Pick(States));
    }

    /// <summary>Takes a peering out of service. Its routes are shown as blackholes, or not yet.</summary>
    public static void Lose(Draft draft, Peering peering, string state)
    {
        draft.Put(peering with { State = state, Requester = Untold(peering.Requester), Accepter = Untold(peering.Accepter) });
        var isShown = draft.Chance(70);
        foreach (var table in draft.Network.RouteTables.ToList())
            draft.Put(table with { Routes = table.Routes.Each(route => route with { IsBlackhole = route.IsBlackhole || (isShown && route.Target.Id == peering.Id) }) });
    }

    private static PeeringSide Untold(PeeringSide side) => side with { Cidrs = ValueList<Cidr>.Empty };
}
