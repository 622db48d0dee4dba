using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>The routes of packets between the subnets of a spoke and those of a hub.</summary>
internal sealed class PacketRoutes(PathIndex index, Vpc spoke, Vpc hub)
{
    private readonly VpcLink? _link = index.LinkOf(spoke.Id, hub.Id);

    /// <summary>The route of requests to one address of a hub subnet. Its hops are added to a list.</summary>
    public PacketRoute Forward(List<PathHop> hops, Subnet client, Subnet subnet, Ipv4 address) =>
        Follow(new PacketFlow(PathDirection.Forward, client, spoke, subnet, hub, new Cidr(address, 32), subnet.Cidr, _link, spoke.Id), hops);

    /// <summary>The route of responses, which is the same for every address of the hub subnet.</summary>
    public PacketRoute Return(Subnet subnet, Subnet client) =>
        index.ReturnRoute(
            subnet,
            client,
            () =>
            {
                var block = spoke.Cidrs.FirstOrDefault(cidr => cidr.Contains(client.Cidr));
                var route = Follow(
                    new PacketFlow(
                        PathDirection.Return,
                        subnet,
                        hub,
                        client,
                        spoke,
                        client.Cidr,
                        block == default ? client.Cidr : block,
                        _link,
                        spoke.Id
                    ),
                    []
                );

                // Outbound entries match the destination of responses, so the result is the same for all addresses of the hub subnet.
                for (var i = 0; i < route.Crossings.Count; i++)
                {
                    if (route.Crossings[i].IsEgress)
                    {
                        route.Crossings[i] = route.Crossings[i] with
                        {
                            AclHop = AclCheck.Answer(index, route.Crossings[i], subnet.Cidr, client.Cidr),
                        };
                    }
                }

                return route;
            }
        );

    private PacketRoute Follow(PacketFlow flow, List<PathHop> hops)
    {
        // Packets within a subnet are not routed. A route to the subnet's own CIDR block applies to packets from other subnets (VPC user guide,
        // middlebox routing).
        var route = new PacketRoute(hops);
        if (flow.Origin.Id != flow.Target.Id)
            RouteLeg.Follow(index, flow, route);
        return route;
    }
}
