namespace EndpointHub.Sandbox.Dns;

/// <summary>The answer to an A query.</summary>
/// <param name="Kind">
/// <c>addresses</c>; <c>public</c>: no private zone applies, public DNS answers; <c>nxdomain</c>; <c>nodata</c>;
/// <c>blocked</c>: DNS Firewall answers as its rule specifies;
/// <c>forwarded</c>: a Resolver rule forwards the query to servers that are not simulated; <c>unavailable</c>: the VPC has no resolver.
/// </param>
/// <param name="Zone">The id of the private zone that answered, the rule that forwarded, or the rule group that blocked; otherwise null.</param>
/// <param name="ZoneName">The name of the zone, or the rule's domain.</param>
/// <param name="Owner">The owner of the zone or rule: an account or <c>vpce.amazonaws.com</c>.</param>
public sealed record DnsAnswer(string Kind, IReadOnlyList<string> Addresses, string? Zone = null, string? ZoneName = null, string? Owner = null)
{
    public static DnsAnswer Public { get; } = new("public", []);

    public static DnsAnswer Unavailable { get; } = new("unavailable", []);

    public bool Equals(DnsAnswer? other) => other is not null && Kind == other.Kind && Zone == other.Zone && Addresses.SequenceEqual(other.Addresses);

    public override int GetHashCode() => HashCode.Combine(Kind, Zone, Addresses.Count);
}

/// <summary>An answer and the interval in which it was given; <paramref name="To"/> is null for the present answer.</summary>
public sealed record DnsInterval(DateTimeOffset From, DateTimeOffset? To, DnsAnswer Answer);
