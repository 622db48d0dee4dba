using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Common mistakes with transit gateways.</summary>
internal static class TransitFaults
{
    private static readonly string[] States = ["pendingAcceptance", "pending", "initiatingRequest", "failed", "modifying", "rollingBack"];

    public static void Detach(LandscapeBuilder builder)
    {
        var gone = builder.Pick(Attachments(builder));
        builder.Network = builder.Network with
        {
            TransitGatewayAttachments = builder.Network.TransitGatewayAttachments.Without(gone.Id),
            TransitGatewayRouteTables = ResourceTable<TransitGatewayRouteTable>.From(
                builder.Network.TransitGatewayRouteTables.Select(table =>
                    table with
                    {
                        // A propagated route is removed with its attachment, and a static route becomes a blackhole (Transit Gateways guide, route
                        // tables).
                        Routes = table
                            .Routes.Without(route => route.AttachmentId == gone.Id && route.IsPropagated)
                            .Each(route => route.AttachmentId == gone.Id ? route with { IsBlackhole = true } : route),
                        PropagatingAttachmentIds = table.PropagatingAttachmentIds.Without(id => id == gone.Id),
                    }
                )
            ),
        };
    }

    /// <summary>An unavailable attachment.</summary>
    public static void MakeUnavailable(LandscapeBuilder builder) =>
        builder.Put(builder.Pick(Attachments(builder)) with { State = builder.Pick(States) });

    /// <summary>An attachment without a subnet in one of its VPC's zones.</summary>
    public static void RemoveZone(LandscapeBuilder builder)
    {
        var attachment = builder.Pick(Attachments(builder));
        var left = builder.Pick(attachment.SubnetIds);
        if (attachment.SubnetIds.Count > 1)
            builder.Put(attachment with { SubnetIds = attachment.SubnetIds.Without(id => id == left) });
    }

    public static void Disassociate(LandscapeBuilder builder) => builder.Put(builder.Pick(Attachments(builder)) with { RouteTableId = null });

    public static void RemoveRoute(LandscapeBuilder builder)
    {
        if (Routed(builder) is { } found)
            builder.Put(found.Table with { Routes = found.Table.Routes.Without(route => route == found.Route) });
    }

    public static void MarkBlackhole(LandscapeBuilder builder)
    {
        if (Routed(builder) is not { } found)
            return;
        var destination = builder.Chance(50) ? found.Route.Destination : builder.PartOf(found.Route.Destination);
        var kept = builder.Chance(50) ? found.Table.Routes : found.Table.Routes.Without(route => route == found.Route);
        builder.Put(found.Table with { Routes = kept.With(new TransitGatewayRoute(destination, AttachmentId: null, IsBlackhole: true)) });
    }

    /// <summary>A more specific route to another attachment.</summary>
    public static void AddMoreSpecific(LandscapeBuilder builder)
    {
        if (Routed(builder) is { } found)
            AddStatic(builder, found.Table, Narrower(builder, found.Route.Destination));
    }

    /// <summary>A static route for a propagated block.</summary>
    public static void Override(LandscapeBuilder builder)
    {
        if (Routed(builder) is { Route.IsPropagated: true } found)
            AddStatic(builder, found.Table, found.Route.Destination);
    }

    /// <summary>A route for the block of one VPC that points to the VPC of its clients.</summary>
    public static void RouteBack(LandscapeBuilder builder)
    {
        if (Routed(builder) is not { } found)
            return;
        var back = found.Route with { AttachmentId = builder.Pick(Attachments(builder)).Id, IsPropagated = false };
        builder.Put(
            found.Table with
            {
                Routes = found.Table.Routes.Each(route => route == found.Route ? back : route),
                PropagatingAttachmentIds = found.Table.PropagatingAttachmentIds.Without(id => id == found.Route.AttachmentId),
            }
        );
    }

    private static void AddStatic(LandscapeBuilder builder, TransitGatewayRouteTable table, Cidr destination) =>
        builder.Put(table with { Routes = table.Routes.With(new TransitGatewayRoute(destination, builder.Pick(Attachments(builder)).Id)) });

    private static Cidr Narrower(LandscapeBuilder builder, Cidr block)
    {
        var inside = builder
            .Network.Subnets.Where(subnet => block.Contains(subnet.Cidr) && subnet.Cidr != block)
            .Select(subnet => subnet.Cidr)
            .ToList();
        return inside.Count > 0 && builder.Chance(70) ? builder.Pick(inside) : builder.PartOf(block);
    }

    private static List<TransitGatewayAttachment> Attachments(LandscapeBuilder builder) => [.. builder.Network.TransitGatewayAttachments];

    private static (TransitGatewayRouteTable Table, TransitGatewayRoute Route)? Routed(LandscapeBuilder builder)
    {
        var all = builder.Network.TransitGatewayRouteTables.SelectMany(table => table.Routes, (table, route) => (table, route)).ToList();
        return all.Count > 0 ? builder.Pick(all) : null;
    }
}
