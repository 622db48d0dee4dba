using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.PolicyChecks;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Packets;

/// <summary>
/// Tests the path of an image pull to its layers. ECR stores them in S3, and a hub cannot serve them: a gateway endpoint can be used in its own VPC
/// only, and ECR does not use interface endpoints for S3 (Amazon ECR user guide, interface VPC endpoints).
/// </summary>
internal sealed class LayerWalk
{
    private readonly PathIndex _index;
    private readonly Vpc _spoke;
    private readonly PolicyRequest _read;
    private readonly List<Endpoint> _gateways;
    private readonly PrefixList _s3;
    private readonly LayerFilters _filters;

    private LayerWalk(PathIndex index, Vpc spoke, string s3, ValueList<string> clientGroups)
    {
        _index = index;
        _spoke = spoke;
        _read = WorkloadCalls.LayerRead(spoke.Location.Region);
        _gateways = [.. index.GatewaysOf(spoke.Id, s3)];
        _s3 = ListOf(PrefixList.NameOfS3(spoke.Location.Region));
        _filters = new LayerFilters(index, _s3, clientGroups);
    }

    /// <summary>Prepares the test; null when the service is not used for image pulls.</summary>
    /// <param name="index">The network.</param>
    /// <param name="spoke">The VPC of the clients.</param>
    /// <param name="serviceName">The service's full name.</param>
    /// <param name="clientGroups">The clients' security groups; empty when they are not known.</param>
    public static LayerWalk? For(PathIndex index, Vpc spoke, string serviceName, ValueList<string> clientGroups)
    {
        var region = spoke.Location.Region;
        return ServiceName.PullsImages(serviceName, region)
            ? new LayerWalk(
                index,
                spoke,
                serviceName.Remove(serviceName.Length - ServiceName.InShort(serviceName, region).Length) + "s3",
                clientGroups
            )
            : null;
    }

    public IEnumerable<PathHop> From(Subnet client) =>
        Hops(client).Select(hop => hop.Finding is { } finding ? hop with { Finding = finding with { IsAboutLayers = true } } : hop);

    private IEnumerable<PathHop> Hops(Subnet client)
    {
        if (_index.RouteTableOf(client) is not { } table)
            yield break;

        var gateway = _gateways.Find(present => present.IsAvailable && present.RouteTableIds.Contains(table.Id));
        yield return gateway is null ? WithoutGateway(client, table) : ThroughGateway(gateway, client, table);
        foreach (var hop in _filters.Hops(client))
            yield return hop;
        foreach (var hop in gateway is null ? [] : PolicyCheck.Hops(_index, gateway, [_read]))
            yield return hop;
    }

    private RouteHop WithoutGateway(Subnet client, RouteTable table)
    {
        var routes = RoutesToS3(table, out var isWhole).OrderByDescending(EffectIn).ToList();
        var effects = routes.Select(EffectIn).Concat(isWhole ? [] : [FindingEffect.Fails]).ToList();
        var (way, finding) = effects.Max() switch
        {
            var worst when _s3.Entries is null && worst != effects.Min() => (routes[0], LayerFindings.MayBeLost(table, routes[0], _s3)),
            FindingEffect.Fails => (null, LayerFindings.NoGateway(table, _spoke, routes.Find(route => IsBlocked(route, client)))),
            FindingEffect.Unsettles => (routes[0], LayerFindings.NotSeen(table, _spoke, routes[0], gateway: null)),
            _ => (routes[0], LayerFindings.NotThroughGateway(table, _spoke, routes[0])),
        };
        return new RouteHop(PathDirection.Forward, table.Id, way, finding);

        FindingEffect EffectIn(Route route) => EffectOf(route, client);
    }

    private PathHop ThroughGateway(Endpoint gateway, Subnet client, RouteTable table) =>
        MoreSpecific(table).OrderByDescending(route => EffectOf(route, client)).FirstOrDefault() is { } narrower
            ? new RouteHop(
                PathDirection.Forward,
                table.Id,
                narrower,
                EffectOf(narrower, client) switch
                {
                    FindingEffect.Warns => LayerFindings.Bypassed(table, narrower, gateway, _s3),
                    _ when _s3.Entries is null => LayerFindings.MayBeLost(table, narrower, _s3),
                    FindingEffect.Unsettles => LayerFindings.NotSeen(table, _spoke, narrower, gateway),
                    _ => LayerFindings.Lost(table, narrower, gateway),
                }
            )
            : new EndpointHop(gateway.Id, gateway.State, Finding: null);

    /// <summary>The routes to S3's addresses; when these were not read, the routes to any public addresses.</summary>
    private List<Route> RoutesToS3(RouteTable table, out bool isWhole)
    {
        if (_s3.Entries is not { } blocks)
        {
            // An unavailable gateway endpoint drops the packets of its route.
            var routes = table.Routes.Any(route => _gateways.Exists(gateway => gateway.Id == route.Target.Id)) ? [] : PublicRoutes(table).ToList();
            isWhole = routes.Exists(route => route.Destination.Cidr == Cidr.Everything);
            return routes;
        }

        var all = true;
        var winners = blocks
            .SelectMany(block =>
            {
                var taken = _index.RoutesOf(table).Winners(block, out var isBlockWhole);
                all &= isBlockWhole;
                return taken;
            })
            .ToList();
        isWhole = all;
        return winners;
    }

    /// <summary>
    /// A route to a block that is as specific as a block of the prefix list, or more, takes precedence over the list (PrivateLink guide, gateway
    /// endpoints, routing). When the list was not read, any route to public addresses may take precedence.
    /// </summary>
    private IEnumerable<Route> MoreSpecific(RouteTable table) =>
        _s3.Entries is not { } blocks
            ? PublicRoutes(table).Where(route => route.Destination.Cidr != Cidr.Everything)
            : blocks.SelectMany(block =>
                _index
                    .RoutesOf(table)
                    .Winners(block, out _)
                    .Where(route => route.Destination.Cidr is { } cidr && cidr.PrefixLength >= block.PrefixLength)
            );

    // A VPC's own CIDR blocks are not those of S3, even when they are public.
    private static IEnumerable<Route> PublicRoutes(RouteTable table) =>
        table
            .RoutesInForce()
            .Where(route => route.Target.Kind != RouteTargetKind.Local && route.Destination.Cidr is { } cidr && !PrivateAddresses.Hold(cidr));

    /// <summary>
    /// The effect of a route on image pulls. A peering connection gives access to the other VPC's own addresses only (VPC peering guide, edge to edge
    /// routing), and a gateway endpoint that could be used is none of these. A NAT gateway gives access to S3, and so does an
    /// internet gateway for clients with public addresses. The path behind all other targets is not known.
    /// </summary>
    private FindingEffect EffectOf(Route route, Subnet client) =>
        route.IsBlackhole || IsBlocked(route, client) ? FindingEffect.Fails
        : MayBeBlocked(route) ? FindingEffect.Unsettles
        : route.Target.Kind switch
        {
            RouteTargetKind.Local or RouteTargetKind.Peering => FindingEffect.Fails,
            RouteTargetKind.VpcEndpoint
                when _index.Snapshot.Endpoints.Find(route.Target.Id) is null or { Kind: EndpointKind.Gateway or EndpointKind.Interface } =>
                FindingEffect.Fails,
            RouteTargetKind.NatGateway => FindingEffect.Warns,
            RouteTargetKind.Gateway when route.Target.IsInternetGateway => FindingEffect.Warns,
            _ => FindingEffect.Unsettles,
        };

    /// <summary>
    /// True if VPC Block Public Access stops what a route takes to the internet. For a NAT gateway its own subnet decides, which is not read, so it
    /// is certain only where no subnet is excluded.
    /// </summary>
    private bool IsBlocked(Route route, Subnet client) =>
        route.Target.IsInternetGateway
            ? client.InternetBlock != InternetBlock.None
            : route.Target.Kind == RouteTargetKind.NatGateway
                && _index.SubnetsOf(_spoke.Id).All(subnet => subnet.InternetBlock == InternetBlock.Bidirectional);

    private bool MayBeBlocked(Route route) =>
        route.Target.Kind == RouteTargetKind.NatGateway
        && _index.SubnetsOf(_spoke.Id).Any(subnet => subnet.InternetBlock == InternetBlock.Bidirectional);

    /// <summary>
    /// The AWS-managed prefix list of S3. A list that was not read has no entries, and the id from a route to the gateway endpoint.
    /// </summary>
    private PrefixList ListOf(string name)
    {
        var list =
            _index.Snapshot.PrefixLists.FirstOrDefault(list => list.Name == name)
            ?? new PrefixList
            {
                Id =
                    _gateways
                        .SelectMany(
                            gateway => gateway.RouteTableIds,
                            (gateway, tableId) =>
                                _index
                                    .Snapshot.RouteTables.Find(tableId)
                                    ?.Routes.FirstOrDefault(route => route.Target.Id == gateway.Id)
                                    ?.Destination.PrefixListId
                        )
                        .OfType<string>()
                        .FirstOrDefault()
                    ?? name,
                Name = name,
            };
        return list.Entries is { Count: > 0 } ? list : list with { Entries = null };
    }
}
