using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A Route 53 Profile: zones, rules, endpoints and firewall rule groups that apply to every VPC associated with it.</summary>
internal sealed record DnsProfile : Resource
{
    /// <summary>The VPCs of the snapshot that it is associated with, ordered by id.</summary>
    public ValueList<ProfileVpc> Vpcs { get; init; } = ValueList<ProfileVpc>.Empty;

    /// <summary>
    /// Its resources of the kinds that affect name resolution, ordered by id; null when they could not be read. A resource that the snapshot
    /// does not contain was not read.
    /// </summary>
    public required ValueList<ProfileResource>? Resources { get; init; }
}

/// <summary>A VPC that a Profile is associated with.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
/// <param name="Priority">
/// The priority among the Profiles of a VPC; the lowest number comes first (Route 53 developer guide, how Route 53 Profile settings are prioritized);
/// null when it is not known. It is never known after reading, because the API's ProfileAssociation has no such member.
/// </param>
internal sealed record ProfileVpc(string VpcId, string State, int? Priority = null);

/// <summary>A resource of a Profile.</summary>
/// <param name="ResourceId">The id of a private zone, a Resolver rule, an interface endpoint or a DNS Firewall rule group.</param>
/// <param name="Kind">The kind of resource.</param>
/// <param name="State">The association's state, one of <see cref="ResolverState"/>.</param>
/// <param name="OwnerAccountId">The owner of the resource: twelve digits; null when AWS does not return it, as for zones.</param>
/// <param name="Priority">
/// The priority of a rule group among those of the Profile; the lowest number comes first. Null for other kinds, and when AWS does not return it.
/// </param>
internal sealed record ProfileResource(
    string ResourceId,
    ProfileResourceKind Kind,
    string State,
    string? OwnerAccountId = null,
    int? Priority = null
);

/// <summary>The kinds of a Profile's resources that affect name resolution. Query logging configurations are not among them.</summary>
internal enum ProfileResourceKind
{
    /// <summary>A private hosted zone.</summary>
    PrivateZone,

    /// <summary>A Resolver rule.</summary>
    ResolverRule,

    /// <summary>An interface endpoint, whose private names apply while its private DNS is enabled.</summary>
    Endpoint,

    /// <summary>A kind that AWS added later. Its effect on name resolution is not known.</summary>
    Unknown,

    /// <summary>A DNS Firewall rule group.</summary>
    FirewallRuleGroup,
}
