namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Common mistakes, each as one change to a network. A fault may have no effect, because what it changes need not be on a tested path.</summary>
internal static class InjectedFaults
{
    private static readonly Action<LandscapeBuilder>[] Common =
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

    private static readonly Action<LandscapeBuilder>[] OnTransit =
    [
        TransitFaults.Detach, TransitFaults.Hold, TransitFaults.LeaveZone, TransitFaults.LeaveZone, TransitFaults.Dissociate, TransitFaults.ForgetRoute,
        TransitFaults.Blacken, TransitFaults.TakeAway, TransitFaults.Override, TransitFaults.SendBack,
    ];

    /// <summary>Faults that leave a path undecided. They are rare, because undecided paths are not compared.</summary>
    private static readonly Action<LandscapeBuilder>[] Rare =
        [UnreadableResources.Forget, UnreadableResources.LeadToAppliance, UnreadableResources.NameList, UnreadableResources.NameGroup, UnreadableResources.HideTables];

    public static void Plant(LandscapeBuilder builder) =>
        builder.Pick(builder.Chance(8) ? Rare : builder.Network.TransitGateways.Count > 0 && builder.Chance(40) ? OnTransit : Common)(builder);
}
