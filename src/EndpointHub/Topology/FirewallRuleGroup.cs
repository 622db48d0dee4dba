using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A rule group of Route 53 Resolver DNS Firewall. It filters the DNS queries of the VPCs that it is associated with.</summary>
internal sealed record FirewallRuleGroup : Resource
{
    /// <summary>The VPCs with which it is associated directly, ordered by id. VPCs that have it through a Profile are not among them.</summary>
    public ValueList<FirewallRuleGroupVpc> Vpcs { get; init; } = ValueList<FirewallRuleGroupVpc>.Empty;

    /// <summary>Its rules in the order of evaluation, the lowest priority number first; null when they could not be read.</summary>
    public required ValueList<FirewallRule>? Rules { get; init; }
}

/// <summary>A VPC that a rule group is associated with.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
/// <param name="Priority">The priority of the group in the VPC; the lowest number comes first.</param>
internal sealed record FirewallRuleGroupVpc(string VpcId, string State, int Priority);

/// <summary>
/// A rule for the DNS queries for some domains. The first matching rule decides (Resolver developer guide, DNS Firewall rule actions).
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">The priority in its group; the lowest number comes first.</param>
/// <param name="Action">Its action.</param>
/// <param name="DomainListId">
/// The domain list; null for a DNS Firewall Advanced rule, which detects threats in queries and is assumed to detect none
/// in the names of AWS services.
/// </param>
internal sealed record FirewallRule(string Name, int Priority, FirewallAction Action, string? DomainListId)
{
    /// <summary>The query type to which it applies, for example <c>AAAA</c> or <c>TYPE28</c>; null for all.</summary>
    public string? QueryType { get; init; }

    /// <summary>
    /// True if it inspects the first name only and trusts the targets of CNAME records; otherwise it inspects every name (Resolver API reference,
    /// FirewallRule).
    /// </summary>
    public bool TrustsRedirection { get; init; }

    /// <summary>True if it applies to queries for IPv4 addresses, whose type has number 1 (RFC 1035, 3.2.2).</summary>
    public bool FiltersAddresses => QueryType is null or "A" or "TYPE1";
}

/// <summary>The actions of a rule (Resolver API reference, FirewallRule).</summary>
internal enum FirewallAction
{
    /// <summary>Allows the query.</summary>
    Allow,

    /// <summary>Allows the query and logs an alert.</summary>
    Alert,

    /// <summary>Blocks the query. The response is NODATA, NXDOMAIN, or an override of the rule.</summary>
    Block,
}
