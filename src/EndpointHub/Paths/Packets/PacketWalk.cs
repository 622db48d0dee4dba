using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>Follows packets from each subnet of a VPC to each address of an endpoint, and the answers back.</summary>
internal sealed class PacketWalk
{
    // The endpoint, two routes with their peerings, four ACLs and two groups.
    private const int MostHops = 11;

    private readonly PathIndex _index;
    private readonly PathQuestion _question;
    private readonly Vpc _spoke;
    private readonly Vpc _hub;
    private readonly Peering? _peering;
    private readonly ValueList<int> _ports;
    private readonly ValueList<PolicyRequest> _calls;
    private readonly LayerWalk? _layers;

    public PacketWalk(PathIndex index, PathQuestion question)
    {
        _index = index;
        _question = question;
        _spoke = index.Snapshot.Vpcs[question.SpokeVpcId];
        _hub = index.Snapshot.Vpcs[question.HubVpcId];
        _peering = index.PeeringOf(_spoke.Id, _hub.Id);
        _ports = ServicePorts.Of(question.ServiceName);
        _layers = question.FollowsLayers ? LayerWalk.For(index, _spoke, question.ServiceName) : null;
        _calls = question.Calls.Count > 0 ? question.Calls : WorkloadCalls.Of(question.ServiceName, _hub.Location.Region);
    }

    public SubnetPath From(Subnet client, IReadOnlyList<Endpoint> endpoints)
    {
        var addresses = new List<AddressPath>();
        foreach (var endpoint in endpoints)
        {
            var endpointHop = new EndpointHop(endpoint.Id, endpoint.State, endpoint.IsAvailable ? null : PacketFindings.NotServing(endpoint));
            var policyHops = PolicyCheck.Hops(_index, endpoint, _calls);
            foreach (var nicId in endpoint.NetworkInterfaceIds)
            {
                foreach (var port in _ports)
                    addresses.Add(Between(client, nicId, port, endpointHop, policyHops));
            }
        }

        var layers = _layers?.From(client).ToValueList() ?? ValueList<PathHop>.Empty;
        var verdict = addresses.Count == 0
            ? PathVerdict.Unreachable
            : addresses.Select(address => address.Verdict).Concat(layers.Select(hop => hop.Verdict)).Worst();
        return new SubnetPath(client.Id, client.AvailabilityZone, verdict, addresses.ToValueList()) { LayerHops = layers };
    }

    private AddressPath Between(Subnet client, string nicId, int port, EndpointHop endpointHop, IEnumerable<PolicyHop> policyHops)
    {
        var hops = new List<PathHop>(MostHops) { endpointHop };
        var nic = _index.Snapshot.NetworkInterfaces.Find(nicId);
        var subnet = _index.Snapshot.Subnets.Find(nic?.SubnetId);
        if (nic is null || subnet is null)
        {
            hops.Add(new EndpointHop(nicId, endpointHop.State, PacketFindings.NotRead(nicId, "is an interface that")));
            return Path(nicId, default, port, hops);
        }

        var address = nic.Address ?? subnet.Cidr.FirstUsable;
        AddWayThere(hops, client, nic, subnet, address, port);
        hops.AddRange(policyHops);
        AddWayBack(hops, client, subnet, address);
        return Path(nicId, address, port, hops);
    }

    private void AddWayThere(List<PathHop> hops, Subnet client, NetworkInterface nic, Subnet subnet, Ipv4 address, int port)
    {
        AddRoute(hops, PathDirection.Forward, client, _spoke, _hub, new Cidr(address, 32), subnet.Cidr);
        if (_question.WorkloadSecurityGroupIds.Count > 0)
            hops.Add(GroupCheck.Egress(_index, _question.WorkloadSecurityGroupIds, nic, address, port));
        if (client.Id != subnet.Id)
        {
            hops.Add(AclCheck.Request(_index, client, isEgress: true, new Cidr(address, 32), port));
            hops.Add(AclCheck.Request(_index, subnet, isEgress: false, client.Cidr, port));
        }

        hops.Add(GroupCheck.Ingress(_index, nic, client, port, _question.WorkloadSecurityGroupIds));
    }

    private void AddWayBack(List<PathHop> hops, Subnet client, Subnet subnet, Ipv4 address)
    {
        hops.AddRange(_index.WayOut(subnet, client, () => WayOut(subnet, client)));
        if (client.Id != subnet.Id)
            hops.Add(AclCheck.Answer(_index, client, isEgress: false, new Cidr(address, 32)));
    }

    /// <summary>What answers meet until they arrive at the client's subnet: the same for every address of the endpoint's subnet.</summary>
    private List<PathHop> WayOut(Subnet subnet, Subnet client)
    {
        List<PathHop> hops = [];
        var block = _spoke.Cidrs.FirstOrDefault(cidr => cidr.Contains(client.Cidr));
        AddRoute(hops, PathDirection.Return, subnet, _hub, _spoke, client.Cidr, block == default ? client.Cidr : block);

        // An ACL is asked only where packets cross a subnet's boundary.
        if (client.Id != subnet.Id)
            hops.Add(AclCheck.Answer(_index, subnet, isEgress: true, client.Cidr));
        return hops;
    }

    private void AddRoute(List<PathHop> hops, PathDirection direction, Subnet subnet, Vpc from, Vpc to, Cidr destination, Cidr block)
    {
        if (_index.RouteTableOf(subnet) is { } table)
            hops.AddRange(new RouteLeg(direction, table, from, to, destination, block, _peering, _spoke.Id).Hops(_index));
        else
            hops.Add(new RouteHop(direction, subnet.Id, Route: null, PacketFindings.NotRead(subnet.Id, "has a route table that")));
    }

    private static AddressPath Path(string nicId, Ipv4 address, int port, List<PathHop> hops) =>
        new(nicId, address, port, hops.Select(hop => hop.Verdict).Worst(), hops.ToValueList());
}
