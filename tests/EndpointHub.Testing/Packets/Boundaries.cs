using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets;

/// <summary>
/// Representative client addresses and source ports: those at the boundaries of all blocks and ranges of the landscape. All
/// clients between two adjacent boundaries get the same result, so a fault that affects any client affects a representative.
/// </summary>
internal sealed class Boundaries(NetworkSnapshot network)
{
    // The ephemeral port ranges of Linux and Windows, and the ends of the whole range (VPC user guide, network ACLs, ephemeral ports).
    private static readonly int[] UsualPorts = [1024, 32768, 49152, 60999, 65535];

    private readonly List<Cidr> _blocks =
    [
        .. network.RouteTables.SelectMany(table => table.Routes).Select(route => route.Destination.Cidr).OfType<Cidr>(),
        .. network.TransitGatewayRouteTables.SelectMany(table => table.Routes).Select(route => route.Destination),
        .. network.NetworkAcls.SelectMany(acl => acl.Entries).Select(entry => entry.Cidr),
        .. network.SecurityGroups.SelectMany(group => group.Ingress.Concat(group.Egress)).Select(rule => rule.Peer.Cidr).OfType<Cidr>(),
        .. network.PrefixLists.SelectMany(list => list.Entries ?? ValueList<Cidr>.Empty),
    ];

    /// <summary>Possible client addresses of a subnet: not the first four and the last, which AWS reserves, and not an endpoint's.</summary>
    public IReadOnlyList<Ipv4> AddressesIn(Subnet subnet) =>
        EdgesIn(
            subnet.Cidr,
            subnet.Cidr.Network.Value + 4L,
            subnet.Cidr.Last.Value - 1L,
            network.NetworkInterfaces.Where(nic => nic.SubnetId == subnet.Id).Select(nic => nic.Address?.Value ?? 0).ToHashSet()
        );

    /// <summary>Representative addresses of a block.</summary>
    public IReadOnlyList<Ipv4> AddressesIn(Cidr block) => EdgesIn(block, block.Network.Value, block.Last.Value, []);

    private Ipv4[] EdgesIn(Cidr block, long first, long last, HashSet<uint> taken)
    {
        var found = new SortedSet<long>();
        void Ends(long from, long to)
        {
            (from, to) = (Math.Max(from, first), Math.Min(to, last));
            while (from <= to && taken.Contains((uint)from))
                from++;
            while (from <= to && taken.Contains((uint)to))
                to--;
            if (from <= to)
                found.UnionWith([from, to]);
        }

        Ends(first, last);
        foreach (var inner in _blocks.Where(inner => inner.PrefixLength > block.PrefixLength && block.Contains(inner)).Distinct())
        {
            Ends(inner.Network.Value, inner.Last.Value);
            Ends(first, inner.Network.Value - 1L);
            Ends(inner.Last.Value + 1L, last);
        }

        return [.. found.Select(address => new Ipv4((uint)address))];
    }

    /// <summary>Representative source ports.</summary>
    /// <param name="vpcIds">The VPCs whose ACLs apply.</param>
    public IReadOnlyList<int> PortsBetween(params string[] vpcIds) =>
        [
            .. network
                .NetworkAcls.Where(acl => vpcIds.Contains(acl.VpcId, StringComparer.Ordinal))
                .SelectMany(acl => acl.Entries)
                .SelectMany(entry => new[] { entry.Traffic.FromPort - 1, entry.Traffic.FromPort, entry.Traffic.ToPort, entry.Traffic.ToPort + 1 })
                .OfType<int>()
                .Concat(UsualPorts)
                .Where(port => port is >= 1024 and <= 65535)
                .Distinct()
                .Order(),
        ];
}
