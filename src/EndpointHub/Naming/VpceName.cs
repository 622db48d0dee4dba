using EndpointHub.Topology;

namespace EndpointHub.Naming;

/// <summary>The DNS names that AWS assigns to endpoints, and their private names.</summary>
internal static class VpceName
{
    /// <summary>True if a name is a regional or zonal DNS name that AWS assigned to an endpoint. Those in China end in <c>.cn</c>.</summary>
    /// <param name="name">A normal name.</param>
    ///
    public static bool Is(string name) =>
        name.EndsWith(".vpce.amazonaws.com", StringComparison.Ordinal) || name.EndsWith(".vpce.amazonaws.com.cn", StringComparison.Ordinal);

    /// <summary>True if a name is a regional or zonal DNS name of an endpoint. They start with its id; for S3 the id follows a wildcard.</summary>
    /// <param name="name">A normal name.</param>
    /// <param name="endpoint">The endpoint.</param>
    ///
    public static bool IsOf(string name, Endpoint endpoint) =>
        name == endpoint.RegionalName?.DnsName || (Is(name) && DnsName.WithoutWildcard(name).StartsWith(endpoint.Id + "-", StringComparison.Ordinal));

    /// <summary>True if an endpoint's private names prevent the association of a zone with its VPC.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="zoneName">The zone's normal name.</param>
    /// <returns>True if a private name is equal to the name of the zone. Parent domains and subdomains do not conflict.</returns>
    public static bool HoldsNamesOf(this Endpoint endpoint, string zoneName) =>
        endpoint.PrivateDnsEnabled && endpoint.PrivateNames.Any(name => DnsName.WithoutWildcard(name) == zoneName);
}
