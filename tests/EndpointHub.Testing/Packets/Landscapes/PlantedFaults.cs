namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>What people get wrong, each as one change to a network. A fault may miss: what it breaks need not be on anybody's way.</summary>
internal static class PlantedFaults
{
    private static readonly Action<Draft>[] Common =
    [
        RouteFaults.Forget, RouteFaults.Forget, RouteFaults.TakeAway, RouteFaults.TakeAway, RouteFaults.SendElsewhere,
        RouteFaults.Blacken, RouteFaults.Blacken, RouteFaults.Blacken, RouteFaults.EmptyTable, RouteFaults.Overlap, RouteFaults.Divert, RouteFaults.Learn,
        AclFaults.CloseRequests, AclFaults.CloseAnswers, AclFaults.CloseAnswers, AclFaults.NarrowAnswers, AclFaults.NarrowAnswers,
        AclFaults.Confuse, AclFaults.Confuse, AclFaults.SetBounds,
        GroupFaults.Empty, GroupFaults.Narrow, GroupFaults.Narrow, GroupFaults.MissPort, GroupFaults.HoldBack, GroupFaults.HoldBack,
        EndpointFaults.Stop, EndpointFaults.Stop, EndpointFaults.Remove,
        PeeringFaults.Break, PeeringFaults.Break,
        LayerFaults.Dissociate, LayerFaults.Dissociate, LayerFaults.Bypass, LayerFaults.Bypass, LayerFaults.HoldBack, LayerFaults.Stop,
    ];

    private static readonly Action<Draft>[] OnTransit =
    [
        TransitFaults.Detach, TransitFaults.Hold, TransitFaults.LeaveZone, TransitFaults.LeaveZone, TransitFaults.Dissociate, TransitFaults.ForgetRoute,
        TransitFaults.Blacken, TransitFaults.TakeAway, TransitFaults.Override, TransitFaults.SendBack,
    ];

    /// <summary>Faults that leave the analysis without an answer; few, since what it does not answer is not compared.</summary>
    private static readonly Action<Draft>[] Rare =
        [Unreadable.Forget, Unreadable.LeadToAppliance, Unreadable.NameList, Unreadable.NameGroup, Unreadable.HideTables];

    public static void Plant(Draft draft) =>
        draft.Pick(draft.Chance(8) ? Rare : draft.Network.TransitGateways.Count > 0 && draft.Chance(40) ? OnTransit : Common)(draft);
}
