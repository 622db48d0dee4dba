using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Packets;

/// <summary>
/// Evaluates the security groups of an endpoint's network interface, and those of the clients. Responses need no rule, because security groups are
/// stateful.
/// </summary>
/// <param name="index">The network.</param>
/// <param name="clientGroups">The clients' security groups; empty when they are not known.</param>
/// <param name="nic">The endpoint's network interface.</param>
/// <param name="countsReferences">
/// True if rules that refer to a group of the other VPC apply. They apply across a peering connection in one region. Through a Transit Gateway they
/// apply to no PrivateLink endpoint, and not as outbound rules (Transit Gateways guide, VPC attachments, security group referencing).
/// </param>
internal readonly struct GroupCheck(PathIndex index, ValueList<string> clientGroups, NetworkInterface nic, bool countsReferences)
{
    /// <summary>Evaluates the inbound rules for packets from a subnet.</summary>
    /// <param name="client">The clients' subnet.</param>
    /// <param name="port">The service's port.</param>
    public SecurityGroupHop Ingress(Subnet client, int port)
    {
        Finding? unsettled = null;
        string? ignored = null;
        var all = PacketSet.Of(client.Cidr, PortRange.Only(port));
        var left = all;
        foreach (var groupId in nic.SecurityGroupIds)
        {
            if (index.IngressOf(groupId, port) is not { } rules)
            {
                unsettled ??= PacketFindings.NotRead(groupId, "is a security group that");
                continue;
            }

            if (rules.Admitting(client.Cidr) is { } rule)
                return new SecurityGroupHop(groupId, IsEgress: false, rule, Finding: null);
            if (countsReferences && NamesClients(rules, client))
                return new SecurityGroupHop(groupId, IsEgress: false, Rule: null, Finding: null);

            left = rules.Refused(left, client.Cidr);
            unsettled ??= Unsettled(groupId, rules, client, port);
            ignored ??= countsReferences ? null : Members(rules, client);
        }

        var first = nic.SecurityGroupIds.Count > 0 ? nic.SecurityGroupIds[0] : nic.Id;
        if (left.IsEmpty)
            return new SecurityGroupHop(first, IsEgress: false, Rule: null, Finding: null);
        if (unsettled is not null)
            return new SecurityGroupHop(unsettled.Resource, IsEgress: false, Rule: null, unsettled);
        return new SecurityGroupHop(first, IsEgress: false, Rule: null, Mismatch(first, ignored, client, port, inPart: left.Size < all.Size));
    }

    /// <summary>Evaluates the outbound rules of the clients' groups for packets to the network interface.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="block">Its subnet, for remedies.</param>
    /// <param name="port">The service's port.</param>
    /// <param name="why">Why the groups are taken for those of clients; null when the operator named them.</param>
    public SecurityGroupHop Egress(Ipv4 address, Cidr block, int port, string? why = null)
    {
        Finding? unsettled = null;
        foreach (var groupId in clientGroups)
        {
            if (index.EgressOf(groupId, port) is not { } rules)
            {
                unsettled ??= PacketFindings.NotRead(groupId, "is a security group that");
                continue;
            }

            if (rules.Admitting(new Cidr(address, 32)) is { } rule)
                return new SecurityGroupHop(groupId, IsEgress: true, rule, Finding: null);
            if (countsReferences && rules.GroupIds.Any(nic.SecurityGroupIds.Contains))
                return new SecurityGroupHop(groupId, IsEgress: true, Rule: null, Finding: null);
            if (rules.UnreadListIds.Count > 0)
                unsettled ??= PacketFindings.LetOutToList(groupId, address, port, rules.UnreadListIds[0]);
        }

        return new SecurityGroupHop(
            clientGroups[0],
            IsEgress: true,
            Rule: null,
            unsettled ?? PacketFindings.NotLetOut(clientGroups[0], address, block, port, why)
        );
    }

    private Finding? Unsettled(string groupId, GroupRules rules, Subnet client, int port)
    {
        if (rules.UnreadListIds.Count > 0)
            return PacketFindings.AdmitsList(groupId, client.Cidr, port, rules.UnreadListIds[0]);
        if (clientGroups.Count > 0 || !countsReferences)
            return null;

        return Members(rules, client) is { } members ? PacketFindings.AdmitsGroups(groupId, client.Cidr, port, members) : null;
    }

    private Finding Mismatch(string groupId, string? ignored, Subnet client, int port, bool inPart)
    {
        if (ignored is not null)
            return PacketFindings.GroupNotCounted(groupId, ignored, client.Cidr, port);

        var snapshot = index.Snapshot;
        return nic.SecurityGroupIds.All(id => snapshot.SecurityGroups.Find(id) is { Ingress.Count: 0 })
            ? PacketFindings.NoRules(groupId, client.Cidr, port)
            : PacketFindings.NotAdmitted(groupId, client.Cidr, port, inPart);
    }

    private bool NamesClients(GroupRules rules, Subnet client)
    {
        foreach (var member in rules.GroupIds)
        {
            if (clientGroups.Contains(member) && IsReferable(member, client.VpcId))
                return true;
        }

        return false;
    }

    private string? Members(GroupRules rules, Subnet client)
    {
        foreach (var member in rules.GroupIds)
        {
            if (IsReferable(member, client.VpcId))
                return member;
        }

        return null;
    }

    // A rule can refer to groups of its own VPC and of connected ones. A group that is not in the snapshot may be in either.
    private bool IsReferable(string groupId, string clientVpcId) =>
        index.Snapshot.SecurityGroups.Find(groupId) is not { } group || group.VpcId == clientVpcId;
}
