using System.Collections.Immutable;

namespace EndpointHub.Sandbox.Dns;

/// <summary>The rule groups of DNS Firewall, with their history, as far as they concern A queries.</summary>
internal sealed class DnsFirewall
{
    private readonly Dictionary<string, Timeline<ImmutableArray<FirewallPolicy>>> _groups = [];

    public void Publish(DateTimeOffset at, string groupId, IEnumerable<FirewallPolicy> policies)
    {
        if (!_groups.TryGetValue(groupId, out var group))
            _groups.Add(groupId, group = new([]));
        group.Set(at, [.. policies]);
    }

    public IEnumerable<DateTimeOffset> InstantsOf(string groupId) => _groups.TryGetValue(groupId, out var group) ? group.Instants : [];

    /// <summary>
    /// Returns the first rule that matches, in the order of the groups' priorities; for equal priorities, the VPC's own group precedes the Profile's
    /// (resolver-dns-firewall-overview; the common order is an assumption). A rule that trusts redirections is compared only with the first name of a
    /// CNAME chain (service model, FirewallRule).
    /// </summary>
    public FirewallPolicy? Match(IEnumerable<FirewallSource> groups, string name, bool isRedirected, DateTimeOffset at) =>
        groups
            .OrderBy(g => g.Priority)
            .SelectMany(g => _groups.TryGetValue(g.Id, out var group) ? group.At(at) : [])
            .FirstOrDefault(p => !(isRedirected && p.TrustsRedirection) && p.Matches(name));
}

/// <summary>A rule of DNS Firewall: its domains and its action.</summary>
/// <param name="Domains">In lower case, without a trailing dot.</param>
internal sealed record FirewallPolicy(string GroupId, bool Blocks, bool TrustsRedirection, ImmutableArray<string> Domains)
{
    /// <summary>
    /// A leading asterisk matches any text (resolver-dns-firewall-user-managed-domain-lists); that it matches at least one character is an
    /// assumption.
    /// </summary>
    public bool Matches(string canonical)
    {
        var name = canonical.TrimEnd('.');
        return Domains.Any(d => d.StartsWith('*') ? name.Length >= d.Length && name.EndsWith(d[1..], StringComparison.Ordinal) : name == d);
    }
}
