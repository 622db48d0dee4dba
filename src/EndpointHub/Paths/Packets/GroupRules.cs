using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>A security group's rules of one direction for one TCP port.</summary>
internal sealed class GroupRules
{
    private readonly CidrMap<SecurityRule> _byCidr;

    public GroupRules(IEnumerable<SecurityRule> rules, int port)
    {
        var admitting = rules.Where(rule => rule.Traffic.AdmitsTcp(port)).ToList();
        _byCidr = new CidrMap<SecurityRule>(admitting.Where(rule => rule.Peer.Cidr is not null)
            .Select(rule => new KeyValuePair<Cidr, SecurityRule>(rule.Peer.Cidr!.Value, rule)));
        GroupIds = [.. admitting.Select(rule => rule.Peer.GroupId).OfType<string>()];
        PrefixListIds = [.. admitting.Select(rule => rule.Peer.PrefixListId).OfType<string>()];
    }

    public IReadOnlyList<string> GroupIds { get; }

    public IReadOnlyList<string> PrefixListIds { get; }

    /// <summary>The rule that admits the whole range; null when none does alone.</summary>
    public SecurityRule? Admitting(Cidr range) => _byCidr.Nearest(range);

    /// <summary>What of these packets the rules do not admit.</summary>
    public PacketSet Refused(PacketSet packets, Cidr range) =>
        Admitting(range) is not null ? PacketSet.Empty
        : _byCidr.Inside(range).Aggregate(packets, (left, entry) => left.Without(entry.Key, PortRange.All));
}
