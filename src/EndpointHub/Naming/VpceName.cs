using EndpointHub.Topology;

namespace EndpointHub.Naming;

/// <summary>The names that AWS makes up for endpoints, and the private ones that they answer for.</summary>
internal static class VpceName
{
    /// <summary>Whether a name is one that AWS made up for an endpoint, regional or zonal; China's end in <c>.cn</c>.</summary>
    /// <param name="name">A normal name.</param>
    /// <returns>Whether it is.</returns>
    public static bool Is(string name) =>
        name.EndsWith(".vpce.amazonaws.com", StringComparison.Ordinal) || name.EndsWith(".vpce.amazonaws.com.cn", StringComparison.Ordinal);

    /// <summary>Whether a name is one of an endpoint's own, regional or zonal: all of them begin with its id, S3's behind a wildcard.</summary>
    /// <param name="name">A normal name.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsOf(string name, Endpoint endpoint) =>
        name == endpoint.RegionalName?.DnsName
        || (Is(name) && DnsName.WithoutWildcard(name).StartsWith(endpoint.Id + "-", StringComparison.Ordinal));

    /// <summary>Whether an endpoint's private names, while they are on, keep a zone of some name out of its VPC.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="zoneName">The zone's normal name.</param>
    /// <returns>Whether they do: names that are equal exclude each other, names above and below do not.</returns>
    public static bool HoldsNamesOf(this Endpoint endpoint, string zoneName) =>
        endpoint.PrivateDnsEnabled && endpoint.PrivateNames.Any(name => DnsName.WithoutWildcard(name) == zoneName);
}
