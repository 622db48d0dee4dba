using EndpointHub.Testing.Packets.Worlds;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>What people get wrong between pulls and S3.</summary>
internal static class LayerFaults
{
    /// <summary>The gateway endpoint is missing in a route table, and now and then its default route leads to no internet.</summary>
    public static void Dissociate(Draft draft)
    {
        if (Pulling(draft) is not { } found)
            return;
        draft.Put(found.Gateway with { RouteTableIds = found.Gateway.RouteTableIds.Without(id => id == found.Table.Id) });
        draft.Put(found.Table.Without(new RouteDestination(Cidr: null, WorkingLayers.S3List)));
        if (draft.Chance(30) && draft.Network.Peerings.FirstOrDefault(peering => peering.Joins(found.Table.VpcId, Draft.Hub)) is { } peering)
            draft.Route(found.Table.Id, Cidr.Everything, RouteTarget.Peering(peering.Id), !peering.IsActive);
    }

    /// <summary>The gateway endpoint does not serve, and its routes are still there.</summary>
    public static void Stop(Draft draft)
    {
        if (Pulling(draft) is { } found)
            draft.Put(found.Gateway with { State = draft.Pick(["pending", "failed", "deleting"]) });
    }

    /// <summary>A narrower route takes S3's addresses, or some, from the gateway endpoint.</summary>
    public static void Bypass(Draft draft)
    {
        if (Pulling(draft) is not { } found)
            return;
        var taken = draft.Chance(30) ? Cidr.Parse(draft.Pick(["52.0.0.0/8", "8.8.8.8/32", "52.219.0.0/20"])) : draft.PartOf(draft.Pick(OutsideHosts.S3));
        draft.Route(found.Table.Id, taken, new RouteTarget(RouteTargetKind.NatGateway, "nat-0a"), draft.Chance(25));
    }

    /// <summary>The workloads' group lets them out to the hub, and not to all of S3.</summary>
    public static void HoldBack(Draft draft)
    {
        if (draft.Network.SecurityGroups.FirstOrDefault(group => group.Name == "work" && group.Egress.Contains(WorkingRules.ToS3)) is not { } group)
            return;
        var part = WorkingRules.ToS3 with { Peer = RulePeer.From(draft.PartOf(draft.Pick(OutsideHosts.S3))) };
        draft.Put(group with { Egress = group.Egress.Each(rule => rule == WorkingRules.ToS3 ? part : rule) });
    }

    private static (Endpoint Gateway, RouteTable Table)? Pulling(Draft draft)
    {
        var all = draft.Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Gateway)
            .SelectMany(gateway => gateway.RouteTableIds, (gateway, tableId) => (gateway, draft.Network.RouteTables[tableId])).ToList();
        return all.Count > 0 ? draft.Pick(all) : null;
    }
}
