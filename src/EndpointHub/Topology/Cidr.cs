using System.Globalization;

namespace EndpointHub.Topology;

/// <summary>
/// An IPv4 CIDR block in canonical form: host bits are cleared, as AWS clears them
/// (<c>100.68.0.18/18</c> becomes <c>100.68.0.0/18</c>, EC2 API reference, CreateRoute).
/// </summary>
internal readonly record struct Cidr : IComparable<Cidr>
{
    /// <summary>Clears the host bits of an address.</summary>
    /// <param name="address">Any address of the block.</param>
    /// <param name="prefixLength">0 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prefix length is not 0 to 32.</exception>
    public Cidr(Ipv4 address, int prefixLength)
    {
        if (prefixLength is < 0 or > 32)
            throw new ArgumentOutOfRangeException(nameof(prefixLength), prefixLength, "A prefix length is 0 to 32.");

        PrefixLength = prefixLength;
        Network = new Ipv4(address.Value & MaskOf(prefixLength));
    }

    /// <summary>Every IPv4 address: <c>0.0.0.0/0</c>.</summary>
    public static Cidr Everything { get; }

    /// <summary>The block's first address.</summary>
    public Ipv4 Network { get; }

    /// <summary>The prefix length: 0 to 32.</summary>
    public int PrefixLength { get; }

    /// <summary>The block's last address.</summary>
    public Ipv4 Last => new(Network.Value | ~MaskOf(PrefixLength));

    /// <summary>
    /// The first address that AWS assigns to a network interface
    /// (VPC user guide, subnet sizing: the first four and the last are reserved).
    /// </summary>
    public Ipv4 FirstUsable => PrefixLength > 28 ? Network : new Ipv4(Network.Value + 4);

    /// <summary>Reads a block.</summary>
    /// <param name="text">For example <c>10.2.0.0/16</c>.</param>
    /// <returns>The block, host bits cleared.</returns>
    /// <exception cref="FormatException">The text is not an IPv4 block.</exception>
    public static Cidr Parse(string text) => TryParse(text, out var cidr) ? cidr : throw new FormatException($"'{text}' is not an IPv4 CIDR block.");

    /// <summary>Reads a block.</summary>
    /// <param name="text">For example <c>10.2.0.0/16</c>; null is no block.</param>
    /// <param name="cidr">The block, host bits cleared, or <c>0.0.0.0/0</c>.</param>
    /// <returns>True if the text is an IPv4 block.</returns>
    public static bool TryParse(string? text, out Cidr cidr)
    {
        cidr = default;
        var parts = text?.Split('/');
        if (parts is not { Length: 2 } || !Ipv4.TryParse(parts[0], out var address))
            return false;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > 32)
            return false;

        cidr = new Cidr(address, length);
        return true;
    }

    /// <summary>True if an address is in this block.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True if so.</returns>
    public bool Contains(Ipv4 address) => (address.Value & MaskOf(PrefixLength)) == Network.Value;

    /// <summary>True if another block is in this one, or equal to it.</summary>
    /// <param name="other">The other block.</param>
    /// <returns>True if so.</returns>
    public bool Contains(Cidr other) => other.PrefixLength >= PrefixLength && Contains(other.Network);

    /// <summary>True if two blocks share an address.</summary>
    /// <param name="other">The other block.</param>
    /// <returns>True if so.</returns>
    public bool Overlaps(Cidr other) => Contains(other.Network) || other.Contains(Network);

    /// <inheritdoc/>
    public int CompareTo(Cidr other) => Network != other.Network ? Network.CompareTo(other.Network) : PrefixLength.CompareTo(other.PrefixLength);

    /// <summary>The block in CIDR notation.</summary>
    /// <returns>For example <c>10.2.0.0/16</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Network}/{PrefixLength}");

    /// <summary>True if one block sorts before another.</summary>
    /// <param name="left">The first block.</param><param name="right">The second block.</param>
    /// <returns>True if so.</returns>
    public static bool operator <(Cidr left, Cidr right) => left.CompareTo(right) < 0;

    /// <summary>True if one block sorts after another.</summary>
    /// <param name="left">The first block.</param><param name="right">The second block.</param>
    /// <returns>True if so.</returns>
    public static bool operator >(Cidr left, Cidr right) => left.CompareTo(right) > 0;

    /// <summary>True if one block does not sort after another.</summary>
    /// <param name="left">The first block.</param><param name="right">The second block.</param>
    /// <returns>True if so.</returns>
    public static bool operator <=(Cidr left, Cidr right) => left.CompareTo(right) <= 0;

    /// <summary>True if one block does not sort before another.</summary>
    /// <param name="left">The first block.</param><param name="right">The second block.</param>
    /// <returns>True if so.</returns>
    public static bool operator >=(Cidr left, Cidr right) => left.CompareTo(right) >= 0;

    private static uint MaskOf(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);
}
