using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EndpointHub.Sandbox.Errors;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>CIDR blocks as AWS handles them: host bits are cleared, not refused.</summary>
internal static class Cidr
{
    public static IPNetwork V4(string text, string parameter) =>
        Parse(text, AddressFamily.InterNetwork) ?? throw AwsException.InvalidValue(parameter, text, "This is not a valid CIDR block.");

    public static IPNetwork V6(string text, string parameter) =>
        Parse(text, AddressFamily.InterNetworkV6) ?? throw AwsException.InvalidValue(parameter, text, "This is not a valid IPv6 CIDR block.");

    public static bool Overlap(IPNetwork a, IPNetwork b) => a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress);

    public static bool Within(IPNetwork inner, IPNetwork outer) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    public static bool AnyOverlap(IEnumerable<string> some, IEnumerable<string> others) =>
        some.Select(IPNetwork.Parse).Any(a => others.Select(IPNetwork.Parse).Any(b => Overlap(a, b)));

    /// <summary>The number of addresses that a user can assign: AWS reserves the first four and the last.</summary>
    public static int Usable(IPNetwork subnet) => (1 << (32 - subnet.PrefixLength)) - 5;

    public static bool IsUsable(IPNetwork subnet, IPAddress address) =>
        subnet.Contains(address) && Number(address) - Number(subnet.BaseAddress) is >= 4 and var index && index < 4 + Usable(subnet);

    /// <param name="subnet">An IPv4 block.</param>
    /// <param name="index">From zero, below <see cref="Usable"/>.</param>
    public static string AddressAt(IPNetwork subnet, int index)
    {
        var value = Number(subnet.BaseAddress) + 4 + (uint)index;
        return string.Create(CultureInfo.InvariantCulture, $"{value >> 24}.{value >> 16 & 255}.{value >> 8 & 255}.{value & 255}");
    }

    private static uint Number(IPAddress address) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static IPNetwork? Parse(string text, AddressFamily family)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (
            slash < 0
            || !IPAddress.TryParse(text.AsSpan(0, slash), out var address)
            || address.AddressFamily != family
            || (family == AddressFamily.InterNetwork && text.AsSpan(0, slash).Count('.') != 3)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        )
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        if (length > bytes.Length * 8)
            return null;
        for (var bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), length);
    }
}
