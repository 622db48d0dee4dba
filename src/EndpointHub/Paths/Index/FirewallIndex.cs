using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>Which rule groups of DNS Firewall the questions of which VPC come past.</summary>
internal sealed class FirewallIndex
{
    private readonly Dictionary<string, VpcFirewall> _byVpc = new(StringComparer.Ordinal);

    public FirewallIndex(NetworkSnapshot snapshot)
    {
        var patterns = snapshot.FirewallDomainLists.ToDictionary(list => list.Id, list => new DomainPatterns(list.Domains), StringComparer.Ordinal);
        foreach (var filters in InVpcs(snapshot).Concat(InProfiles(snapshot)).ToLookup(one => one.VpcId, one => one.Filter))
            _byVpc.Add(filters.Key, new VpcFirewall(filters, patterns));
    }

    /// <summary>A VPC's firewall; null when it has none.</summary>
    public VpcFirewall? Of(string vpcId) => _byVpc.TryGetValue(vpcId, out var firewall) ? firewall : null;

    private static IEnumerable<(string VpcId, FirewallFilter Filter)> InVpcs(NetworkSnapshot snapshot) =>
        from rules in snapshot.FirewallRuleGroups
        from vpc in rules.Vpcs
        where ResolverState.MayDecide(vpc.State)
        select (vpc.VpcId, new FirewallFilter(rules.Id, rules.Rules, Through: null, vpc.Priority, vpc.State));

    private static IEnumerable<(string VpcId, FirewallFilter Filter)> InProfiles(NetworkSnapshot snapshot) =>
        from profile in snapshot.Profiles
        from vpc in profile.Vpcs
        where ResolverState.MayDecide(vpc.State)
        from resource in profile.Resources ?? ValueList<ProfileResource>.Empty
        where resource.Kind == ProfileResourceKind.FirewallRuleGroup && ResolverState.MayDecide(resource.State)
        select (vpc.VpcId, new FirewallFilter(
            resource.ResourceId,
            snapshot.FirewallRuleGroups.Find(resource.ResourceId)?.Rules,
            new ProfileVia(profile.Id, vpc.Priority),
            resource.Priority,
            ResolverState.Of(vpc.State, resource.State)));
}

/// <summary>A rule group as a VPC has it.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Rules">Its rules; null when they were not read.</param>
/// <param name="Through">The Profile that brings it; null when the VPC has it by itself.</param>
/// <param name="Priority">Where it stands among those of the VPC or the Profile; null when that is not known.</param>
/// <param name="State">One of <see cref="ResolverState"/>: of what associates it and the Profile the one that keeps it from being in force.</param>
internal sealed record FirewallFilter(string GroupId, ValueList<FirewallRule>? Rules, ProfileVia? Through, int? Priority, string State)
{
    /// <summary>True if it is in force; if not, it is coming, changing or going, or AWS does not say.</summary>
    public bool IsSettled => State == ResolverState.Complete;
}
