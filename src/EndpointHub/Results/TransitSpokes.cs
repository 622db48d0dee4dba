using EndpointHub.Hubs;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Results;

/// <summary>
/// Finds the spokes that a Transit Gateway joins to a hub, by what the hub's own VPC shows, because the spokes may be in other accounts: a rule of
/// the hub admits the spoke, or a zone of the hub serves it, and answers leave for a Transit Gateway.
/// </summary>
internal static class TransitSpokes
{
    public static IEnumerable<string> Of(NetworkSnapshot network, HubKey hub)
    {
        var tables = network
            .HubEndpoints(hub)
            .SelectMany(endpoint => endpoint.SubnetIds)
            .Distinct(StringComparer.Ordinal)
            .Select(id => network.Subnets.Find(id))
            .OfType<Subnet>()
            .Select(network.RouteTableOf)
            .OfType<RouteTable>()
            .Distinct()
            .ToList();
        if (!tables.Exists(table => table.Routes.Any(IsTransit)))
            return [];

        var admitted = network
            .HubEndpoints(hub)
            .SelectMany(endpoint => endpoint.SecurityGroupIds)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(id => network.SecurityGroups.Find(id)?.Ingress ?? ValueList<SecurityRule>.Empty)
            .Where(rule => rule.Peer.Cidr is { } cidr && tables.Exists(table => LeadsToTransit(table, cidr)))
            .Select(rule => HubMark.SpokeOf(hub.Name, rule.Description))
            .OfType<string>();
        var served = network.HubZones(hub).SelectMany(zone => zone.Vpcs).Select(vpc => vpc.VpcId).Where(id => id != hub.VpcId);
        return admitted.Concat(served).Distinct(StringComparer.Ordinal);
    }

    private static bool IsTransit(Route route) => route.Target.Kind == RouteTargetKind.TransitGateway && !route.IsBlackhole;

    private static bool LeadsToTransit(RouteTable table, Cidr cidr) =>
        table
            .RoutesInForce()
            .Where(route => route.Destination.Cidr is { } block && block.Contains(cidr))
            .OrderByDescending(route => route.Destination.Cidr!.Value.PrefixLength)
            .FirstOrDefault()
            is { } taken
        && IsTransit(taken);
}
