using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>A candidate for answering queries for a domain in a VPC: a rule, a private hosted zone or an endpoint.</summary>
/// <param name="Through">The Profile through which the VPC has it; null when it is the VPC's own.</param>
/// <param name="State">
/// One of <see cref="ResolverState"/>: the first state of the association, the Profile and the rule itself that is not COMPLETE.
/// </param>
internal abstract record Claim(ProfileVia? Through, string State)
{
    public abstract string Resource { get; }

    /// <summary>True if it is effective; otherwise it is being created, changed or deleted, or its effect is not documented.</summary>
    public bool IsSettled => State == ResolverState.Complete;

    /// <summary>
    /// The candidate with the lowest rank decides. A rule takes precedence over a zone of the same name (Route 53 developer guide, private hosted
    /// zone considerations). For the same name, a direct association takes precedence over a Profile, and Profiles are ordered by priority (the same
    /// guide, how Route 53 Profile settings are prioritized). When both differ, the rule comes first; its effect is then unknown.
    /// </summary>
    public (int Kind, int Source) Rank => (this is RuleClaim ? 0 : 1, Through is null ? 0 : Through.Priority ?? int.MaxValue);
}

/// <summary>A Resolver rule for the domain.</summary>
internal sealed record RuleClaim(ResolverRule Rule, ProfileVia? Through, string State) : Claim(Through, State)
{
    public override string Resource => Rule.Id;
}

/// <summary>A customer's private hosted zone for the domain.</summary>
internal sealed record ZoneClaim(PrivateZone Zone, ProfileVia? Through, string State) : Claim(Through, State)
{
    public override string Resource => Zone.Id;
}

/// <summary>An endpoint whose private names form an AWS-managed zone for the domain.</summary>
internal sealed record EndpointClaim(Endpoint Owner, ProfileVia? Through, string State) : Claim(Through, State)
{
    public override string Resource => Owner.Id;
}

/// <summary>A Profile with its priority for a VPC.</summary>
internal sealed record ProfileVia(string ProfileId, int? Priority);
