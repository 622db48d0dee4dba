using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>A private hosted zone.</summary>
internal sealed record PrivateZone : Resource
{
    /// <summary>The zone's name in lower case without a final dot.</summary>
    public required string Name { get; init; }

    /// <summary>The owner's account.</summary>
    public required string OwnerAccountId { get; init; }

    /// <summary>What its owner wrote about it; empty when nothing.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The VPCs in which it answers, ordered by id. A zone always keeps one.</summary>
    public ValueList<ZoneVpc> Vpcs { get; init; } = ValueList<ZoneVpc>.Empty;

    /// <summary>The records, ordered by name and type, without SOA and NS; null when they were not read: another account owns the zone, or
    /// neither it nor its name is of any concern.</summary>
    public ValueList<ZoneRecord>? Records { get; init; } = ValueList<ZoneRecord>.Empty;

    /// <summary>Whether it answers in a VPC.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <returns>Whether it does.</returns>
    public bool Serves(string vpcId) => Vpcs.Any(vpc => vpc.VpcId == vpcId);

    /// <summary>This zone with records put in, those of the same name and type replaced.</summary>
    /// <param name="records">The records.</param>
    /// <returns>The changed zone.</returns>
    public PrivateZone With(IEnumerable<ZoneRecord> records)
    {
        var added = records.ToValueList();
        var kept = (Records ?? ValueList<ZoneRecord>.Empty).Without(present => added.Any(present.IsSameSetAs));
        return this with { Records = Ordered(kept.Concat(added)) };
    }

    /// <summary>This zone, answering in one VPC more.</summary>
    /// <param name="vpc">The VPC.</param>
    /// <returns>The changed zone.</returns>
    public PrivateZone With(ZoneVpc vpc) => this with
    {
        Vpcs = Vpcs.Without(present => present.VpcId == vpc.VpcId).With(vpc).OrderBy(present => present.VpcId, StringComparer.Ordinal).ToValueList(),
    };

    /// <summary>Records in the order a snapshot keeps them.</summary>
    /// <param name="records">The records.</param>
    /// <returns>The same, ordered.</returns>
    public static ValueList<ZoneRecord> Ordered(IEnumerable<ZoneRecord> records) =>
        records.OrderBy(record => record.Name, StringComparer.Ordinal).ThenBy(record => record.Type, StringComparer.Ordinal)
            .ThenBy(record => record.SetIdentifier, StringComparer.Ordinal).ToValueList();
}

/// <summary>A VPC in which a zone answers.</summary>
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
    /// What tells it from other record sets of its name and type, where a routing policy chooses between them (weighted, failover, multivalue,
    /// latency, geolocation); null for a simple one (Route 53 developer guide, choosing a routing policy).
    /// </summary>
    public string? SetIdentifier { get; init; }

    /// <summary>An alias A record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="target">What it points to.</param>
    /// <returns>The record.</returns>
    public static ZoneRecord AliasTo(string name, AliasTarget target) => new(name, "A", target, ValueList<string>.Empty);

    /// <summary>Whether both are the same record set, whatever they answer.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are.</returns>
    public bool IsSameSetAs(ZoneRecord other) => Name == other.Name && Type == other.Type && SetIdentifier == other.SetIdentifier;
}

/// <summary>What an alias record points to.</summary>
/// <param name="DnsName">The target's name in lower case without a final dot.</param>
/// <param name="HostedZoneId">The zone of the target's name, as the endpoint's DNS entry tells it.</param>
public sealed record AliasTarget(string DnsName, string HostedZoneId);
