using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>The ways between a spoke's subnets and a hub's.</summary>
internal sealed class PacketRoutes(PathIndex index, Vpc spoke, Vpc hub)
{
    private readonly VpcLink? _link = index.LinkOf(spoke.Id, hub.Id);

    /// <summary>The way of requests to one address of a hub subnet; what they meet is added to what was met before.</summary>
    public PacketRoute There(List<PathHop> hops, Subnet client, Subnet subnet, Ipv4 address) =>
        Follow(new PacketFlow(PathDirection.Forward, client, spoke, subnet, hub, new Cidr(address, 32), subnet.Cidr, _link, spoke.Id), hops);

    /// <summary>The way of answers: the same for every address of the hub subnet.</summary>
    public PacketRoute Back(Subnet subnet, Subnet client) => index.WayBack(subnet, client, () =>
    {
        var block = spoke.Cidrs.FirstOrDefault(cidr => cidr.Contains(client.Cidr));
        var way = Follow(new PacketFlow(PathDirection.Return, subnet, hub, client, spoke, client.Cidr, block == default ? client.Cidr : block, _link, spoke.Id), []);

        // Outbound entries are about where answers go, and not about which address of the hub subnet they come from.
        for (var i = 0; i < way.Crossings.Count; i++)
        {
            if (way.Crossings[i].IsEgress)
                way.Crossings[i] = way.Crossings[i] with { Judged = AclCheck.Answer(index, way.Crossings[i], subnet.Cidr, client.Cidr) };
        }

        return way;
    });

    private PacketRoute Follow(PacketFlow flow, List<PathHop> hops)
    {
        // What stays in a subnet is not routed; a route to the subnet's own block is for what comes from others (VPC user guide, middlebox routing).
        var way = new PacketRoute(hops);
        if (flow.Origin.Id != flow.Target.Id)
            RouteLeg.Follow(index, flow, way);
        return way;
    }
}
