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

    private LayerWalk(PathIndex index, Vpc spoke, string s3)
    {
        _index = index;
        _spoke = spoke;
        _read = WorkloadCalls.LayerRead(spoke.Location.Region);
        _gateways = [.. index.GatewaysOf(spoke.Id, s3).Where(gateway => gateway.IsAvailable)];
    }

    /// <summary>Prepares to follow pulls; null when nothing is pulled through the service.</summary>
    /// <param name="index">The network.</param>
    /// <param name="spoke">Where the clients are.</param>
    /// <param name="serviceName">The service's full name.</param>
    public static LayerWalk? For(PathIndex index, Vpc spoke, string serviceName)
    {
        var shortName = ServiceName.InShort(serviceName, spoke.Location.Region);
        return shortName is "ecr.api" or "ecr.dkr"
            ? new LayerWalk(index, spoke, serviceName.Remove(serviceName.Length - shortName.Length) + "s3")
            : null;
    }

    public IEnumerable<PathHop> From(Subnet client)
    {
        if (_index.RouteTableOf(client) is not { } table)
            yield break;

        var gateway = _gateways.Find(present => present.RouteTableIds.Contains(table.Id));
        if (gateway is null)
        {
            var way = table.Routes.FirstOrDefault(route => route.Destination.Cidr == Cidr.Everything && !route.IsBlackhole);
            yield return new RouteHop(PathDirection.Forward, table.Id, way, way is null
                ? LayerFindings.NoGateway(table, _spoke)
                : LayerFindings.NotThroughGateway(table, _spoke, way));
            yield break;
        }

        // A block as narrow as one of the list's, or narrower, wins over the list (gateway endpoints guide, routing).
        var narrower = table.Routes.FirstOrDefault(route => route.Destination.Cidr is { PrefixLength: > 0 } cidr && !PrivateAddresses.Hold(cidr));
        yield return narrower is null
            ? new EndpointHop(gateway.Id, gateway.State, Finding: null)
            : new RouteHop(PathDirection.Forward, table.Id, narrower, LayerFindings.Bypassed(table, narrower, gateway));
        foreach (var hop in PolicyCheck.Hops(_index, gateway, [_read]))
            yield return hop;
    }
}
