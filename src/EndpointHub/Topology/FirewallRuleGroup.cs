using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A rule group of Route 53 Resolver DNS Firewall, which filters the questions of the VPCs that it is associated with.</summary>
internal sealed record FirewallRuleGroup : Resource
{
    /// <summary>The VPCs that it is associated with by itself, ordered by id; those that have it from a Profile are not among them.</summary>
    public ValueList<FirewallRuleGroupVpc> Vpcs { get; init; } = ValueList<FirewallRuleGroupVpc>.Empty;

    /// <summary>Its rules, the lowest number first, as they are gone through; null when they could not be read.</summary>
    public required ValueList<FirewallRule>? Rules { get; init; }
}

/// <summary>A VPC that a rule group is associated with.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
/// <param name="Priority">Where the group stands among those of the VPC: the lowest number goes first.</param>
internal sealed record FirewallRuleGroupVpc(string VpcId, string State, int Priority);

/// <summary>What becomes of the questions for some domains. The first rule that matches decides (Resolver developer guide, DNS Firewall rule actions).</summary>
/// <param name="Name">What people know it by.</param>
/// <param name="Priority">Where it stands in its group: the lowest number goes first.</param>
/// <param name="Action">What it does.</param>
/// <param name="DomainListId">
/// The list of the domains; null for a protection of DNS Firewall Advanced, which knows a threat by the look of a question and is taken to see none
/// in AWS's own names.
/// </param>
internal sealed record FirewallRule(string Name, int Priority, FirewallAction Action, string? DomainListId)
{
    /// <summary>The type of question that it looks at, for example <c>AAAA</c> or <c>TYPE28</c>; null for all.</summary>
    public string? QueryType { get; init; }

    /// <summary>Whether it looks at the first name only and trusts those that a CNAME leads on to, else at each of them (Resolver API reference, FirewallRule).</summary>
    public bool TrustsRedirection { get; init; }

    /// <summary>Whether it looks at questions for IPv4 addresses, which have number 1 (RFC 1035, 3.2.2).</summary>
    public bool FiltersAddresses => QueryType is null or "A" or "TYPE1";
}

/// <summary>What a rule does with a question (Resolver API reference, FirewallRule).</summary>
internal enum FirewallAction
{
    /// <summary>Lets it through.</summary>
    Allow,

    /// <summary>Lets it through, and tells.</summary>
    Alert,

    /// <summary>Answers in place of whoever would have: that there is no such name or no such record, or with a name of the rule's own.</summary>
    Block,
}
