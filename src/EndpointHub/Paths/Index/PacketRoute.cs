using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>
/// The way that packets take from one subnet to another. Each direction is judged by its own: where requests go by a peering and answers by a
/// Transit Gateway, or the other way round, nothing between the two keeps connections in mind, and the security groups do so at the interfaces.
/// </summary>
/// <param name="hops">What is met is added to these.</param>
internal sealed class PacketRoute(List<PathHop> hops)
{
    /// <summary>What is met between the subnets, in order.</summary>
    public IReadOnlyList<PathHop> Hops => hops;

    /// <summary>The subnet boundaries whose network ACLs are asked, in order.</summary>
    public List<SubnetCrossing> Crossings { get; } = new(2);

    /// <summary>True if some of the packets go through a Transit Gateway.</summary>
    public bool TakesTransitGateway { get; set; }

    public void Add(PathHop hop) => hops.Add(hop);

    public void Cross(Subnet subnet, bool isEgress)
    {
        var crossing = new SubnetCrossing(subnet, isEgress);
        if (!Crossings.Contains(crossing))
            Crossings.Add(crossing);
    }

    /// <summary>From subnet to subnet inside a VPC or across a peering. An ACL is asked only where packets cross a subnet's boundary.</summary>
    public void Cross(Subnet origin, Subnet target)
    {
        if (origin.Id == target.Id)
            return;
        Cross(origin, isEgress: true);
        Cross(target, isEgress: false);
    }
}

/// <summary>A subnet's boundary.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="IsEgress">True if packets leave it.</param>
/// <param name="Judged">What its ACL does, where that is the same for all who share the way; else null.</param>
internal readonly record struct SubnetCrossing(Subnet Subnet, bool IsEgress, NetworkAclHop? Judged = null);
