using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>
/// A network ACL's entries for TCP in one direction, in the order of their numbers. The first matching entry decides,
/// and a packet without a matching entry is denied (VPC user guide, network ACLs).
/// </summary>
internal sealed class AclRules(IEnumerable<NetworkAclEntry> entries, bool isEgress)
{
    private readonly Rule[] _rules =
    [
        .. from entry in entries
        where entry.IsEgress == isEgress
        orderby entry.RuleNumber
        let ports = PortRange.Of(entry.Traffic)
        where ports is not null
        select new Rule(entry, ports.Value),
    ];

    /// <summary>Evaluates the entries for TCP packets to or from a range of addresses.</summary>
    public AclResult Evaluate(Cidr remote, PortRange ports)
    {
        PacketSet? undecided = null;
        var denied = PacketSet.Empty;
        NetworkAclEntry? allower = null,
            denier = null;
        foreach (var (entry, entryPorts) in _rules)
        {
            if (!entry.Cidr.Overlaps(remote) || !entryPorts.Overlaps(ports))
                continue;

            // Most ACLs allow everything with their first entry, so this case returns early.
            if (undecided is null && entry.Allows && entry.Cidr.Contains(remote) && entryPorts.Contains(ports))
                return new AclResult(denied, entry, Denier: null);

            undecided ??= PacketSet.Of(remote, ports);
            var decided = undecided.Within(entry.Cidr, entryPorts);
            if (decided.IsEmpty)
                continue;

            if (entry.Allows)
                allower ??= entry;
            else
                (denier, denied) = (denier ?? entry, denied.With(decided));
            undecided = undecided.Without(entry.Cidr, entryPorts);
        }

        return new AclResult(denied.With(undecided ?? PacketSet.Of(remote, ports)), allower, denier);
    }

    private readonly record struct Rule(NetworkAclEntry Entry, PortRange Ports);
}

/// <summary>The result of a network ACL for packets.</summary>
/// <param name="Denied">The denied packets.</param>
/// <param name="Allower">The first entry that allows packets; null when none does.</param>
/// <param name="Denier">The first entry that denies packets; null when none does, or when no entry matches them.</param>
internal sealed record AclResult(PacketSet Denied, NetworkAclEntry? Allower, NetworkAclEntry? Denier);
