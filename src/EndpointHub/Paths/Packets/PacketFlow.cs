using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>Packets of one direction from a subnet to another, mostly in another VPC.</summary>
/// <param name="Direction">The direction.</param>
/// <param name="Origin">The source subnet.</param>
/// <param name="From">The VPC of the source subnet.</param>
/// <param name="Target">The destination subnet.</param>
/// <param name="To">The VPC of the destination subnet.</param>
/// <param name="Destination">The destination addresses.</param>
/// <param name="Block">The CIDR block of the destination VPC for a missing route.</param>
/// <param name="Link">The connection of the two VPCs; null when there is none.</param>
/// <param name="SpokeVpcId">The spoke, which is one of the two VPCs.</param>
internal sealed record PacketFlow(
    PathDirection Direction,
    Subnet Origin,
    Vpc From,
    Subnet Target,
    Vpc To,
    Cidr Destination,
    Cidr Block,
    VpcLink? Link,
    string SpokeVpcId
)
{
    public bool IsWithinVpc => From.Id == To.Id;
}
