using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>A private name of a service with its source.</summary>
/// <param name="Name">The normal name; wildcards start with <c>*.</c>.</param>
/// <param name="Source">Its source.</param>
internal sealed record PrivateName(string Name, NameSource Source);

/// <summary>A hosted zone that a service needs, with its records.</summary>
/// <param name="Name">The zone's normal name.</param>
/// <param name="RecordNames">The apex, and the wildcard if there is one.</param>
/// <param name="Source">The most reliable source of its names.</param>
internal sealed record ServiceZone(string Name, ValueList<string> RecordNames, NameSource Source)
{
    /// <summary>True if the apex itself is one of the names. A wildcard alone needs no record there.</summary>
    public bool HasApexName { get; init; }

    /// <summary>
    /// True if clients use names below the zone's name and not the name itself: they put a bucket, an account or a stream before it. S3's name is
    /// both: ListBuckets is sent to it, as are all path-style requests (S3 API reference, ListBuckets; S3 user guide, virtual hosting of buckets).
    /// </summary>
    public bool IsApexUnused => RecordNames.Count > 1 && !Name.StartsWith("s3.", StringComparison.Ordinal);
}
