using System.Text;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>
/// Network ACLs as nftables chains of a router without connection tracking: "the lowest numbered rule first; as soon as a rule matches, it's
/// applied", "*" denies the rest, and "NACLs are stateless" (VPC user guide, network ACLs).
/// </summary>
internal static class AclChains
{
    /// <summary>A chain that returns allowed packets and drops the others; without an ACL it drops all.</summary>
    public static void Write(StringBuilder rules, string name, NetworkAcl? acl, bool isEgress)
    {
        rules.Append($"chain {name} {{\n");
        var entries = acl?.Entries ?? ValueList<NetworkAclEntry>.Empty;
        foreach (var entry in entries.Where(entry => entry.IsEgress == isEgress).OrderBy(entry => entry.RuleNumber))
        {
            if (TcpMatch.Of(entry.Traffic) is { } match)
                rules.Append($"ip {(isEgress ? "daddr" : "saddr")} {entry.Cidr} {match} {(entry.Allows ? "return" : "drop")}\n");
        }

        rules.Append("drop\n}\n");
    }
}

/// <summary>The TCP part of a rule's traffic, because only TCP is sent here.</summary>
internal static class TcpMatch
{
    /// <summary>The nftables match; null for rules of other protocols.</summary>
    public static string? Of(Traffic traffic) =>
        traffic switch
        {
            { Protocol: "-1" } => "",
            { Protocol: not ("tcp" or "6") } => null,
            { FromPort: { } from, ToPort: { } to } => $"tcp dport {from}-{to}",
            _ => "meta l4proto tcp",
        };
}
