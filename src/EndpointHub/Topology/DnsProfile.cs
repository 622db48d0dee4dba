using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A Route 53 Profile: zones, rules, endpoints and firewall rule groups that every VPC associated with it resolves names by.</summary>
internal sealed record DnsProfile : Resource
{
    /// <summary>The VPCs of the snapshot that it is associated with, ordered by id.</summary>
    public ValueList<ProfileVpc> Vpcs { get; init; } = ValueList<ProfileVpc>.Empty;

    /// <summary>
    /// What it holds of the kinds that decide about names, ordered by id; null when that could not be read. A resource that the snapshot
    /// lacks was not read.
    /// </summary>
    public required ValueList<ProfileResource>? Resources { get; init; }
}

/// <summary>A VPC that a Profile is associated with.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
/// <param name="Priority">
/// Where a VPC has several Profiles, the lower number goes first (Route 53 developer guide, how Route 53 Profile settings are prioritized); null when it is
/// not known, as after every reading: the API's ProfileAssociation has no such member.
/// </param>
internal sealed record ProfileVpc(string VpcId, string State, int? Priority = null);

/// <summary>A resource of a Profile.</summary>
/// <param name="ResourceId">The id of a private zone, a Resolver rule, an interface endpoint or a DNS Firewall rule group.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
/// <param name="OwnerAccountId">Who owns the resource, twelve digits; null when AWS did not say, as for zones.</param>
/// <param name="Priority">Where a rule group stands among the Profile's: the lowest number goes first; null for other kinds, and when AWS did not say.</param>
internal sealed record ProfileResource(string ResourceId, ProfileResourceKind Kind, string State, string? OwnerAccountId = null, int? Priority = null);

/// <summary>What of a Profile decides about names; query logs do not.</summary>
internal enum ProfileResourceKind
{
    /// <summary>A private hosted zone.</summary>
    PrivateZone,

    /// <summary>A Resolver rule.</summary>
    ResolverRule,

    /// <summary>An interface endpoint, which brings its private names while its private DNS is on.</summary>
    Endpoint,

    /// <summary>Something that AWS added later, whose part in resolving names is not known.</summary>
    Unknown,

    /// <summary>A DNS Firewall rule group.</summary>
    FirewallRuleGroup,
}
