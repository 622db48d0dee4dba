using System.Text;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>
/// Security groups as the firewall of a host with connection tracking: "rules allow only", "from all groups of the interface together",
/// "stateful: responses are allowed regardless of the rules" (VPC user guide, security groups).
/// </summary>
internal sealed class GroupChains(NetworkSnapshot network, ILookup<string, Ipv4> membersByGroup)
{
    /// <summary>The rules of a host.</summary>
    /// <param name="groupIds">The security groups of the host.</param>
    public string Of(IReadOnlyCollection<string> groupIds)
    {
        var groups = groupIds.Select(id => network.SecurityGroups.Find(id)).OfType<SecurityGroup>().ToList();
        var rules = new StringBuilder("table ip groups {\n");
        rules.Append("chain in {\ntype filter hook input priority 0; policy drop;\nct state established,related accept\n");
        foreach (var group in groups)
            Write(rules, group, group.Ingress, "saddr");
        rules.Append("}\nchain out {\ntype filter hook output priority 0; policy drop;\nct state established,related accept\n");
        foreach (var group in groups)
            Write(rules, group, group.Egress, "daddr");
        return rules.Append("}\n}\n").ToString();
    }

    private void Write(StringBuilder rules, SecurityGroup owner, IEnumerable<SecurityRule> allowed, string side)
    {
        foreach (var rule in allowed)
        {
            if (TcpMatch.Of(rule.Traffic) is not { } match)
                continue;
            foreach (var peer in PeersOf(owner, rule.Peer))
                rules.Append($"ip {side} {peer} {match} accept\n");
        }
    }

    private IEnumerable<string> PeersOf(SecurityGroup owner, RulePeer peer) =>
        peer switch
        {
            { Cidr: { } cidr } => [cidr.ToString()],
            { PrefixListId: { } listId } => (network.PrefixLists.Find(listId)?.Entries ?? ValueList<Cidr>.Empty).Select(entry => entry.ToString()),
            { GroupId: { } groupId } when network.SecurityGroups.Find(groupId) is { } group && MayRefer(owner, group) => membersByGroup[groupId]
                .Select(member => member.ToString()),
            _ => [],
        };

    // "The security groups of your VPC, or of a peer VPC in the same Region", over an active peering; else the rule is stale (VPC peering guide).
    private bool MayRefer(SecurityGroup owner, SecurityGroup group) =>
        owner.VpcId == group.VpcId
        || network.Peerings.Any(peering =>
            peering.State == "active"
            && peering.Requester.Location.Region == peering.Accepter.Location.Region
            && new[] { peering.Requester.VpcId, peering.Accepter.VpcId }.Order().SequenceEqual(new[] { owner.VpcId, group.VpcId }.Order())
        );
}
