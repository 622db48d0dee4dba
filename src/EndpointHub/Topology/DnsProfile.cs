namespace EndpointHub.Topology;

/// <summary>A Route 53 Profile: zones, rules and endpoints that every VPC associated with it resolves names by.</summary>
public sealed record DnsProfile : Resource
{
    /// <summary>Who owns it: twelve digits. Other accounts may have it shared with them.</summary>
    public required string OwnerAccountId { get; init; }

    /// <summary>The VPCs that it is associated with, ordered by id.</summary>
    public ValueList<ProfileVpc> Vpcs { get; init; } = ValueList<ProfileVpc>.Empty;

    /// <summary>What it holds of the kinds that decide about names, ordered by id. A resource that the snapshot lacks was not read.</summary>
    public ValueList<ProfileResource> Resources { get; init; } = ValueList<ProfileResource>.Empty;
}

/// <summary>A VPC that a Profile is associated with.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
/// <param name="Priority">Where a VPC has several Profiles, the lower number goes first (100 to 9900); null when AWS did not say.</param>
public sealed record ProfileVpc(string VpcId, string State, int? Priority = null);

/// <summary>A resource of a Profile.</summary>
/// <param name="ResourceId">The id of a private zone, a Resolver rule or an interface endpoint.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
public sealed record ProfileResource(string ResourceId, ProfileResourceKind Kind, string State);

/// <summary>What of a Profile decides about names; DNS Firewall rule groups and query logs do not.</summary>
public enum ProfileResourceKind
{
    /// <summary>A private hosted zone.</summary>
    PrivateZone,

    /// <summary>A Resolver rule.</summary>
    ResolverRule,

    /// <summary>An interface endpoint, which brings its private names while its private DNS is on.</summary>
    Endpoint,
}
