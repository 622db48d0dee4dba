using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.PolicyChecks;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Packets;

/// <summary>
/// Follows an image pull to its layers. ECR keeps them in S3, and a hub cannot serve them: a gateway endpoint is of use in its own VPC
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

    /// <summary>Prepares to follow pulls; null when nothing is pulled through the service.</summary>
    /// <param name="index">The network.</param>
    /// <param name="spoke">Where the clients are.</param>
    /// <param name="serviceName">The service's full name.</param>
    /// <param name="clientGroups">The clients' security groups; empty when they are not known.</param>
    public static LayerWalk? For(PathIndex index, Vpc spoke, string serviceName, ValueList<string> clientGroups)
    {
        var region = spoke.Location.Region;
        return ServiceName.PullsImages(serviceName, region)
            ? new LayerWalk(index, spoke, serviceName.Remove(serviceName.Length - ServiceName.InShort(serviceName, region).Length) + "s3", clientGroups)
            : null;
    }

    public IEnumerable<PathHop> From(Subnet client)
    {
        if (_index.RouteTableOf(client) is not { } table)
            yield break;

        var gateway = _gateways.Find(present => present.IsAvailable && present.RouteTableIds.Contains(table.Id));
        yield return gateway is null ? WithoutGateway(table) : Through(gateway, table);
        foreach (var hop in _filters.Hops(client))
            yield return hop;
        foreach (var hop in gateway is null ? [] : PolicyCheck.Hops(_index, gateway, [_read]))
            yield return hop;
    }

    private RouteHop WithoutGateway(RouteTable table)
    {
        var ways = Ways(table, out var isWhole).OrderByDescending(Fate).ToList();
        var fates = ways.Select(Fate).Concat(isWhole ? [] : [FindingEffect.Fails]).ToList();
        var (way, finding) = fates.Max() switch
        {
            var worst when _s3.Entries is null && worst != fates.Min() => (ways[0], LayerFindings.MayBeLost(table, ways[0], _s3)),
            FindingEffect.Fails => (null, LayerFindings.NoGateway(table, _spoke)),
            FindingEffect.Unsettles => (ways[0], LayerFindings.NotSeen(table, _spoke, ways[0], gateway: null)),
            _ => (ways[0], LayerFindings.NotThroughGateway(table, _spoke, ways[0])),
        };
        return new RouteHop(PathDirection.Forward, table.Id, way, finding);
    }

    private PathHop Through(Endpoint gateway, RouteTable table) => Narrower(table).OrderByDescending(Fate).FirstOrDefault() is { } narrower
        ? new RouteHop(PathDirection.Forward, table.Id, narrower, Fate(narrower) switch
        {
            FindingEffect.Warns => LayerFindings.Bypassed(table, narrower, gateway, _s3),
            _ when _s3.Entries is null => LayerFindings.MayBeLost(table, narrower, _s3),
            FindingEffect.Unsettles => LayerFindings.NotSeen(table, _spoke, narrower, gateway),
            _ => LayerFindings.Lost(table, narrower, gateway),
        })
        : new EndpointHop(gateway.Id, gateway.State, Finding: null);

    /// <summary>The routes that lead to S3's addresses; where these were not read, those that lead to any public ones.</summary>
    private List<Route> Ways(RouteTable table, out bool isWhole)
    {
        if (_s3.Entries is not { } blocks)
        {
            // A gateway endpoint that does not serve keeps what its route takes.
            var ways = table.Routes.Any(route => _gateways.Exists(gateway => gateway.Id == route.Target.Id)) ? [] : Public(table).ToList();
            isWhole = ways.Exists(route => route.Destination.Cidr == Cidr.Everything);
            return ways;
        }

        var all = true;
        var winners = blocks.SelectMany(block =>
        {
            var taken = _index.RoutesOf(table).Winners(block, out var isBlockWhole);
            all &= isBlockWhole;
            return taken;
        }).ToList();
        isWhole = all;
        return winners;
    }

    /// <summary>
    /// A block as narrow as one of the list's, or narrower, wins over the list (gateway endpoints guide, routing). Where the list was not read,
    /// any route to public addresses may.
    /// </summary>
    private IEnumerable<Route> Narrower(RouteTable table) => _s3.Entries is not { } blocks
        ? Public(table).Where(route => route.Destination.Cidr != Cidr.Everything)
        : blocks.SelectMany(block => _index.RoutesOf(table).Winners(block, out _)
            .Where(route => route.Destination.Cidr is { } cidr && cidr.PrefixLength >= block.PrefixLength));

    // A VPC's own blocks are not S3's, public as they may be.
    private static IEnumerable<Route> Public(RouteTable table) => table.RoutesInForce()
        .Where(route => route.Target.Kind != RouteTargetKind.Local && route.Destination.Cidr is { } cidr && !PrivateAddresses.Hold(cidr));

    /// <summary>
    /// What becomes of a pull that takes a route. A peering leads to the other VPC's own addresses and no further (VPC peering guide, edge to edge
    /// routing), and a gateway endpoint that could have been taken is none of these. A NAT gateway leads to S3, and an
    /// internet gateway whoever can be behind it: clients of a public subnet have public addresses or no way out at all. What lies behind the rest is not seen.
    /// </summary>
    private FindingEffect Fate(Route route) => route.IsBlackhole ? FindingEffect.Fails : route.Target.Kind switch
    {
        RouteTargetKind.Local or RouteTargetKind.Peering => FindingEffect.Fails,
        RouteTargetKind.VpcEndpoint when _index.Snapshot.Endpoints.Find(route.Target.Id) is not { Kind: EndpointKind.Other } => FindingEffect.Fails,
        RouteTargetKind.NatGateway => FindingEffect.Warns,
        RouteTargetKind.Gateway when route.Target.IsInternetGateway => FindingEffect.Warns,
        _ => FindingEffect.Unsettles,
    };

    /// <summary>AWS's own list of S3's addresses. One that was not read has no entries, and the id that a route to the gateway endpoint tells.</summary>
    private PrefixList ListOf(string name)
    {
        var list = _index.Snapshot.PrefixLists.FirstOrDefault(list => list.Name == name) ?? new PrefixList
        {
            Id = _gateways.SelectMany(gateway => gateway.RouteTableIds, (gateway, tableId) => _index.Snapshot.RouteTables.Find(tableId)?.Routes
                .FirstOrDefault(route => route.Target.Id == gateway.Id)?.Destination.PrefixListId).OfType<string>().FirstOrDefault() ?? name,
            Name = name,
        };
        return list.Entries is { Count: > 0 } ? list : list with { Entries = null };
    }
}
