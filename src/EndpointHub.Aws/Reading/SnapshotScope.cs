using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Reading;

/// <summary>The scope of a snapshot. The snapshot is complete for these VPCs and contains nothing else.</summary>
internal sealed record SnapshotScope
{
    /// <summary>Gets the VPCs. A VPC that does not exist is left out of the snapshot.</summary>
    public required ValueList<ScopedVpc> Vpcs { get; init; }

    /// <summary>Gets the VPCs that are hubs. Their private zones are read completely, and their endpoints' services are described.</summary>
    public ValueList<string> HubVpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>
    /// Gets whether Resolver rules, DNS Firewall and Profiles are read, which name resolution depends on, and the security groups of clients. Only
    /// what tests paths needs them.
    /// </summary>
    public bool IncludesNameResolution { get; init; } = true;

    /// <summary>Gets whether the tags of the zones of <see cref="HubVpcIds"/> are read. Only the operations that set them need them.</summary>
    public bool IncludesZoneTags { get; init; }

    /// <summary>
    /// Gets whether the records of all zones of the VPCs' accounts, and of all zones associated with the VPCs, are read to find references to
    /// endpoints. Route 53 allows five calls a second, so a run reads them once.
    /// </summary>
    public bool SearchesZones { get; init; }

    /// <summary>Gets further services to describe, by their full names. Services that do not exist are left out.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;
}

/// <summary>A VPC to read.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Location">The account and region.</param>
internal sealed record ScopedVpc(string VpcId, Location Location);
