using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>Packets of one direction that are on their way from a subnet to another, mostly in another VPC.</summary>
/// <param name="Direction">The way they go.</param>
/// <param name="Origin">The subnet that they leave.</param>
/// <param name="From">Its VPC.</param>
/// <param name="Target">The subnet that they are for.</param>
/// <param name="To">Its VPC.</param>
/// <param name="Destination">The addresses that they are for.</param>
/// <param name="Block">The block of the other VPC to route when a route is missing.</param>
/// <param name="Link">What joins the two VPCs; null when nothing does.</param>
/// <param name="SpokeVpcId">The VPC of the two that is the spoke.</param>
internal sealed record PacketFlow(
    PathDirection Direction, Subnet Origin, Vpc From, Subnet Target, Vpc To, Cidr Destination, Cidr Block, VpcLink? Link, string SpokeVpcId)
{
    public bool IsWithinVpc => From.Id == To.Id;
}
