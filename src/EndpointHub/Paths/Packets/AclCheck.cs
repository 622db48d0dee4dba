using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Packets;

/// <summary>Evaluates the network ACL of a subnet for a connection. Both directions need rules, because network ACLs are stateless.</summary>
internal static class AclCheck
{
    /// <summary>Evaluates the ACL for requests, which go to the service's port.</summary>
    /// <param name="index">The network.</param>
    /// <param name="crossing">The subnet boundary that they cross.</param>
    /// <param name="source">The clients' addresses, which inbound entries match.</param>
    /// <param name="destination">The endpoint's address, which outbound entries match.</param>
    /// <param name="port">The service's port.</param>
    /// <param name="endpointBlock">The endpoint's subnet, for remedies.</param>
    public static NetworkAclHop Request(PathIndex index, SubnetCrossing crossing, Cidr source, Cidr destination, int port, Cidr? endpointBlock = null)
    {
        var (subnet, isEgress) = (crossing.Subnet, crossing.IsEgress);
        var remote = isEgress ? destination : source;
        if (index.NetworkAclOf(subnet) is not { } acl)
            return NotRead(PathDirection.Forward, subnet, isEgress);

        var boundary = new AclBoundary(acl, isEgress, endpointBlock);
        var result = index.RulesOf(acl, isEgress).Evaluate(remote, PortRange.Only(port));
        return result.Denied.IsEmpty
            ? new NetworkAclHop(PathDirection.Forward, acl.Id, isEgress, result.Allower, Finding: null)
            : new NetworkAclHop(
                PathDirection.Forward,
                acl.Id,
                isEgress,
                result.Denier,
                PacketFindings.RequestDropped(boundary, result, remote, port)
            );
    }

    /// <summary>Evaluates the ACL for responses, which go to any ephemeral port.</summary>
    /// <param name="index">The network.</param>
    /// <param name="crossing">The subnet boundary that they cross.</param>
    /// <param name="source">The endpoint's address, which inbound entries match.</param>
    /// <param name="destination">The clients' addresses, which outbound entries match.</param>
    /// <param name="endpointBlock">The endpoint's subnet, for remedies.</param>
    public static NetworkAclHop Answer(PathIndex index, SubnetCrossing crossing, Cidr source, Cidr destination, Cidr? endpointBlock = null)
    {
        var (subnet, isEgress) = (crossing.Subnet, crossing.IsEgress);
        var remote = isEgress ? destination : source;
        if (index.NetworkAclOf(subnet) is not { } acl)
            return NotRead(PathDirection.Return, subnet, isEgress);

        var boundary = new AclBoundary(acl, isEgress, endpointBlock);
        var result = index.RulesOf(acl, isEgress).Evaluate(remote, PortRange.Ephemeral);
        if (result.Denied.IsEmpty)
            return new NetworkAclHop(PathDirection.Return, acl.Id, isEgress, result.Allower, Finding: null);

        // When the ports of Linux and Windows clients are allowed, most clients are served, so it is only a warning.
        return result.Denied.ContainsAny(PortRange.CommonEphemeral)
            ? new NetworkAclHop(PathDirection.Return, acl.Id, isEgress, result.Denier, PacketFindings.AnswerDropped(boundary, result, remote))
            : new NetworkAclHop(PathDirection.Return, acl.Id, isEgress, result.Allower, PacketFindings.AnswerNarrow(boundary, result, remote));
    }

    private static NetworkAclHop NotRead(PathDirection direction, Subnet subnet, bool isEgress) =>
        new(direction, subnet.Id, isEgress, Entry: null, PacketFindings.NotRead(subnet.Id, "has a network ACL that"));
}
