using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A Route 53 Resolver rule. It determines who answers DNS queries for a domain and its subdomains in the associated VPCs.</summary>
internal sealed record ResolverRule : Resource
{
    /// <summary>The domain in lower case without a final dot; empty for <c>.</c>, which matches every domain.</summary>
    public required string DomainName { get; init; }

    /// <summary>The type of the rule.</summary>
    public required ResolverRuleKind Kind { get; init; }

    /// <summary>The addresses of the DNS servers to which a rule forwards queries; empty for other rules.</summary>
    public ValueList<string> TargetAddresses { get; init; } = ValueList<string>.Empty;

    /// <summary>The state of the rule itself, independent of its associations: one of <see cref="ResolverState"/>.</summary>
    public string State { get; init; } = ResolverState.Complete;

    /// <summary>The VPCs with which it is associated directly, ordered by id. VPCs that have it through a Profile are not among them.</summary>
    public ValueList<ResolverRuleVpc> Vpcs { get; init; } = ValueList<ResolverRuleVpc>.Empty;
}

/// <summary>The types of Resolver rules (Resolver API reference, ResolverRule).</summary>
internal enum ResolverRuleKind
{
    /// <summary>Forwards queries to other DNS servers.</summary>
    Forward,

    /// <summary>Resolves queries in the VPC where a rule for a parent domain would forward them. Autodefined rules have this type too.</summary>
    System,

    /// <summary>Delegates according to the NS records of a private zone. It matches name servers, not names, so it applies to no domain.</summary>
    Delegate,

    /// <summary>A type that AWS added later. Its effect on name resolution is not known.</summary>
    Unknown,
}

/// <summary>A VPC that a rule is associated with.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
internal sealed record ResolverRuleVpc(string VpcId, string State);

/// <summary>
/// The states of rules, rule groups, Profiles and their associations, as the APIs return them (Resolver and Profiles API references).
/// </summary>
internal static class ResolverState
{
    /// <summary>Effective.</summary>
    public const string Complete = "COMPLETE";

    /// <summary>Becoming effective.</summary>
    public const string Creating = "CREATING";

    /// <summary>Being changed. The old or the new form may be effective.</summary>
    public const string Updating = "UPDATING";

    /// <summary>Being deleted.</summary>
    public const string Deleting = "DELETING";

    /// <summary>
    /// True if a resource in a state is effective, or may be. AWS's documentation does not say what is effective after a
    /// change that FAILED, or for an association that is OVERRIDDEN.
    /// </summary>
    /// <param name="state">The state.</param>
    ///
    public static bool MayDecide(string state) => state != "DELETED";

    /// <summary>
    /// True if a state is transitional and changes without action. For states other than these and COMPLETE that is not documented.
    /// </summary>
    /// <param name="state">The state.</param>
    ///
    public static bool IsChanging(string state) => state is Creating or Updating or Deleting;

    /// <summary>The state of a combination that is effective when all of its parts are: the state that has to be corrected first.</summary>
    /// <param name="states">The states of its parts.</param>
    /// <returns>COMPLETE when all are. A state that needs action takes precedence over a transitional one.</returns>
    internal static string Of(params string[] states) =>
        states
            .OrderBy(state =>
                state == Complete ? 2
                : IsChanging(state) ? 1
                : 0
            )
            .First();
}
