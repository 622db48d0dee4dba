using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A route table.</summary>
internal sealed record RouteTable : Resource
{
    /// <summary>The VPC it belongs to.</summary>
    public required string VpcId { get; init; }

    /// <summary>True if it applies to the subnets without an explicit association.</summary>
    public bool IsMain { get; init; }

    /// <summary>The explicitly associated subnets. AWS does not return implicit associations.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The routes, ordered by destination; for the same destination the propagated route is last.</summary>
    public ValueList<Route> Routes { get; init; } = ValueList<Route>.Empty;

    /// <summary>
    /// The target of the IPv6 route that takes 64:ff9b::/96, the addresses that DNS64 makes, as text; null when there is none. Other IPv6 routes are
    /// not part of a snapshot.
    /// </summary>
    public string? Nat64Target { get; init; }

    /// <summary>
    /// The effective routes. A propagated route is overridden by a static one for the same CIDR block (VPC user guide, route priority), and by a
    /// local route that contains its block (Site-to-Site VPN user guide, route priority).
    /// </summary>
    /// <returns>The routes that are not overridden.</returns>
    public IEnumerable<Route> RoutesInForce() => Routes.Where(route => !route.IsPropagated || !Routes.Any(other => other.Hides(route)));

    /// <summary>A copy with a route added. A route to the same destination is replaced, but a propagated one does not replace a static one.</summary>
    /// <param name="route">The route.</param>
    /// <returns>The changed copy.</returns>
    public RouteTable With(Route route) =>
        this with
        {
            Routes = Ordered(
                Routes.Without(present => present.Destination == route.Destination && present.IsPropagated == route.IsPropagated).With(route)
            ),
        };

    /// <summary>A copy with one more associated subnet.</summary>
    /// <param name="subnetId">The subnet.</param>
    /// <returns>The changed copy.</returns>
    public RouteTable Serving(string subnetId) =>
        this with
        {
            SubnetIds = SubnetIds.Without(id => id == subnetId).With(subnetId).OrderBy(id => id, StringComparer.Ordinal).ToValueList(),
        };

    /// <summary>A copy without the static route to a destination. Propagated routes are managed by their gateway.</summary>
    /// <param name="destination">The destination.</param>
    /// <returns>The changed copy.</returns>
    public RouteTable Without(RouteDestination destination) =>
        this with
        {
            Routes = Routes.Without(route => route.Destination == destination && !route.IsPropagated),
        };

    /// <summary>Sorts routes into the order of route tables.</summary>
    /// <param name="routes">The routes.</param>
    /// <returns>The sorted routes.</returns>
    public static ValueList<Route> Ordered(IEnumerable<Route> routes) =>
        routes.OrderBy(route => route.Destination.ToString(), StringComparer.Ordinal).ThenBy(route => route.IsPropagated).ToValueList();
}

/// <summary>A route.</summary>
/// <param name="Destination">The destination.</param>
/// <param name="Target">The target.</param>
/// <param name="IsBlackhole">True if the target does not exist. The route still takes precedence by its prefix, and drops packets.</param>
/// <param name="IsPropagated">True if a virtual private gateway propagated it. Such a route cannot be created, replaced or deleted.</param>
internal sealed record Route(RouteDestination Destination, RouteTarget Target, bool IsBlackhole = false, bool IsPropagated = false)
{
    internal bool Hides(Route propagated) =>
        !IsPropagated
        && Destination.Cidr is { } cidr
        && propagated.Destination.Cidr is { } hidden
        && (cidr == hidden || (Target.Kind == RouteTargetKind.Local && cidr.Contains(hidden)));
}

/// <summary>The destination of a route: exactly one of the two.</summary>
/// <param name="Cidr">An IPv4 block, or null.</param>
/// <param name="PrefixListId">A prefix list, as gateway endpoints use, or null.</param>
internal sealed record RouteDestination(Cidr? Cidr, string? PrefixListId)
{
    /// <summary>Creates a destination from a CIDR block.</summary>
    /// <param name="cidr">The block.</param>
    /// <returns>The destination.</returns>
    public static RouteDestination To(Cidr cidr) => new(cidr, PrefixListId: null);

    /// <summary>The CIDR block or the prefix list.</summary>
    /// <returns>For example <c>10.255.0.0/16</c> or <c>pl-0a</c>.</returns>
    public override string ToString() => Cidr?.ToString() ?? PrefixListId ?? "nothing";
}

/// <summary>The target of a route.</summary>
/// <param name="Kind">The kind of target.</param>
/// <param name="Id">Its id; <c>local</c> for the VPC itself.</param>
internal sealed record RouteTarget(RouteTargetKind Kind, string Id)
{
    /// <summary>The VPC itself.</summary>
    public static RouteTarget Local { get; } = new(RouteTargetKind.Local, "local");

    /// <summary>A peering connection.</summary>
    /// <param name="peeringId">Its id.</param>
    /// <returns>The target.</returns>
    public static RouteTarget Peering(string peeringId) => new(RouteTargetKind.Peering, peeringId);

    /// <summary>A Transit Gateway.</summary>
    /// <param name="transitGatewayId">Its id.</param>
    /// <returns>The target.</returns>
    public static RouteTarget TransitGateway(string transitGatewayId) => new(RouteTargetKind.TransitGateway, transitGatewayId);

    /// <summary>
    /// True if it is an internet gateway. It translates for clients with public addresses only (VPC user guide, internet gateways).
    /// </summary>
    public bool IsInternetGateway => Kind == RouteTargetKind.Gateway && Id.StartsWith("igw-", StringComparison.Ordinal);

    /// <summary>The target's id.</summary>
    /// <returns>For example <c>pcx-0a</c>.</returns>
    public override string ToString() => Id;
}

/// <summary>The kinds of route targets (EC2 API reference, Route).</summary>
internal enum RouteTargetKind
{
    /// <summary>The VPC itself.</summary>
    Local,

    /// <summary>A VPC peering connection.</summary>
    Peering,

    /// <summary>A Transit Gateway.</summary>
    TransitGateway,

    /// <summary>A gateway endpoint or a Gateway Load Balancer endpoint.</summary>
    VpcEndpoint,

    /// <summary>A NAT gateway.</summary>
    NatGateway,

    /// <summary>An internet gateway or a virtual private gateway.</summary>
    Gateway,

    /// <summary>A network interface, for example a firewall's.</summary>
    NetworkInterface,

    /// <summary>Any other target. EndpointHub does not create such routes.</summary>
    Other,
}
