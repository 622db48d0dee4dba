using System.Net.Sockets;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>The clients in a subnet: one host with all their addresses.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Addresses">Their addresses.</param>
/// <param name="GroupIds">Their security groups; empty for no restriction.</param>
internal sealed record Clients(Subnet Subnet, IReadOnlyList<Ipv4> Addresses, ValueList<string> GroupIds);

/// <summary>
/// A snapshot emulated with Linux networking by AWS's documented rules, without code of the path test: a network namespace for each host and
/// router, and a listener for each available endpoint.
/// </summary>
internal sealed class EmulatedNetwork : IDisposable
{
    private readonly List<Machine> _machines = [];
    private readonly Dictionary<string, Machine> _clients = new(StringComparer.Ordinal);
    private readonly List<Listener> _listeners = [];

    private EmulatedNetwork() { }

    /// <summary>The listeners.</summary>
    public IReadOnlyList<Listener> Listeners => _listeners;

    /// <summary>
    /// The number of variants of a network: AWS leaves open in which zone packets enter a VPC that has no attachment in their zone.
    /// </summary>
    public static int ChoicesIn(NetworkSnapshot network) => TransitRouter.ChoicesIn(network);

    /// <summary>Emulates a network.</summary>
    /// <param name="network">The network; all its addresses must be known.</param>
    /// <param name="clients">The clients, at most one host in a subnet.</param>
    /// <param name="choice">The index of the variant, from 0.</param>
    public static EmulatedNetwork Of(NetworkSnapshot network, IReadOnlyList<Clients> clients, int choice = 0)
    {
        var emulation = new EmulatedNetwork();
        try
        {
            emulation.Build(network, clients, choice);
            return emulation;
        }
        catch
        {
            emulation.Dispose();
            throw;
        }
    }

    /// <summary>Sockets of a subnet's clients, bound to their addresses and ports.</summary>
    public IReadOnlyList<Socket> Bind(string subnetId, IEnumerable<(Ipv4 Address, int Port)> ends) => _clients[subnetId].Bind(ends);

    public void Dispose()
    {
        _listeners.ForEach(listener => listener.Socket.Dispose());
        _machines.ForEach(machine => machine.Dispose());
    }

    private void Build(NetworkSnapshot network, IReadOnlyList<Clients> clients, int choice)
    {
        var links = new NetworkLinks();
        var routers = network.Vpcs.ToDictionary(vpc => vpc.Id, vpc => new VpcRouter(network, vpc, links), StringComparer.Ordinal);
        _machines.AddRange(routers.Values.Select(router => router.Machine));
        AddPeerings(network, links, routers);
        var transit = network.TransitGateways.Select(gateway => new TransitRouter(network, gateway.Id, links, routers, choice)).ToList();
        _machines.AddRange(transit.Select(router => router.Machine));

        var serving = new List<(Machine Host, string Id, Ipv4 Address, int Port)>();
        foreach (var router in routers.Where(router => Serves(network, router.Key)))
            serving.AddRange(AddOutside(links, router.Key, router.Value));
        serving.AddRange(AddHosts(network, links, routers, clients));
        foreach (var router in routers.Values)
            router.Finish();
        transit.ForEach(router => router.Finish());

        links.SetUp(_machines[0]);
        Parallel.ForEach(_machines, machine => machine.SetUp());
        _listeners.AddRange(serving.Select(place => new Listener(place.Id, place.Address, place.Port, place.Host.Listen(place.Address, place.Port))));
    }

    private static void AddPeerings(NetworkSnapshot network, NetworkLinks links, Dictionary<string, VpcRouter> routers)
    {
        foreach (var peering in network.Peerings.Where(peering => peering.State == "active"))
        {
            if (!routers.TryGetValue(peering.Requester.VpcId, out var one) || !routers.TryGetValue(peering.Accepter.VpcId, out var other))
                continue;
            var (there, back) = links.Join(one.Machine, other.Machine);
            one.AddPeering(peering.Id, there);
            other.AddPeering(peering.Id, back);
        }
    }

    /// <summary>The hosts of the clients and of the endpoints' interfaces.</summary>
    private List<(Machine Host, string Id, Ipv4 Address, int Port)> AddHosts(
        NetworkSnapshot network,
        NetworkLinks links,
        Dictionary<string, VpcRouter> routers,
        IReadOnlyList<Clients> clients
    )
    {
        var members = clients
            .SelectMany(one => one.GroupIds.SelectMany(group => one.Addresses, (group, address) => (group, address)))
            .Concat(
                from nic in network.NetworkInterfaces
                where nic.Address is not null
                from groupId in nic.SecurityGroupIds
                select (groupId, nic.Address!.Value)
            )
            .ToLookup(member => member.Item1, member => member.Item2, StringComparer.Ordinal);
        var groups = new GroupChains(network, members);
        foreach (var one in clients)
        {
            var host = NewHost();
            if (one.GroupIds.Count > 0)
                host.Rules = groups.Of(one.GroupIds);
            routers[one.Subnet.VpcId].AddHost(one.Subnet, host, one.Addresses);
            _clients.Add(one.Subnet.Id, host);
        }

        var serving = new List<(Machine, string, Ipv4, int)>();
        foreach (var endpoint in network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface))
        {
            foreach (var nic in endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces.Find(id)).OfType<NetworkInterface>())
            {
                if (nic.Address is not { } address || network.Subnets.Find(nic.SubnetId) is not { } subnet)
                    continue;
                var host = NewHost();
                host.Rules = groups.Of(nic.SecurityGroupIds);
                routers[subnet.VpcId].AddHost(subnet, host, [address]);

                // Only available endpoints respond (PrivateLink guide, concepts).
                if (endpoint.State == "available")
                    serving.AddRange(AnsweringPorts.Of(endpoint.ServiceName).Select(port => (host, nic.Id, address, port)));
            }
        }

        return serving;
    }

    /// <summary>S3 through a VPC's gateway endpoint, and S3 through NAT or internet gateways.</summary>
    private IEnumerable<(Machine Host, string Id, Ipv4 Address, int Port)> AddOutside(NetworkLinks links, string vpcId, VpcRouter router)
    {
        var hosts = new[] { NewHost(), NewHost() };
        var ways = hosts.Select(host => links.Join(router.Machine, host, "o")).ToList();
        router.Outside = (ways[0].There, ways[1].There);
        foreach (
            var (host, back, id) in hosts.Zip(ways.Select(nextHop => nextHop.Back), [OutsideHosts.GatewayOf(vpcId), OutsideHosts.InternetOf(vpcId)])
        )
        {
            host.Ip($"route add default {back.Hop}");
            foreach (var block in OutsideHosts.S3)
                host.Ip($"route add local {block} dev lo");
            yield return (host, id, default, 443);
        }
    }

    // Public addresses matter only for pulling image layers.
    private static bool Serves(NetworkSnapshot network, string vpcId) =>
        network.RouteTables.Any(table =>
            table.VpcId == vpcId
            && table.Routes.Any(route => route.Target.Kind is RouteTargetKind.VpcEndpoint or RouteTargetKind.NatGateway or RouteTargetKind.Gateway)
        );

    private Machine NewHost()
    {
        var machine = new Machine(isRouter: false);
        _machines.Add(machine);
        return machine;
    }
}

/// <summary>A listening socket.</summary>
/// <param name="Id">The network interface, or the name of a host outside of the VPCs.</param>
/// <param name="Address">Its address; 0.0.0.0 for all addresses of its host.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="Socket">The socket; its accepted connections show which listener was reached.</param>
internal sealed record Listener(string Id, Ipv4 Address, int Port, Socket Socket);

/// <summary>Hosts outside of the VPCs.</summary>
internal static class OutsideHosts
{
    /// <summary>The addresses of S3.</summary>
    public static IReadOnlyList<Cidr> S3 { get; } = [Cidr.Parse("3.5.152.0/21"), Cidr.Parse("52.219.0.0/20")];

    public static string GatewayOf(string vpcId) => $"S3 through the gateway endpoint of {vpcId}";

    public static string InternetOf(string vpcId) => $"S3 through the internet from {vpcId}";
}

/// <summary>The ports that endpoints answer on (developer guides of Amazon Keyspaces and Amazon SES; all others HTTPS).</summary>
internal static class AnsweringPorts
{
    public static IReadOnlyList<int> Of(string serviceName) =>
        serviceName.Split('.')[^1] switch
        {
            "cassandra" => [9142],
            "email-smtp" => [25, 465, 587, 2465, 2587],
            _ => [443],
        };
}
