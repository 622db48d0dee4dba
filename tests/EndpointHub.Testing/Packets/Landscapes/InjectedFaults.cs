namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>
/// Common mistakes, each as one change to a network. A fault may have no effect, because what it changes need not be on a tested path.
/// </summary>
internal static class InjectedFaults
{
    private static readonly Action<LandscapeBuilder>[] Common =
    [
        RouteFaults.Remove,
        RouteFaults.Remove,
        RouteFaults.AddMoreSpecific,
        RouteFaults.AddMoreSpecific,
        RouteFaults.ChangeTarget,
        RouteFaults.MarkBlackhole,
        RouteFaults.MarkBlackhole,
        RouteFaults.MarkBlackhole,
        RouteFaults.EmptyTable,
        RouteFaults.Overlap,
        RouteFaults.Divert,
        RouteFaults.Propagate,
        AclFaults.DenyRequests,
        AclFaults.DenyAnswers,
        AclFaults.DenyAnswers,
        AclFaults.NarrowAnswers,
        AclFaults.NarrowAnswers,
        AclFaults.ExchangeNumbers,
        AclFaults.ExchangeNumbers,
        AclFaults.SetBounds,
        GroupFaults.Empty,
        GroupFaults.Narrow,
        GroupFaults.Narrow,
        GroupFaults.ExcludePort,
        GroupFaults.RestrictEgress,
        GroupFaults.RestrictEgress,
        EndpointFaults.Stop,
        EndpointFaults.Stop,
        EndpointFaults.Remove,
        PeeringFaults.Break,
        PeeringFaults.Break,
        LayerFaults.Disassociate,
        LayerFaults.Disassociate,
        LayerFaults.Bypass,
        LayerFaults.Bypass,
        LayerFaults.RestrictEgress,
        LayerFaults.Stop,
    ];

    private static readonly Action<LandscapeBuilder>[] OnTransit =
    [
        TransitFaults.Detach,
        TransitFaults.MakeUnavailable,
        TransitFaults.RemoveZone,
        TransitFaults.RemoveZone,
        TransitFaults.Disassociate,
        TransitFaults.RemoveRoute,
        TransitFaults.MarkBlackhole,
        TransitFaults.AddMoreSpecific,
        TransitFaults.Override,
        TransitFaults.RouteBack,
    ];

    /// <summary>Faults that leave a path undecided. They are rare, because undecided paths are not compared.</summary>
    private static readonly Action<LandscapeBuilder>[] Rare =
    [
        UnreadableResources.LeaveUnread,
        UnreadableResources.RouteToAppliance,
        UnreadableResources.ReferencePrefixList,
        UnreadableResources.ReferenceGroup,
        UnreadableResources.HideTables,
    ];

    public static void Inject(LandscapeBuilder builder) =>
        builder.Pick(
            builder.Chance(8) ? Rare
            : builder.Network.TransitGateways.Count > 0 && builder.Chance(40) ? OnTransit
            : Common
        )(builder);
}
