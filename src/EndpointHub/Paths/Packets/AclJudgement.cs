using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>
/// What a network ACL does with packets: entries in the order of their numbers, the first that is about a packet decides, and a packet
/// that no entry is about is denied (VPC user guide, network ACLs).
/// </summary>
/// <param name="Denied">The packets that are dropped.</param>
/// <param name="Allower">The first entry that let packets through; null when none did.</param>
/// <param name="Denier">The first entry that dropped packets; null when none did, or when no entry was about them.</param>
internal sealed record AclJudgement(PacketSet Denied, NetworkAclEntry? Allower, NetworkAclEntry? Denier)
{
    /// <summary>Judges TCP packets to or from a range of addresses.</summary>
    public static AclJudgement Of(NetworkAcl acl, bool isEgress, Cidr remote, PortRange ports)
    {
        var (left, denied) = (PacketSet.Of(remote, ports), PacketSet.Empty);
        NetworkAclEntry? allower = null, denier = null;
        foreach (var entry in acl.Entries.Where(entry => entry.IsEgress == isEgress).OrderBy(entry => entry.RuleNumber))
        {
            if (left.IsEmpty)
                break;
            if (PortRange.Of(entry.Traffic) is not { } entryPorts || !entry.Cidr.Overlaps(remote))
                continue;

            var rest = left.Without(entry.Cidr, entryPorts);
            if (ReferenceEquals(rest, left))
                continue;

            if (entry.Allows)
                allower ??= entry;
            else
                (denier, denied) = (denier ?? entry, denied.With(left.Within(entry.Cidr, entryPorts)));
            left = rest;
        }

        return new AclJudgement(denied.With(left), allower, denier);
    }
}
