using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>
/// A transit gateway: a link to each subnet of an attachment. Packets are looked up in the route table that is associated with their attachment,
/// and leave in their Availability Zone if the other attachment has a subnet there, otherwise in any (Transit Gateways guide,
/// Availability Zones).
/// </summary>
internal sealed class TransitRouter
{
    private const int FirstTable = 1000;
    private readonly NetworkSnapshot _network;
    private readonly int _choice;
    private readonly List<(TransitGatewayAttachment Attachment, string Zone, NextHop Out)> _ports = [];

    public TransitRouter(NetworkSnapshot network, string id, NetworkLinks links, IReadOnlyDictionary<string, VpcRouter> routers, int choice)
    {
        (_network, _choice) = (network, choice);
        foreach (var attachment in network.TransitGatewayAttachments.Where(attachment => attachment.TransitGatewayId == id && Passes(attachment)))
        {
            foreach (var subnet in attachment.SubnetIds.Select(subnetId => network.Subnets.Find(subnetId)).OfType<Subnet>())
            {
                if (!routers.TryGetValue(attachment.VpcId, out var router))
                    continue;
                var (fromVpc, fromGateway) = links.Join(router.Machine, Machine);
                router.AddTransit(new TransitPort(id, subnet, fromVpc));
                _ports.Add((attachment, Zones.Of(subnet), fromGateway));
            }
        }
    }

    public Machine Machine { get; } = new(isRouter: true);

    /// <summary>
    /// The number of variants for what AWS leaves open: the maximum number of subnets of an attachment for packets of another zone.
    /// </summary>
    public static int ChoicesIn(NetworkSnapshot network)
    {
        var zones = network
            .TransitGatewayAttachments.Where(Passes)
            .Select(attachment =>
                attachment.SubnetIds.Select(id => network.Subnets.Find(id)).OfType<Subnet>().Select(Zones.Of).ToHashSet(StringComparer.Ordinal)
            )
            .ToList();
        return zones.Where(own => zones.Exists(other => !other.IsSubsetOf(own))).Select(own => own.Count).Append(1).Max();
    }

    public void Finish()
    {
        for (var i = 0; i < _ports.Count; i++)
        {
            Machine.Ip($"rule add iif {_ports[i].Out.Link} lookup {FirstTable + i}");
            var ways = new Dictionary<Cidr, string> { [Cidr.Everything] = "blackhole *" };

            // Of equal prefixes the static route wins (Transit Gateways guide, route evaluation order).
            var table = _network.TransitGatewayRouteTables.Find(_ports[i].Attachment.RouteTableId);
            foreach (var route in (table?.Routes ?? ValueList<TransitGatewayRoute>.Empty).OrderByDescending(route => route.IsPropagated))
                ways[route.Destination] = WayOf(route, _ports[i].Zone);
            foreach (var (destination, nextHop) in ways)
                Machine.Ip($"route add {nextHop.Replace("*", $"{destination}", StringComparison.Ordinal)} table {FirstTable + i}");
        }
    }

    private string WayOf(TransitGatewayRoute route, string zone)
    {
        var ports = _ports.FindAll(port => !route.IsBlackhole && port.Attachment.Id == route.AttachmentId);
        if (ports.Count == 0)
            return "blackhole *";
        var near = ports.FindIndex(port => port.Zone == zone);
        return $"* {ports[near >= 0 ? near : _choice % ports.Count].Out.Hop}";
    }

    private static bool Passes(TransitGatewayAttachment attachment) => attachment.State is "available" or "modifying" or "rollingBack";
}
