using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A Route 53 Resolver rule: who is asked about a domain, and all below it, in the VPCs that it is associated with.</summary>
internal sealed record ResolverRule : Resource
{
    /// <summary>The domain in lower case without a final dot; empty for <c>.</c>, which is every domain.</summary>
    public required string DomainName { get; init; }

    /// <summary>What the rule does.</summary>
    public required ResolverRuleKind Kind { get; init; }

    /// <summary>The DNS servers that a forwarding rule asks, as addresses; empty for other rules.</summary>
    public ValueList<string> TargetAddresses { get; init; } = ValueList<string>.Empty;

    /// <summary>The state of the rule itself, one of <see cref="ResolverState"/>, wherever it is associated.</summary>
    public string State { get; init; } = ResolverState.Complete;

    /// <summary>The VPCs that it is associated with by itself, ordered by id; those that have it from a Profile are not among them.</summary>
    public ValueList<ResolverRuleVpc> Vpcs { get; init; } = ValueList<ResolverRuleVpc>.Empty;
}

/// <summary>What a Resolver rule does (Resolver API reference, ResolverRule).</summary>
internal enum ResolverRuleKind
{
    /// <summary>Sends questions to the customer's DNS servers.</summary>
    Forward,

    /// <summary>Leaves questions to the VPC's own resolver where a rule for a wider domain would forward them; the rules that Resolver makes itself do the same.</summary>
    System,

    /// <summary>Delegates what a private zone's NS records hand on. It matches name servers rather than names, and decides about no domain.</summary>
    Delegate,

    /// <summary>Something that AWS added later, whose part in resolving names is not known.</summary>
    Unknown,
}

/// <summary>A VPC that a rule is associated with.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
internal sealed record ResolverRuleVpc(string VpcId, string State);

/// <summary>The words of the life of rules, rule groups, Profiles and their associations, as the wire has them (Resolver and Profiles API references).</summary>
internal static class ResolverState
{
    /// <summary>In force.</summary>
    public const string Complete = "COMPLETE";

    /// <summary>Coming into force.</summary>
    public const string Creating = "CREATING";

    /// <summary>Changing from one form to another, of which either may be in force.</summary>
    public const string Updating = "UPDATING";

    /// <summary>Going out of force.</summary>
    public const string Deleting = "DELETING";

    /// <summary>
    /// Whether something decides about names, or did or will in a moment, or cannot be told: AWS's pages do not say what is in force after a
    /// change that FAILED, or of an association that is OVERRIDDEN.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <returns>Whether it may.</returns>
    public static bool MayDecide(string state) => state != "DELETED";

    /// <summary>Whether it is on its way to another state and gets there by itself; of any other but COMPLETE nobody knows that it ends.</summary>
    /// <param name="state">The state.</param>
    /// <returns>Whether waiting helps.</returns>
    public static bool IsChanging(string state) => state is Creating or Updating or Deleting;

    /// <summary>The state of what is in force when all of its parts are: the one that has to be mended first.</summary>
    /// <param name="states">The states of its parts.</param>
    /// <returns>COMPLETE when all are; one that waiting does not help rather than one that it does.</returns>
    internal static string Of(params string[] states) => states.OrderBy(state => state == Complete ? 2 : IsChanging(state) ? 1 : 0).First();
}
