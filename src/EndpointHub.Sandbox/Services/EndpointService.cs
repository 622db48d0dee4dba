namespace EndpointHub.Sandbox.Services;

/// <summary>What AWS says about one endpoint service in one Region.</summary>
/// <param name="Name">The service name, as in <c>com.amazonaws.ap-northeast-1.ecr.dkr</c>.</param>
/// <param name="Label">The part of the endpoint's DNS names before the Region, as in <c>dkr.ecr</c>.</param>
/// <param name="PrivateNames">As described: a wildcard stands for itself and its apex.</param>
public sealed record EndpointService(string Name, string Label, string Region, bool IsGateway, IReadOnlyList<string> PrivateNames, IReadOnlyList<string> Zones)
{
    /// <summary>Null: one is made up from the name.</summary>
    public string? Id { get; init; }

    public bool SupportsPolicy { get; init; } = true;

    public IReadOnlyList<string> AddressTypes { get; init; } = ["ipv4"];

    /// <summary>What follows the id in an endpoint's own DNS names; where there are several, the endpoint takes the first.</summary>
    public IReadOnlyList<string> BaseNames { get; init; } = [$"{Label}.{Region}.vpce.amazonaws.com"];

    public string ServiceType => IsGateway ? "Gateway" : "Interface";

    /// <summary>As in <c>s3</c>: the service name without <c>com.amazonaws.</c> and the Region; all of a name without the Region in it.</summary>
    public string ShortName => Name.IndexOf($".{Region}.", StringComparison.Ordinal) is > 0 and var at ? Name[(at + Region.Length + 2)..] : Name;

    /// <summary>Only S3's interface endpoints list their DNS names as wildcards (the AWS CLI's examples).</summary>
    public bool HasWildcardEndpointNames => ShortName == "s3";

    /// <summary>What an endpoint lists in its DnsEntries: the apex first, then the wildcard where there is one.</summary>
    public IEnumerable<string> EndpointNames => PrivateNames.SelectMany(n => n.StartsWith("*.", StringComparison.Ordinal) ? [n[2..], n] : new[] { n });

    /// <summary>One managed zone for each name, wildcard and apex together.</summary>
    public IEnumerable<string> ZoneNames => PrivateNames.Select(n => n.StartsWith("*.", StringComparison.Ordinal) ? n[2..] : n).Distinct();
}
