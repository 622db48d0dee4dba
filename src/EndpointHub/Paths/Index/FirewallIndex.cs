using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>An index of the DNS Firewall rule groups that apply to each VPC.</summary>
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
        select (
            vpc.VpcId,
            new FirewallFilter(
                resource.ResourceId,
                snapshot.FirewallRuleGroups.Find(resource.ResourceId)?.Rules,
                new ProfileVia(profile.Id, vpc.Priority),
                resource.Priority,
                ResolverState.Of(vpc.State, resource.State)
            )
        );
}

/// <summary>A rule group that applies to a VPC.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Rules">Its rules; null when they were not read.</param>
/// <param name="Through">The Profile through which the VPC has it; null for a direct association.</param>
/// <param name="Priority">The priority among those of the VPC or the Profile; null when it is not known.</param>
/// <param name="State">One of <see cref="ResolverState"/>: the first state of the association and the Profile that is not COMPLETE.</param>
internal sealed record FirewallFilter(string GroupId, ValueList<FirewallRule>? Rules, ProfileVia? Through, int? Priority, string State)
{
    /// <summary>True if it is effective; otherwise it is being created, changed or deleted, or its effect is not documented.</summary>
    public bool IsSettled => State == ResolverState.Complete;
}
