using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A route table of a Transit Gateway, for the attachments that are associated with it.</summary>
internal sealed record TransitGatewayRouteTable : Resource
{
    /// <summary>The gateway.</summary>
    public required string TransitGatewayId { get; init; }

    /// <summary>The attachments of the snapshot that propagate their CIDR blocks to the table.</summary>
    public ValueList<string> PropagatingAttachmentIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// The effective routes, ordered by destination, static before propagated. Propagated routes are contained as AWS returns them: a VPC whose
    /// blocks overlap those of one that was attached before has none (Transit Gateways guide, VPC attachments).
    /// </summary>
    public ValueList<TransitGatewayRoute> Routes { get; init; } = ValueList<TransitGatewayRoute>.Empty;

    /// <summary>Sorts routes into the order of snapshots.</summary>
    /// <param name="routes">The routes.</param>
    /// <returns>The sorted routes.</returns>
    public static ValueList<TransitGatewayRoute> Ordered(IEnumerable<TransitGatewayRoute> routes) =>
        routes
            .OrderBy(route => route.Destination)
            .ThenBy(route => route.IsPropagated)
            .ThenBy(route => route.AttachmentId, StringComparer.Ordinal)
            .ToValueList();
}

/// <summary>
/// A route of a Transit Gateway. The longest prefix takes precedence, and of equal ones the static route (Transit Gateways guide, route evaluation
/// order).
/// </summary>
/// <param name="Destination">The destination. A prefix list reference is contained as one route for each entry.</param>
/// <param name="AttachmentId">The target attachment, of several (equal-cost VPNs) the first; null for a blackhole route.</param>
/// <param name="IsPropagated">True if the attachment propagated it.</param>
/// <param name="IsBlackhole">True if it drops packets, because it is a blackhole route or because its attachment does not exist.</param>
internal sealed record TransitGatewayRoute(Cidr Destination, string? AttachmentId, bool IsPropagated = false, bool IsBlackhole = false);
