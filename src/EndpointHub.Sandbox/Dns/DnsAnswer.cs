namespace EndpointHub.Sandbox.Dns;

/// <summary>What a query for an A record gets.</summary>
/// <param name="Kind">
/// <c>addresses</c>; <c>public</c>: no private zone is concerned, the Internet's answer stands; <c>nxdomain</c>; <c>nodata</c>;
/// <c>blocked</c>: DNS Firewall answers in place of whoever would have, in whichever way its rule says;
/// <c>forwarded</c>: a Resolver rule sends the question elsewhere, and what is said there nobody here can know; <c>unavailable</c>: the VPC
/// has no resolver.
/// </param>
/// <param name="Zone">The private zone that answered, the rule that forwarded, or the rule group that blocked; null outside of these.</param>
/// <param name="ZoneName">Its name, or the rule's domain.</param>
/// <param name="Owner">Its owner, an account or <c>vpce.amazonaws.com</c>.</param>
public sealed record DnsAnswer(string Kind, IReadOnlyList<string> Addresses, string? Zone = null, string? ZoneName = null, string? Owner = null)
{
    public static DnsAnswer Public { get; } = new("public", []);

    public static DnsAnswer Unavailable { get; } = new("unavailable", []);

    public bool Equals(DnsAnswer? other) => other is not null && Kind == other.Kind && Zone == other.Zone && Addresses.SequenceEqual(other.Addresses);

    public override int GetHashCode() => HashCode.Combine(Kind, Zone, Addresses.Count);
}

/// <summary>An answer and how long it stood; <paramref name="To"/> is null while it still does.</summary>
public sealed record DnsInterval(DateTimeOffset From, DateTimeOffset? To, DnsAnswer Answer);
