using System.Text;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>
/// A VPC's implicit router: a bridge for each subnet, whose packets are looked up in the subnet's own table, and network ACLs where
/// packets pass from link to link. Packets from a peering reach only the VPC's own addresses (VPC peering guide, no edge to
/// edge routing). Packets from a transit gateway reach only the VPC's own addresses too, by the routes of the attachment's subnet, because no
/// landscape has an appliance that forwards other packets.
/// </summary>
internal sealed class VpcRouter
{
    // The kernel reserves some tables below 256.
    private const int FirstTable = 1000;
    private readonly NetworkSnapshot _network;
    private readonly NetworkLinks _links;
    private readonly List<Subnet> _subnets;
    private readonly Dictionary<string, NextHop> _peerings = new(StringComparer.Ordinal);
    private readonly List<TransitPort> _transit = [];
    private readonly Vpc _vpc;

    public VpcRouter(NetworkSnapshot network, Vpc vpc, NetworkLinks links)
    {
        (_network, _vpc, _links) = (network, vpc, links);
        _subnets = [.. network.Subnets.Where(subnet => subnet.VpcId == vpc.Id)];
        for (var i = 0; i < _subnets.Count; i++)
        {
            links.Bridge(Machine, BridgeOf(i));
            Machine.Ip($"addr add {GatewayOf(_subnets[i])}/{_subnets[i].Cidr.PrefixLength} dev {BridgeOf(i)}");
            Machine.Ip($"link set {BridgeOf(i)} up");
            Machine.Ip($"rule add iif {BridgeOf(i)} lookup {FirstTable + i} priority 1000");
        }
    }

    public Machine Machine { get; } = new(isRouter: true);

    /// <summary>The next hops to S3 through the VPC's gateway endpoint, and to public addresses through NAT or internet gateways.</summary>
    public (NextHop Gateway, NextHop Internet)? Outside { get; set; }

    /// <summary>Connects a host to its subnet.</summary>
    public void AddHost(Subnet subnet, Machine host, IEnumerable<Ipv4> addresses)
    {
        var port = Machine.NextLink("h");
        _links.Cable(Machine, port, host, "eth0");
        Machine.Ip($"link set {port} master {BridgeOf(_subnets.IndexOf(subnet))} up");
        foreach (var address in addresses)
            host.Ip($"addr add {address}/{subnet.Cidr.PrefixLength} dev eth0");
        host.Ip("link set eth0 up");
        host.Ip($"route add default via {GatewayOf(subnet)}");
    }

    public void AddPeering(string peeringId, NextHop nextHop) => _peerings.Add(peeringId, nextHop);

    public void AddTransit(TransitPort port)
    {
        _transit.Add(port);
        foreach (var block in _vpc.Cidrs)
            Machine.Ip($"rule add iif {port.NextHop.Link} to {block} lookup {FirstTable + _subnets.IndexOf(port.Subnet)} priority 1000");
    }

    /// <summary>Writes the route tables and ACLs after all links exist.</summary>
    public void Finish()
    {
        for (var i = 0; i < _subnets.Count; i++)
        {
            foreach (var (destination, nextHop) in RoutesOf(_subnets[i]))
                Machine.Ip($"route add {nextHop.Replace("*", $"{destination}", StringComparison.Ordinal)} table {FirstTable + i}");
        }

        Machine.Rules = Acls();
    }

    private static string BridgeOf(int subnet) => $"s{subnet}";

    // "The VPC router" has the second address of each subnet (VPC user guide, subnet sizing).
    private static Ipv4 GatewayOf(Subnet subnet) => new(subnet.Cidr.Network.Value + 1);

    /// <summary>The subnet's routes, including a default route. An asterisk is a placeholder for the destination.</summary>
    private Dictionary<Cidr, string> RoutesOf(Subnet subnet)
    {
        var ways = new Dictionary<Cidr, string> { [Cidr.Everything] = "blackhole *" };
        var table =
            _network.RouteTables.FirstOrDefault(table => table.VpcId == _vpc.Id && table.SubnetIds.Contains(subnet.Id))
            ?? _network.RouteTables.FirstOrDefault(table => table.VpcId == _vpc.Id && table.IsMain);

        // For the same block, a static route wins over a prefix list, and that over a propagated route (VPC user guide, route priority). The last
        // write wins.
        foreach (
            var route in (table?.Routes ?? ValueList<Route>.Empty)
                .Where(route => !IsForTheVpcItself(route))
                .OrderByDescending(route => route.IsPropagated)
                .ThenBy(route => route.Destination.Cidr is not null)
        )
        {
            foreach (var destination in DestinationsOf(route))
                ways[destination] = WayOf(route, subnet);
        }

        return ways;
    }

    // The local route wins over overlapping propagated routes, even more specific ones (Site-to-Site VPN user guide, route priority).
    private bool IsForTheVpcItself(Route route) =>
        route is { IsPropagated: true, Destination.Cidr: { } learnt } && _vpc.Cidrs.Any(block => block.Contains(learnt));

    private ValueList<Cidr> DestinationsOf(Route route) =>
        route.Destination.Cidr is { } cidr
            ? ValueList.Of(cidr)
            : _network.PrefixLists.Find(route.Destination.PrefixListId)?.Entries ?? ValueList<Cidr>.Empty;

    private string WayOf(Route route, Subnet subnet) =>
        route switch
        {
            { IsBlackhole: true } => "blackhole *",

            // Continue with the router's own table, which contains only the subnets.
            { Target.Kind: RouteTargetKind.Local } => "throw *",
            { Target.Kind: RouteTargetKind.Peering } when _peerings.TryGetValue(route.Target.Id, out var peering) => $"* {peering.Hop}",
            { Target.Kind: RouteTargetKind.NatGateway or RouteTargetKind.Gateway } when Outside is { } outside => $"* {outside.Internet.Hop}",
            { Target.Kind: RouteTargetKind.VpcEndpoint } when Outside is { } outside && IsOwnGateway(route.Target.Id) => $"* {outside.Gateway.Hop}",

            { Target.Kind: RouteTargetKind.TransitGateway } when TransitFrom(subnet, route.Target.Id) is { } port => $"* {port.NextHop.Hop}",
            _ => "blackhole *",
        };

    // The attachment's subnet in the Availability Zone of the packet, or none (Transit Gateways guide, VPC attachments).
    private TransitPort? TransitFrom(Subnet subnet, string gatewayId) =>
        _transit.Find(port => port.TransitGatewayId == gatewayId && port.Zone == Zones.Of(subnet));

    private bool IsOwnGateway(string endpointId) =>
        _network.Endpoints.Find(endpointId) is { Kind: EndpointKind.Gateway, State: "available" } endpoint && endpoint.VpcId == _vpc.Id;

    /// <summary>
    /// Network ACLs are evaluated when packets leave or enter a subnet, and between instances and a transit gateway as documented
    /// (Transit Gateways guide, network ACLs).
    /// </summary>
    private string Acls()
    {
        var chains = new StringBuilder();
        var forward = new StringBuilder();
        for (var i = 0; i < _subnets.Count; i++)
        {
            var subnet = _subnets[i];
            var acl =
                _network.NetworkAcls.FirstOrDefault(acl => acl.SubnetIds.Contains(subnet.Id))
                ?? _network.NetworkAcls.FirstOrDefault(acl => acl.VpcId == _vpc.Id && acl.IsDefault);
            AclChains.Write(chains, $"in{i}", acl, isEgress: false);
            AclChains.Write(chains, $"out{i}", acl, isEgress: true);

            var ports = _transit.Where(port => port.Subnet == subnet).Select(port => port.NextHop.Link).ToList();
            forward.Append($"iifname \"{BridgeOf(i)}\" oifname != \"{BridgeOf(i)}\" jump out{i}\n");
            var insiders = string.Join(", ", ports.Prepend(BridgeOf(i)).Select(link => $"\"{link}\""));
            forward.Append($"oifname \"{BridgeOf(i)}\" iifname != {{ {insiders} }} jump in{i}\n");
            foreach (var port in ports)
                forward.Append($"oifname \"{port}\" jump in{i}\niifname \"{port}\" oifname != \"{BridgeOf(i)}\" jump out{i}\n");
        }

        return $"table ip acls {{\n{chains}chain forward {{\ntype filter hook forward priority 0; policy accept;\n{forward}}}\n}}\n";
    }
}

/// <summary>The connection of a VPC attachment with its transit gateway in one Availability Zone.</summary>
internal sealed record TransitPort(string TransitGatewayId, Subnet Subnet, NextHop NextHop)
{
    public string Zone => Zones.Of(Subnet);
}

internal static class Zones
{
    /// <summary>The zone id, which is the same in every account; the zone name when the id is unknown.</summary>
    public static string Of(Subnet subnet) => subnet.AvailabilityZoneId ?? subnet.AvailabilityZone;
}
