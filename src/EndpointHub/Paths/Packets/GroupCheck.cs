using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>What the security groups on an interface let in, and what the clients' groups let out. Answers need no rule: groups are stateful.</summary>
internal static class GroupCheck
{
    /// <summary>Judges what an endpoint's interface lets in from a subnet.</summary>
    /// <param name="index">The network.</param>
    /// <param name="nic">The interface.</param>
    /// <param name="client">The clients' subnet.</param>
    /// <param name="port">The service's port.</param>
    /// <param name="clientGroups">The clients' security groups; empty when they are not known.</param>
    public static SecurityGroupHop Ingress(PathIndex index, NetworkInterface nic, Subnet client, int port, ValueList<string> clientGroups)
    {
        Finding? unsettled = null;
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
            if (rules.GroupIds.Any(member => clientGroups.Contains(member) && IsReferable(index, member, client.VpcId)))
                return new SecurityGroupHop(groupId, IsEgress: false, Rule: null, Finding: null);

            left = rules.Refused(left, client.Cidr);
            unsettled ??= Unsettled(index, groupId, rules, client, port, clientGroups);
        }

        var first = nic.SecurityGroupIds.Count > 0 ? nic.SecurityGroupIds[0] : nic.Id;
        if (left.IsEmpty)
            return new SecurityGroupHop(first, IsEgress: false, Rule: null, Finding: null);
        if (unsettled is not null)
            return new SecurityGroupHop(unsettled.Resource, IsEgress: false, Rule: null, unsettled);

        var isEmpty = nic.SecurityGroupIds.All(id => index.Snapshot.SecurityGroups.Find(id) is { Ingress.Count: 0 });
        return new SecurityGroupHop(first, IsEgress: false, Rule: null, isEmpty
            ? PacketFindings.NoRules(first, client.Cidr, port)
            : PacketFindings.NotAdmitted(first, client.Cidr, port, inPart: left.Size < all.Size));
    }

    /// <summary>Judges what the clients' groups let out to an endpoint's interface.</summary>
    /// <param name="index">The network.</param>
    /// <param name="clientGroups">The clients' security groups.</param>
    /// <param name="nic">The interface.</param>
    /// <param name="address">Its address.</param>
    /// <param name="port">The service's port.</param>
    public static SecurityGroupHop Egress(PathIndex index, ValueList<string> clientGroups, NetworkInterface nic, Ipv4 address, int port)
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
            if (rules.GroupIds.Any(nic.SecurityGroupIds.Contains))
                return new SecurityGroupHop(groupId, IsEgress: true, Rule: null, Finding: null);
            if (rules.PrefixListIds.Count > 0)
                unsettled ??= PacketFindings.LetOutToList(groupId, address, port, rules.PrefixListIds[0]);
        }

        return new SecurityGroupHop(clientGroups[0], IsEgress: true, Rule: null, unsettled ?? PacketFindings.NotLetOut(clientGroups[0], address, port));
    }

    private static Finding? Unsettled(PathIndex index, string groupId, GroupRules rules, Subnet client, int port, ValueList<string> clientGroups)
    {
        if (rules.PrefixListIds.Count > 0)
            return PacketFindings.AdmitsList(groupId, client.Cidr, port, rules.PrefixListIds[0]);
        if (clientGroups.Count > 0)
            return null;

        var members = rules.GroupIds.FirstOrDefault(member => IsReferable(index, member, client.VpcId));
        return members is null ? null : PacketFindings.AdmitsGroups(groupId, client.Cidr, port, members);
    }

    // A reference reaches groups of the own VPC and of peered ones; one that is not in the snapshot may be either.
    private static bool IsReferable(PathIndex index, string groupId, string clientVpcId) =>
        index.Snapshot.SecurityGroups.Find(groupId) is not { } group || group.VpcId == clientVpcId;
}
