using System.Text;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Worlds;

/// <summary>
/// Network ACLs as nftables chains of a router that tracks no connection: "the lowest numbered rule first; as soon as a rule matches, it's
/// applied", "*" denies the rest, and "NACLs are stateless" (VPC user guide, network ACLs).
/// </summary>
internal static class AclChains
{
    /// <summary>A chain that returns what the ACL lets through and drops the rest; without an ACL nothing passes.</summary>
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

/// <summary>The part of a rule's traffic that is TCP, which is all that is sent here.</summary>
internal static class TcpMatch
{
    /// <summary>As nftables writes it; null when the rule is about other protocols.</summary>
    public static string? Of(Traffic traffic) => traffic switch
    {
        { Protocol: "-1" } => "",
        { Protocol: not ("tcp" or "6") } => null,
        { FromPort: { } from, ToPort: { } to } => $"tcp dport {from}-{to}",
        _ => "meta l4proto tcp",
    };
}
