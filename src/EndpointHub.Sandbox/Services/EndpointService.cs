namespace EndpointHub.Sandbox.Services;

/// <summary>An endpoint service in a Region, as AWS describes it.</summary>
/// <param name="Name">The service name, as in <c>com.amazonaws.ap-northeast-1.ecr.dkr</c>.</param>
/// <param name="Label">The part of the endpoint's DNS names before the Region, as in <c>dkr.ecr</c>.</param>
/// <param name="PrivateNames">The private DNS names as described: a wildcard stands for itself and its apex.</param>
public sealed record EndpointService(
    string Name,
    string Label,
    string Region,
    bool IsGateway,
    IReadOnlyList<string> PrivateNames,
    IReadOnlyList<string> Zones
)
{
    /// <summary>The service id; null for an id derived from the name.</summary>
    public string? Id { get; init; }

    public bool SupportsPolicy { get; init; } = true;

    public IReadOnlyList<string> AddressTypes { get; init; } = ["ipv4"];

    /// <summary>The part after the id in an endpoint's own DNS names. Endpoints use the first.</summary>
    public IReadOnlyList<string> BaseNames { get; init; } = [$"{Label}.{Region}.vpce.{Partition.Of(Region).DnsSuffix}"];

    public string ServiceType => IsGateway ? "Gateway" : "Interface";

    /// <summary>
    /// The service name without <c>com.amazonaws.</c> and the Region, for example <c>s3</c>; the full name if it does not contain the Region.
    /// </summary>
    public string ShortName => Name.IndexOf($".{Region}.", StringComparison.Ordinal) is > 0 and var at ? Name[(at + Region.Length + 2)..] : Name;

    /// <summary>True if an endpoint's own DNS names are listed as wildcards, which only S3's are (the AWS CLI's examples).</summary>
    public bool HasWildcardEndpointNames => ShortName == "s3";

    /// <summary>The private names in the DnsEntries of an endpoint: each apex, followed by its wildcard if there is one.</summary>
    public IEnumerable<string> EndpointNames =>
        PrivateNames.SelectMany(n => n.StartsWith("*.", StringComparison.Ordinal) ? [n[2..], n] : new[] { n });

    /// <summary>The names of the managed zones: one for each private name; a wildcard and its apex share a zone.</summary>
    public IEnumerable<string> ZoneNames => PrivateNames.Select(n => n.StartsWith("*.", StringComparison.Ordinal) ? n[2..] : n).Distinct();
}
