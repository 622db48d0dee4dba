using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>What people get wrong on Transit Gateways.</summary>
internal static class TransitFaults
{
    private static readonly string[] States = ["pendingAcceptance", "pending", "initiatingRequest", "failed", "modifying", "rollingBack"];

    public static void Detach(Draft draft)
    {
        var gone = draft.Pick(Attachments(draft));
        draft.Network = draft.Network with
        {
            TransitGatewayAttachments = draft.Network.TransitGatewayAttachments.Without(gone.Id),
            TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.From(draft.Network.TransitGatewayRouteTables.Select(table => table with
            {
                // A propagated route goes with its attachment, and a static one drops from then on (Transit Gateways guide, route tables).
                Routes = table.Routes.Without(route => route.AttachmentId == gone.Id && route.IsPropagated)
                    .Each(route => route.AttachmentId == gone.Id ? route with { IsBlackhole = true } : route),
                PropagatingAttachmentIds = table.PropagatingAttachmentIds.Without(id => id == gone.Id),
            })),
        };
    }

    /// <summary>An attachment that is not up.</summary>
    public static void Hold(Draft draft) =>
        draft.Put(draft.Pick(Attachments(draft)) with { State = draft.Pick(States) });

    /// <summary>An attachment has no subnet in one of its VPC's zones.</summary>
    public static void LeaveZone(Draft draft)
    {
        var attachment = draft.Pick(Attachments(draft));
        var left = draft.Pick(attachment.SubnetIds);
        if (attachment.SubnetIds.Count > 1)
            draft.Put(attachment with { SubnetIds = attachment.SubnetIds.Without(id => id == left) });
    }

    public static void Dissociate(Draft draft) => draft.Put(draft.Pick(Attachments(draft)) with { RouteTableId = null });

    public static void ForgetRoute(Draft draft)
    {
        if (Routed(draft) is { } found)
            draft.Put(found.Table with { Routes = found.Table.Routes.Without(route => route == found.Route) });
    }

    public static void Blacken(Draft draft)
    {
        if (Routed(draft) is not { } found)
            return;
        var destination = draft.Chance(50) ? found.Route.Destination : draft.PartOf(found.Route.Destination);
        var kept = draft.Chance(50) ? found.Table.Routes : found.Table.Routes.Without(route => route == found.Route);
        draft.Put(found.Table with { Routes = kept.With(new TransitGatewayRoute(destination, AttachmentId: null, IsBlackhole: true)) });
    }

    /// <summary>A narrower route to another attachment.</summary>
    public static void TakeAway(Draft draft)
    {
        if (Routed(draft) is { } found)
            AddStatic(draft, found.Table, Narrower(draft, found.Route.Destination));
    }

    /// <summary>A static route for a block that is learnt.</summary>
    public static void Override(Draft draft)
    {
        if (Routed(draft) is { Route.IsPropagated: true } found)
            AddStatic(draft, found.Table, found.Route.Destination);
    }

    /// <summary>The block of one VPC, routed to where it is wanted from.</summary>
    public static void SendBack(Draft draft)
    {
        if (Routed(draft) is not { } found)
            return;
        var back = found.Route with { AttachmentId = draft.Pick(Attachments(draft)).Id, IsPropagated = false };
        draft.Put(found.Table with
        {
            Routes = found.Table.Routes.Each(route => route == found.Route ? back : route),
            PropagatingAttachmentIds = found.Table.PropagatingAttachmentIds.Without(id => id == found.Route.AttachmentId),
        });
    }

    private static void AddStatic(Draft draft, TransitGatewayRouteTable table, Cidr destination) =>
        draft.Put(table with { Routes = table.Routes.With(new TransitGatewayRoute(destination, draft.Pick(Attachments(draft)).Id)) });

    private static Cidr Narrower(Draft draft, Cidr block)
    {
        var inside = draft.Network.Subnets.Where(subnet => block.Contains(subnet.Cidr) && subnet.Cidr != block).Select(subnet => subnet.Cidr).ToList();
        return inside.Count > 0 && draft.Chance(70) ? draft.Pick(inside) : draft.PartOf(block);
    }

    private static List<TransitGatewayAttachment> Attachments(Draft draft) => [.. draft.Network.TransitGatewayAttachments];

    private static (TransitGatewayRouteTable Table, TransitGatewayRoute Route)? Routed(Draft draft)
    {
        var all = draft.Network.TransitGatewayRouteTables.SelectMany(table => table.Routes, (table, route) => (table, route)).ToList();
        return all.Count > 0 ? draft.Pick(all) : null;
    }
}
