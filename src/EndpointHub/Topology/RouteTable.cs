using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A subnet's routes.</summary>
internal sealed record RouteTable : Resource
{
    /// <summary>The VPC it belongs to.</summary>
    public required string VpcId { get; init; }

    /// <summary>Whether it serves the subnets that have no explicit association.</summary>
    public bool IsMain { get; init; }

    /// <summary>The explicitly associated subnets. AWS does not list the implicit ones.</summary>
    public ValueList<string> SubnetIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The routes, ordered by destination, of the same one the propagated route last.</summary>
    public ValueList<Route> Routes { get; init; } = ValueList<Route>.Empty;

    /// <summary>
    /// The routes that packets can take. A propagated one is hidden by a static one for the same block (VPC user guide, route priority), and by a
    /// local one that holds its block, even a wider one (Site-to-Site VPN user guide, route priority).
    /// </summary>
    /// <returns>The others.</returns>
    public IEnumerable<Route> RoutesInForce() => Routes.Where(route => !route.IsPropagated || !Routes.Any(other => other.Hides(route)));

    /// <summary>This table with a route more, or with the route to the same destination replaced. Static routes and propagated ones stand side by side.</summary>
    /// <param name="route">The route.</param>
    /// <returns>The changed table.</returns>
    public RouteTable With(Route route) => this with
    {
        Routes = Ordered(Routes.Without(present => present.Destination == route.Destination && present.IsPropagated == route.IsPropagated).With(route)),
    };

    /// <summary>This table, explicitly serving one subnet more.</summary>
    /// <param name="subnetId">The subnet.</param>
    /// <returns>The changed table.</returns>
    public RouteTable Serving(string subnetId) => this with
    {
        SubnetIds = SubnetIds.Without(id => id == subnetId).With(subnetId).OrderBy(id => id, StringComparer.Ordinal).ToValueList(),
    };

    /// <summary>This table without the route to a destination; a propagated one comes and goes with what its gateway learns.</summary>
    /// <param name="destination">The destination.</param>
    /// <returns>The changed table.</returns>
    public RouteTable Without(RouteDestination destination) =>
        this with { Routes = Routes.Without(route => route.Destination == destination && !route.IsPropagated) };

    /// <summary>Routes in the order of a table.</summary>
    /// <param name="routes">The routes.</param>
    /// <returns>The same, ordered.</returns>
    public static ValueList<Route> Ordered(IEnumerable<Route> routes) => routes
        .OrderBy(route => route.Destination.ToString(), StringComparer.Ordinal).ThenBy(route => route.IsPropagated).ToValueList();
}

/// <summary>Where a packet goes next.</summary>
/// <param name="Destination">The addresses it is for.</param>
/// <param name="Target">The next hop.</param>
/// <param name="IsBlackhole">Whether the target is gone: the route still wins by its prefix, and drops.</param>
/// <param name="IsPropagated">Whether a virtual private gateway has put it in; such a route cannot be made, replaced or deleted.</param>
internal sealed record Route(RouteDestination Destination, RouteTarget Target, bool IsBlackhole = false, bool IsPropagated = false)
{
    internal bool Hides(Route propagated) => !IsPropagated && Destination.Cidr is { } cidr && propagated.Destination.Cidr is { } hidden
        && (cidr == hidden || (Target.Kind == RouteTargetKind.Local && cidr.Contains(hidden)));
}

/// <summary>The addresses a route is for: exactly one of the two.</summary>
/// <param name="Cidr">An IPv4 block, or null.</param>
/// <param name="PrefixListId">A prefix list, as gateway endpoints use, or null.</param>
internal sealed record RouteDestination(Cidr? Cidr, string? PrefixListId)
{
    /// <summary>A block as a destination.</summary>
    /// <param name="cidr">The block.</param>
    /// <returns>The destination.</returns>
    public static RouteDestination To(Cidr cidr) => new(cidr, PrefixListId: null);

    /// <summary>The block or the list.</summary>
    /// <returns>For example <c>10.255.0.0/16</c> or <c>pl-0a</c>.</returns>
    public override string ToString() => Cidr?.ToString() ?? PrefixListId ?? "nothing";
}

/// <summary>A route's next hop.</summary>
/// <param name="Kind">What it is.</param>
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

    /// <summary>Whether it is an internet gateway, which translates for clients that have public addresses, and for no others (VPC user guide, internet gateways).</summary>
    public bool IsInternetGateway => Kind == RouteTargetKind.Gateway && Id.StartsWith("igw-", StringComparison.Ordinal);

    /// <summary>The target's id.</summary>
    /// <returns>For example <c>pcx-0a</c>.</returns>
    public override string ToString() => Id;
}

/// <summary>The kinds of next hops that EC2 knows (EC2 API reference, Route).</summary>
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

    /// <summary>Anything else; never a way that EndpointHub makes.</summary>
    Other,
}
