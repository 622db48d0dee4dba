using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Packets;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>
/// The way between a spoke and a hub through a Transit Gateway that both are attached to. It is used instead of a peering connection when the walk of
/// the path test proves it in both directions, as it stands or with the routes that the VPCs still lack.
/// </summary>
/// <param name="GatewayId">The Transit Gateway.</param>
/// <param name="Routes">The routes that it needs; empty when it stands.</param>
/// <param name="Open">The finding that leaves a way open for which both VPCs have routes; null for a proven way.</param>
internal sealed record TransitWay(string GatewayId, IReadOnlyList<RequiredRoute> Routes, Finding? Open)
{
    /// <summary>True if packets pass already.</summary>
    public bool Stands => Open is null && Routes.Count == 0;

    /// <summary>Finds the way of a connection.</summary>
    /// <returns>The way; null when no Transit Gateway joins the two VPCs.</returns>
    public static TransitWay? Of(NetworkSnapshot network, ConnectionIntent intent)
    {
        var gateways = Joining(network, intent.SpokeVpcId, intent.Hub.VpcId).ToList();
        if (gateways.Count == 0)
            return null;

        var hops = Hops(network, intent);
        var used = hops.Select(hop => (hop as RouteHop)?.Route?.Target)
            .OfType<RouteTarget>()
            .FirstOrDefault(target => target.Kind == RouteTargetKind.TransitGateway);
        if (used is not null && hops.Count > 0)
        {
            if (hops.Worst() == PathVerdict.Reachable)
                return new TransitWay(used.Id, [], Open: null);
            if (hops.Worst() == PathVerdict.Unknown && hops.OfType<RouteHop>().All(IsDeliberate))
                return new TransitWay(used.Id, [], hops.Select(hop => hop.Finding).OfType<Finding>().First());
        }

        return network.Peerings.Any(peering => peering.IsAlive && peering.Joins(intent.SpokeVpcId, intent.Hub.VpcId))
            ? null
            : gateways.Select(gateway => WithRoutes(network, intent, gateway)).FirstOrDefault(way => way is not null);
    }

    /// <summary>The Transit Gateways that two VPCs are attached to, with attachments that pass packets, ordered by id.</summary>
    public static IEnumerable<string> Joining(NetworkSnapshot network, string vpcId, string otherVpcId) =>
        GatewaysOf(network, vpcId).Intersect(GatewaysOf(network, otherVpcId), StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal);

    private static IEnumerable<string> GatewaysOf(NetworkSnapshot network, string vpcId) =>
        network
            .TransitGatewayAttachments.Where(attachment => attachment.VpcId == vpcId && attachment.Passes)
            .Select(attachment => attachment.TransitGatewayId);

    // A default route says nothing about the hub: it leads to a Transit Gateway for the Internet, too.
    private static bool IsDeliberate(RouteHop hop) => hop.Route?.Destination.Cidr is not { PrefixLength: 0 };

    private static TransitWay? WithRoutes(NetworkSnapshot network, ConnectionIntent intent, string gatewayId)
    {
        var routes = RequiredRoute.All(network, intent, RouteTarget.TransitGateway(gatewayId)).ToList();
        if (routes.SelectMany(route => route.Conflicts()).Any())
            return null;

        var missing = routes.FindAll(route => route.IsMissing);
        var hops = Hops(network.After(missing.Select(route => route.ToStep())), intent);
        return hops.Count > 0 && hops.Worst() == PathVerdict.Reachable ? new TransitWay(gatewayId, missing, Open: null) : null;
    }

    /// <summary>What packets meet between the clients' subnets and those of the hub's endpoints, in both directions, apart from filters.</summary>
    private static List<PathHop> Hops(NetworkSnapshot network, ConnectionIntent intent)
    {
        var index = new PathIndex(network);
        var routes = new PacketRoutes(index, network.Vpcs[intent.SpokeVpcId], network.Vpcs[intent.Hub.VpcId]);
        var blocks = SpokeBlocks.Of(network, intent);
        var hops = new List<PathHop>();
        var clients = index
            .ClientSubnets(new PathQuestion(intent.SpokeVpcId, intent.Hub.VpcId, ""))
            .Where(client => blocks.Any(block => block.Overlaps(client.Cidr)) && IsInTables(network, intent, client))
            .ToList();
        foreach (var subnet in EndpointSubnets(network, intent.Hub))
        {
            foreach (var client in clients)
            {
                routes.Forward(hops, client, subnet, subnet.Cidr.FirstUsable);
                hops.AddRange(routes.Return(subnet, client).Hops);
            }
        }

        return hops;
    }

    private static bool IsInTables(NetworkSnapshot network, ConnectionIntent intent, Subnet client) =>
        intent.RouteTableIds.Count == 0 || (network.RouteTableOf(client) is { } table && intent.RouteTableIds.Contains(table.Id));

    private static List<Subnet> EndpointSubnets(NetworkSnapshot network, HubKey hub) =>
        network
            .HubEndpoints(hub)
            .SelectMany(endpoint => endpoint.SubnetIds)
            .Distinct(StringComparer.Ordinal)
            .Select(id => network.Subnets.Find(id))
            .OfType<Subnet>()
            .ToList();
}
