using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>The address blocks without public services (RFC 1918, RFC 6598).</summary>
internal static class PrivateAddresses
{
    private static readonly Cidr[] Blocks =
    [
        Cidr.Parse("10.0.0.0/8"),
        Cidr.Parse("172.16.0.0/12"),
        Cidr.Parse("192.168.0.0/16"),
        Cidr.Parse("100.64.0.0/10"),
    ];

    public static bool Hold(Cidr cidr) => Array.Exists(Blocks, block => block.Contains(cidr));
}
