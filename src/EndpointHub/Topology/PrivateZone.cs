using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A private hosted zone.</summary>
internal sealed record PrivateZone : Resource
{
    /// <summary>The zone's name in lower case without a final dot.</summary>
    public required string Name { get; init; }

    /// <summary>The owner's account.</summary>
    public required string OwnerAccountId { get; init; }

    /// <summary>Its comment; empty when it has none.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The associated VPCs, ordered by id. A private hosted zone always has at least one.</summary>
    public ValueList<ZoneVpc> Vpcs { get; init; } = ValueList<ZoneVpc>.Empty;

    /// <summary>The records, ordered by name and type, without SOA and NS; null when they were not read, because another account owns the zone, or
    /// because
    /// the zone is irrelevant for the request.</summary>
    public ValueList<ZoneRecord>? Records { get; init; } = ValueList<ZoneRecord>.Empty;

    /// <summary>True if it is associated with a VPC.</summary>
    /// <param name="vpcId">The VPC.</param>
    ///
    public bool Serves(string vpcId) => Vpcs.Any(vpc => vpc.VpcId == vpcId);

    /// <summary>A copy with records added. Records of the same name and type are replaced.</summary>
    /// <param name="records">The records.</param>
    /// <returns>The changed copy.</returns>
    public PrivateZone With(IEnumerable<ZoneRecord> records)
    {
        var added = records.ToValueList();
        var kept = (Records ?? ValueList<ZoneRecord>.Empty).Without(present => added.Any(present.IsSameSetAs));
        return this with { Records = Ordered(kept.Concat(added)) };
    }

    /// <summary>A copy with one more associated VPC.</summary>
    /// <param name="vpc">The VPC.</param>
    /// <returns>The changed copy.</returns>
    public PrivateZone With(ZoneVpc vpc) =>
        this with
        {
            Vpcs = Vpcs.Without(present => present.VpcId == vpc.VpcId)
                .With(vpc)
                .OrderBy(present => present.VpcId, StringComparer.Ordinal)
                .ToValueList(),
        };

    /// <summary>Sorts records into the order of snapshots.</summary>
    /// <param name="records">The records.</param>
    /// <returns>The sorted records.</returns>
    public static ValueList<ZoneRecord> Ordered(IEnumerable<ZoneRecord> records) =>
        records
            .OrderBy(record => record.Name, StringComparer.Ordinal)
            .ThenBy(record => record.Type, StringComparer.Ordinal)
            .ThenBy(record => record.SetIdentifier, StringComparer.Ordinal)
            .ToValueList();
}

/// <summary>A VPC with which a zone is associated.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Region">Its region.</param>
internal sealed record ZoneVpc(string VpcId, string Region);

/// <summary>A record set of a zone.</summary>
/// <param name="Name">The name in lower case, unescaped, without a final dot; wildcards start with <c>*.</c>.</param>
/// <param name="Type">For example <c>A</c>.</param>
/// <param name="Alias">The alias target, or null for plain values.</param>
/// <param name="Values">Plain values, empty for an alias.</param>
internal sealed record ZoneRecord(string Name, string Type, AliasTarget? Alias, ValueList<string> Values)
{
    /// <summary>
    /// The identifier among record sets of the same name and type that have a routing policy (weighted, failover, multivalue,
    /// latency, geolocation); null for simple routing (Route 53 developer guide, choosing a routing policy).
    /// </summary>
    public string? SetIdentifier { get; init; }

    /// <summary>Creates an alias record of type A.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="target">Its target.</param>
    /// <returns>The record.</returns>
    public static ZoneRecord AliasTo(string name, AliasTarget target) => new(name, "A", target, ValueList<string>.Empty);

    /// <summary>True if both are the same record set: name, type and set identifier are equal.</summary>
    /// <param name="other">The other record.</param>
    ///
    public bool IsSameSetAs(ZoneRecord other) => Name == other.Name && Type == other.Type && SetIdentifier == other.SetIdentifier;
}

/// <summary>The target of an alias record.</summary>
/// <param name="DnsName">The target's name in lower case without a final dot.</param>
/// <param name="HostedZoneId">The hosted zone of the target's name, as the endpoint's DNS entry contains it.</param>
public sealed record AliasTarget(string DnsName, string HostedZoneId);
