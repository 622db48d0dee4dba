using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Reading;

/// <summary>What a snapshot shall hold. It is complete for these VPCs and holds nothing else.</summary>
internal sealed record SnapshotScope
{
    /// <summary>The VPCs. One that does not exist is left out of the snapshot.</summary>
    public required ValueList<ScopedVpc> Vpcs { get; init; }

    /// <summary>Those of them that are hubs: their private zones are read whole, and their endpoints' services are described.</summary>
    public ValueList<string> HubVpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>Whether it is judged where names lead, which takes the VPCs' Resolver rules, DNS Firewall and Profiles; if not, they are not asked for.</summary>
    public bool IncludesNameResolution { get; init; } = true;

    /// <summary>Further services to describe, by their full names. One that does not exist is left out.</summary>
    public ValueList<string> ServiceNames { get; init; } = ValueList<string>.Empty;
}

/// <summary>A VPC to read.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Location">Whose credentials read it, and where.</param>
internal sealed record ScopedVpc(string VpcId, Location Location);
