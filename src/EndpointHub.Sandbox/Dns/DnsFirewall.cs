using System.Collections.Immutable;

namespace EndpointHub.Sandbox.Dns;

/// <summary>What DNS Firewall's rule groups do with questions for addresses, and what they did when.</summary>
internal sealed class DnsFirewall
{
    private readonly Dictionary<string, Timeline<ImmutableArray<FirewallPolicy>>> _groups = [];

    public void Publish(DateTimeOffset at, string groupId, IEnumerable<FirewallPolicy> policies)
    {
        if (!_groups.TryGetValue(groupId, out var group)) _groups.Add(groupId, group = new([]));
        group.Set(at, [.. policies]);
    }

    public IEnumerable<DateTimeOffset> InstantsOf(string groupId) => _groups.TryGetValue(groupId, out var group) ? group.Instants : [];

    /// <summary>
    /// The first rule that matches, groups by their numbers, a VPC's own before a Profile's where these are equal (resolver-dns-firewall-overview; that
    /// both stand in one order is an assumption). One that trusts redirections looks at no name but the first (service model, FirewallRule).
    /// </summary>
    public FirewallPolicy? Deciding(IEnumerable<FirewallSource> groups, string name, bool isRedirected, DateTimeOffset at) => groups.OrderBy(g => g.Priority)
        .SelectMany(g => _groups.TryGetValue(g.Id, out var group) ? group.At(at) : []).FirstOrDefault(p => !(isRedirected && p.TrustsRedirection) && p.Matches(name));
}

/// <summary>A rule: what it is for, and what it does.</summary>
/// <param name="Domains">In lower case, without a final dot.</param>
internal sealed record FirewallPolicy(string GroupId, bool Blocks, bool TrustsRedirection, ImmutableArray<string> Domains)
{
    /// <summary>
    /// An asterisk in front stands for whatever comes before the rest (resolver-dns-firewall-user-managed-domain-lists); that it stands for a letter at
    /// least is an assumption.
    /// </summary>
    public bool Matches(string canonical)
    {
        var name = canonical.TrimEnd('.');
        return Domains.Any(d => d.StartsWith('*') ? name.Length >= d.Length && name.EndsWith(d[1..], StringComparison.Ordinal) : name == d);
    }
}
