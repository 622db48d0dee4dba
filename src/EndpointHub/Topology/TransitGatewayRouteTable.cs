using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>The routes of a Transit Gateway for the attachments that are associated with it.</summary>
internal sealed record TransitGatewayRouteTable : Resource
{
    /// <summary>The gateway.</summary>
    public required string TransitGatewayId { get; init; }

    /// <summary>The snapshot's attachments whose blocks the table learns.</summary>
    public ValueList<string> PropagatingAttachmentIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The routes in effect, ordered by destination, static before propagated. Learnt ones stand here as AWS lists them: a VPC whose blocks
    /// overlap those of one that was attached before has none (Transit Gateways guide, VPC attachments).
    /// </summary>
    public ValueList<TransitGatewayRoute> Routes { get; init; } = ValueList<TransitGatewayRoute>.Empty;

    /// <summary>Routes in the order a snapshot keeps them.</summary>
    /// <param name="routes">The routes.</param>
    /// <returns>The same, ordered.</returns>
    public static ValueList<TransitGatewayRoute> Ordered(IEnumerable<TransitGatewayRoute> routes) =>
        routes.OrderBy(route => route.Destination).ThenBy(route => route.IsPropagated).ThenBy(route => route.AttachmentId, StringComparer.Ordinal).ToValueList();
}

/// <summary>Where a Transit Gateway sends packets: the longest prefix wins, and of equal ones the static route (Transit Gateways guide, route evaluation order).</summary>
/// <param name="Destination">The addresses it is for. A reference to a prefix list stands as one route for each entry.</param>
/// <param name="AttachmentId">The attachment they leave by, of several (equal-cost VPNs) the first; null for a route that was made to drop.</param>
/// <param name="IsPropagated">Whether it was learnt from the attachment.</param>
/// <param name="IsBlackhole">Whether it drops, because it was made so or because its attachment is gone.</param>
internal sealed record TransitGatewayRoute(Cidr Destination, string? AttachmentId, bool IsPropagated = false, bool IsBlackhole = false);
