using EndpointHub.Values;

namespace EndpointHub.Topology;

/// <summary>
/// The hosted zones whose records can refer to endpoints: public and private ones, of any name. Only name resolution is limited to the zones of a
/// VPC; a record anywhere may point to an endpoint.
/// </summary>
internal sealed record ZoneSearch
{
    /// <summary>The zones, ordered by id.</summary>
    public ResourceTable<SearchedZone> Zones { get; init; } = ResourceTable<SearchedZone>.Empty;

    /// <summary>The accounts whose zones could not be listed, ordered.</summary>
    public ValueList<string> UnlistedAccountIds { get; init; } = ValueList<string>.Empty;
}

/// <summary>A public or private hosted zone that was searched.</summary>
internal sealed record SearchedZone : Resource
{
    /// <summary>The zone's name in lower case without a final dot.</summary>
    public required string Name { get; init; }

    /// <summary>The owner's account.</summary>
    public required string OwnerAccountId { get; init; }

    /// <summary>The VPCs of the snapshot that are associated with it, ordered.</summary>
    public ValueList<string> VpcIds { get; init; } = ValueList<string>.Empty;

    /// <summary>The records without SOA and NS; null when they could not be read.</summary>
    public required ValueList<ZoneRecord>? Records { get; init; }

    /// <summary>The zone's id, name and owner.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => $"zone {Id} ({Name}) of account {OwnerAccountId}";
}
