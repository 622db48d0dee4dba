using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>
/// The route of packets from one subnet to another. Each direction is evaluated separately. When requests use a peering connection and responses a
/// Transit Gateway, or vice versa, nothing between the subnets tracks connections; the security groups of the network interfaces do.
/// </summary>
/// <param name="hops">The list to which hops are added.</param>
internal sealed class PacketRoute(List<PathHop> hops)
{
    /// <summary>The hops between the subnets, in order.</summary>
    public IReadOnlyList<PathHop> Hops => hops;

    /// <summary>The subnet boundaries whose network ACLs apply, in order.</summary>
    public List<SubnetCrossing> Crossings { get; } = new(2);

    /// <summary>True if some of the packets use a Transit Gateway.</summary>
    public bool TakesTransitGateway { get; set; }

    public void Add(PathHop hop) => hops.Add(hop);

    public void Cross(Subnet subnet, bool isEgress)
    {
        var crossing = new SubnetCrossing(subnet, isEgress);
        if (!Crossings.Contains(crossing))
            Crossings.Add(crossing);
    }

    /// <summary>
    /// Adds the boundaries between two subnets of a VPC or across a peering connection. A network ACL applies only to packets that cross its subnet's
    /// boundary.
    /// </summary>
    public void Cross(Subnet origin, Subnet target)
    {
        if (origin.Id == target.Id)
            return;
        Cross(origin, isEgress: true);
        Cross(target, isEgress: false);
    }
}

/// <summary>The boundary of a subnet, where its network ACL applies.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="IsEgress">True if packets leave the subnet.</param>
/// <param name="AclHop">The result of its network ACL, when it is the same for all packets of the route; otherwise null.</param>
internal readonly record struct SubnetCrossing(Subnet Subnet, bool IsEgress, NetworkAclHop? AclHop = null);
