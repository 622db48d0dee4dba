using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>The network ACL that packets meet where they leave or enter a subnet.</summary>
/// <param name="Acl">The network ACL.</param>
/// <param name="IsEgress">True where they leave the subnet.</param>
/// <param name="Block">The subnet of the address at the other end, for which an entry is made; null when the addresses are not those of one
/// subnet.</param>
internal readonly record struct AclBoundary(NetworkAcl Acl, bool IsEgress, Cidr? Block);
