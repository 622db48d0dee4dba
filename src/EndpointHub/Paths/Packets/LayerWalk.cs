using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Paths;

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
    private readonly ValueList<Cidr>? _blocks;
    private readonly LayerFilters? _filters;

    private LayerWalk(PathIndex index, Vpc spoke, string s3, ValueList<string> clientGroups)
    {
        _index = index;
        _spoke = spoke;
        _read = WorkloadCalls.LayerRead(spoke.Location.Region);
        _gateways = [.. index.GatewaysOf(spoke.Id, s3).Where(gateway => gateway.IsAvailable)];

        // AWS's own list of S3's addresses (VPC user guide, AWS-managed prefix lists).
        var list = index.Snapshot.PrefixLists.FirstOrDefault(list => list.Name == $"com.amazonaws.{spoke.Location.Region}.s3");
        _blocks = list?.Entries;
        _filters = list is { Entries: not null } ? new LayerFilters(index, list, clientGroups) : null;
    }

    /// <summary>Prepares to follow pulls; null when nothing is pulled through the service.</summary>
    /// <param name="index">The network.</param>
    /// <param name="spoke">Where the clients are.</param>
    /// <param name="serviceName">The service's full name.</param>
    /// <param name="clientGroups">The clients' security groups; empty when they are not known.</param>
    public static LayerWalk? For(PathIndex index, Vpc spoke, string serviceName, ValueList<string> clientGroups)
    {
        var shortName = ServiceName.InShort(serviceName, spoke.Location.Region);
        return shortName is "ecr.api" or "ecr.dkr"
            ? new LayerWalk(index, spoke, serviceName.Remove(serviceName.Length - shortName.Length) + "s3", clientGroups)
            : null;
    }

    public IEnumerable<PathHop> From(Subnet client)
    {
        if (_index.RouteTableOf(client) is not { } table)
            yield break;

        var gateway = _gateways.Find(present => present.RouteTableIds.Contains(table.Id));
        yield return gateway is null ? WithoutGateway(table) : Through(gateway, table);
        foreach (var hop in _filters?.Hops(client) ?? [])
            yield return hop;
        foreach (var hop in gateway is null ? [] : PolicyCheck.Hops(_index, gateway, [_read]))
            yield return hop;
    }

    private RouteHop WithoutGateway(RouteTable table)
    {
        // Where S3's addresses are not known, what leads to every address leads to them.
        var routes = _index.RoutesOf(table);
        var isWhole = true;
        var winners = (_blocks ?? ValueList.Of(Cidr.Everything)).SelectMany(block =>
        {
            var taken = routes.Winners(block, out var isBlockWhole);
            isWhole &= isBlockWhole;
            return _blocks is null ? taken.Where(route => route.Destination.Cidr == Cidr.Everything) : taken;
        }).ToList();
        var way = isWhole && winners.Count > 0 && winners.TrueForAll(LeadsOut) ? winners[0] : null;
        return new RouteHop(PathDirection.Forward, table.Id, way, way is null
            ? LayerFindings.NoGateway(table, _spoke)
            : LayerFindings.NotThroughGateway(table, _spoke, way));
    }

    private PathHop Through(Endpoint gateway, RouteTable table)
    {
        var narrower = Narrower(table).OrderBy(LeadsOut).FirstOrDefault();
        return narrower is null ? new EndpointHop(gateway.Id, gateway.State, Finding: null)
            : new RouteHop(PathDirection.Forward, table.Id, narrower, _blocks is null || LeadsOut(narrower)
                ? LayerFindings.Bypassed(table, narrower, gateway, isSure: _blocks is not null)
                : LayerFindings.Lost(table, narrower, gateway));
    }

    /// <summary>
    /// A block as narrow as one of the list's, or narrower, wins over the list (gateway endpoints guide, routing). Where the list was not read,
    /// any route to public addresses may.
    /// </summary>
    private IEnumerable<Route> Narrower(RouteTable table) => _blocks is null
        ? table.Routes.Where(route => route.Destination.Cidr is { PrefixLength: > 0 } cidr && !PrivateAddresses.Hold(cidr))
        : _blocks.SelectMany(block => _index.RoutesOf(table).Winners(block, out _)
            .Where(route => route.Destination.Cidr is { } cidr && cidr.PrefixLength >= block.PrefixLength));

    /// <summary>
    /// Whether a route may lead to S3. A peering leads to the other VPC's own addresses and no further (VPC peering guide, edge to edge
    /// routing), and a gateway endpoint that could have been taken is none of these.
    /// </summary>
    private bool LeadsOut(Route route) => !route.IsBlackhole && route.Target.Kind switch
    {
        RouteTargetKind.Local or RouteTargetKind.Peering => false,
        RouteTargetKind.VpcEndpoint => _index.Snapshot.Endpoints.Find(route.Target.Id) is { Kind: EndpointKind.Other },
        _ => true,
    };
}
