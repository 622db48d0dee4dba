using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>
/// A network ACL's entries of one direction that are about TCP, in the order of their numbers: the first that is about a packet decides,
/// and a packet that no entry is about is denied (VPC user guide, network ACLs).
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

    /// <summary>Judges TCP packets to or from a range of addresses.</summary>
    public AclResult Evaluate(Cidr remote, PortRange ports)
    {
        PacketSet? undecided = null;
        var denied = PacketSet.Empty;
        NetworkAclEntry? allower = null, denier = null;
        foreach (var (entry, entryPorts) in _rules)
        {
            if (!entry.Cidr.Overlaps(remote) || !entryPorts.Overlaps(ports))
                continue;

            // Most ACLs let everything through with their first entry.
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

/// <summary>What a network ACL does with packets.</summary>
/// <param name="Denied">The packets that are dropped.</param>
/// <param name="Allower">The first entry that let packets through; null when none did.</param>
/// <param name="Denier">The first entry that dropped packets; null when none did, or when no entry was about them.</param>
internal sealed record AclResult(PacketSet Denied, NetworkAclEntry? Allower, NetworkAclEntry? Denier);
