using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>A security group's rules of one direction for one TCP port.</summary>
internal sealed class GroupRules
{
    private readonly CidrMap<SecurityRule> _byCidr;

    public GroupRules(IEnumerable<SecurityRule> rules, int port, ResourceTable<PrefixList> lists)
    {
        var admitting = rules.Where(rule => rule.Traffic.AdmitsTcp(port)).ToList();
        _byCidr = new CidrMap<SecurityRule>(
            from rule in admitting
            from cidr in rule.Peer.Cidr is { } own ? ValueList.Of(own) : lists.Find(rule.Peer.PrefixListId)?.Entries ?? ValueList<Cidr>.Empty
            select new KeyValuePair<Cidr, SecurityRule>(cidr, rule));
        GroupIds = [.. admitting.Select(rule => rule.Peer.GroupId).OfType<string>()];
        ListIds = [.. admitting.Select(rule => rule.Peer.PrefixListId).OfType<string>()];
        UnreadListIds = [.. ListIds.Where(list => lists.Find(list)?.Entries is null)];
    }

    public IReadOnlyList<string> GroupIds { get; }

    /// <summary>The prefix lists that rules name.</summary>
    public IReadOnlyList<string> ListIds { get; }

    /// <summary>Those of them whose content is not known: a list that was read counts as its blocks.</summary>
    public IReadOnlyList<string> UnreadListIds { get; }

    /// <summary>The rule that admits the whole range; null when none does alone.</summary>
    public SecurityRule? Admitting(Cidr range) => _byCidr.Nearest(range);

    /// <summary>What of these packets the rules do not admit.</summary>
    public PacketSet Refused(PacketSet packets, Cidr range) =>
        Admitting(range) is not null ? PacketSet.Empty
        : _byCidr.Inside(range).Aggregate(packets, (left, entry) => left.Without(entry.Key, PortRange.All));
}
