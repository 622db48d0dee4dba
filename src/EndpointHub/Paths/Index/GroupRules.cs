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
            select new KeyValuePair<Cidr, SecurityRule>(cidr, rule)
        );
        Rules = admitting;
        GroupIds = [.. admitting.Select(rule => rule.Peer.GroupId).OfType<string>()];
        ListIds = [.. admitting.Select(rule => rule.Peer.PrefixListId).OfType<string>()];
        UnreadListIds = [.. ListIds.Where(list => lists.Find(list)?.Entries is null)];
    }

    public IReadOnlyList<SecurityRule> Rules { get; }

    public IReadOnlyList<string> GroupIds { get; }

    /// <summary>The prefix lists to which rules refer.</summary>
    public IReadOnlyList<string> ListIds { get; }

    /// <summary>The prefix lists whose entries are not known. A list that was read is replaced by its entries.</summary>
    public IReadOnlyList<string> UnreadListIds { get; }

    /// <summary>The rule that admits the whole range; null when no single rule does.</summary>
    public SecurityRule? Admitting(Cidr range) => _byCidr.LongestMatch(range);

    /// <summary>The packets that the rules do not admit.</summary>
    public PacketSet Refused(PacketSet packets, Cidr range) =>
        Admitting(range) is not null
            ? PacketSet.Empty
            : _byCidr.Within(range).Aggregate(packets, (left, entry) => left.Without(entry.Key, PortRange.All));
}
