using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.PolicyChecks;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Packets;

/// <summary>Tests the path of packets from each subnet of a VPC to each address of an endpoint, and back.</summary>
internal sealed class PacketWalk
{
    // Across a peering connection: the endpoint, two routes with their peering connections, four network ACLs and two security groups.
    private const int MaxHops = 11;

    private readonly PathIndex _index;
    private readonly PathQuestion _question;
    private readonly Vpc _spoke;
    private readonly Vpc _hub;
    private readonly PacketRoutes _routes;
    private readonly ValueList<int> _ports;
    private readonly Dictionary<int, ClientEgress> _clients;
    private readonly ValueList<PolicyRequest> _calls;
    private readonly LayerWalk? _layers;

    public PacketWalk(PathIndex index, PathQuestion question)
    {
        _index = index;
        _question = question;
        _spoke = index.Snapshot.Vpcs[question.SpokeVpcId];
        _hub = index.Snapshot.Vpcs[question.HubVpcId];
        _routes = new PacketRoutes(index, _spoke, _hub);
        _ports = ServicePorts.Of(question.ServiceName);
        _clients = _ports.Distinct().ToDictionary(port => port, port => new ClientEgress(index, question, port));
        _layers = question.FollowsLayers ? LayerWalk.For(index, _spoke, question.ServiceName, question.WorkloadSecurityGroupIds) : null;
        _calls = question.Calls.Count > 0 ? question.Calls : WorkloadCalls.Of(question.ServiceName, _hub.Location.Region);
    }

    // References to security groups across regions are not allowed (VPC peering guide, security groups of peer VPCs).
    private bool AreInOneRegion => _spoke.Location.Region == _hub.Location.Region;

    public SubnetPath From(Subnet client, IReadOnlyList<Endpoint> endpoints)
    {
        var addresses = new List<AddressPath>();
        foreach (var endpoint in endpoints)
        {
            var endpointHop = new EndpointHop(endpoint.Id, endpoint.State, endpoint.IsAvailable ? null : PacketFindings.NotServing(endpoint));
            var policyHops = PolicyCheck.Hops(_index, endpoint, _calls);

            // The order of subnets is that of every service, so that services with the same cause have the same commands.
            foreach (
                var nicId in endpoint.NetworkInterfaceIds.OrderBy(id => _index.Snapshot.NetworkInterfaces.Find(id)?.SubnetId, StringComparer.Ordinal)
            )
            {
                foreach (var port in _ports)
                    addresses.Add(Between(client, nicId, port, endpointHop, policyHops));
            }
        }

        var layers = _layers?.From(client).ToValueList() ?? ValueList<PathHop>.Empty;
        var verdict =
            addresses.Count == 0
                ? PathVerdict.Unreachable
                : addresses.Select(address => address.Verdict).Concat(layers.Select(hop => hop.Verdict)).Worst();
        return new SubnetPath(client.Id, client.AvailabilityZone, verdict, addresses.ToValueList()) { LayerHops = layers };
    }

    private AddressPath Between(Subnet client, string nicId, int port, EndpointHop endpointHop, IEnumerable<PolicyHop> policyHops)
    {
        var hops = new List<PathHop>(MaxHops) { endpointHop };
        var nic = _index.Snapshot.NetworkInterfaces.Find(nicId);
        var subnet = _index.Snapshot.Subnets.Find(nic?.SubnetId);
        if (nic is null || subnet is null)
        {
            hops.Add(new EndpointHop(nicId, endpointHop.State, PacketFindings.NotRead(nicId, "is an interface that")));
            return Path(nicId, default, port, hops);
        }

        var address = nic.Address ?? subnet.Cidr.FirstUsable;
        AddForwardHops(hops, client, nic, subnet, address, port);
        hops.AddRange(policyHops);
        AddReturnHops(hops, client, subnet, address);
        return Path(nicId, address, port, hops);
    }

    private void AddForwardHops(List<PathHop> hops, Subnet client, NetworkInterface nic, Subnet subnet, Ipv4 address, int port)
    {
        var route = _routes.Forward(hops, client, subnet, address);
        var countsReferences = !route.TakesTransitGateway && AreInOneRegion;
        var groups = new GroupCheck(_index, _question.WorkloadSecurityGroupIds, nic, countsReferences);
        if (_question.WorkloadSecurityGroupIds.Count > 0)
            hops.Add(groups.Egress(address, subnet.Cidr, port));
        else
            AddDefaultEgressHops(hops, client, new EndpointAddress(nic, subnet.Cidr, address, port), countsReferences);
        foreach (var crossing in route.Crossings)
            hops.Add(AclCheck.Request(_index, crossing, client.Cidr, new Cidr(address, 32), port, subnet.Cidr));
        hops.Add(groups.Ingress(client, port));
    }

    // Groups that let the clients out have no hop: a subnet may have many of them.
    private void AddDefaultEgressHops(List<PathHop> hops, Subnet client, EndpointAddress to, bool countsReferences)
    {
        foreach (var groups in _clients[to.Port].Of(client))
        {
            var hop = new GroupCheck(_index, groups.Ids, to.Nic, countsReferences).Egress(to.Address, to.Block, to.Port, groups.Why);
            if (hop.Finding is not null)
                hops.Add(hop);
        }
    }

    private void AddReturnHops(List<PathHop> hops, Subnet client, Subnet subnet, Ipv4 address)
    {
        var route = _routes.Return(subnet, client);
        hops.AddRange(route.Hops);
        foreach (var crossing in route.Crossings)
            hops.Add(crossing.AclHop ?? AclCheck.Answer(_index, crossing, new Cidr(address, 32), client.Cidr, subnet.Cidr));
    }

    private readonly record struct EndpointAddress(NetworkInterface Nic, Cidr Block, Ipv4 Address, int Port);

    private static AddressPath Path(string nicId, Ipv4 address, int port, List<PathHop> hops) =>
        new(nicId, address, port, hops.Worst(), hops.ToValueList());
}
