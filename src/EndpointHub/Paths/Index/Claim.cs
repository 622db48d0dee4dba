using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>Something that would decide about a domain in a VPC.</summary>
/// <param name="Through">The Profile that brings it; null when it is the VPC's own.</param>
/// <param name="State">One of <see cref="ResolverState"/>: of what associates it, the Profile and the rule itself the one that keeps it from being in force.</param>
internal abstract record Claim(ProfileVia? Through, string State)
{
    public abstract string Resource { get; }

    /// <summary>True if it is in force; if not, it is coming, changing or going, or AWS does not say.</summary>
    public bool IsSettled => State == ResolverState.Complete;

    /// <summary>
    /// The claim of the lowest rank decides. A rule beats a zone of its name (Route 53 developer guide, private hosted zone
    /// considerations); what the VPC has itself beats what a Profile brings under the same name, and one Profile another by priority
    /// (the same, how Route 53 Profile settings are prioritized). Where both differ the rule goes first, whose effect then is unknown.
    /// </summary>
    public (int Kind, int Source) Rank => (this is RuleClaim ? 0 : 1, Through is null ? 0 : Through.Priority ?? int.MaxValue);
}

/// <summary>A Resolver rule for the domain.</summary>
internal sealed record RuleClaim(ResolverRule Rule, ProfileVia? Through, string State) : Claim(Through, State)
{
    public override string Resource => Rule.Id;
}

/// <summary>A customer's private zone of the domain.</summary>
internal sealed record ZoneClaim(PrivateZone Zone, ProfileVia? Through, string State) : Claim(Through, State)
{
    public override string Resource => Zone.Id;
}

/// <summary>An endpoint whose private names make up a managed zone of the domain.</summary>
internal sealed record EndpointClaim(Endpoint Owner, ProfileVia? Through, string State) : Claim(Through, State)
{
    public override string Resource => Owner.Id;
}

/// <summary>A Profile as a VPC has it.</summary>
internal sealed record ProfileVia(string ProfileId, int? Priority);
