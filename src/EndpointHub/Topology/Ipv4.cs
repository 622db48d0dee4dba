using System.Globalization;

namespace EndpointHub.Topology;

/// <summary>An IPv4 address.</summary>
/// <param name="Value">The address as a number, its first octet in the highest byte.</param>
public readonly record struct Ipv4(uint Value) : IComparable<Ipv4>
{
    /// <summary>Reads dotted decimal text. Leading zeros are rejected, because some parsers read such octets as octal.</summary>
    /// <param name="text">For example <c>10.2.0.7</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is not an IPv4 address.</exception>
    public static Ipv4 Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an IPv4 address.");

    /// <summary>Reads dotted decimal text.</summary>
    /// <param name="text">For example <c>10.2.0.7</c>; null is no address.</param>
    /// <param name="address">The address, or 0.0.0.0.</param>
    /// <returns>True if the text is an IPv4 address.</returns>
    public static bool TryParse(string? text, out Ipv4 address)
    {
        address = default;
        var octets = text?.Split('.');
        if (octets is not { Length: 4 })
            return false;

        uint value = 0;
        foreach (var octet in octets)
        {
            var isCanonical = octet.Length is > 0 and <= 3 && (octet.Length == 1 || octet[0] != '0');
            if (!isCanonical || !byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out var part))
                return false;
            value = (value << 8) | part;
        }

        address = new Ipv4(value);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Ipv4 other) => Value.CompareTo(other.Value);

    /// <summary>Dotted decimal text.</summary>
    /// <returns>For example <c>10.2.0.7</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Value >> 24}.{(Value >> 16) & 255}.{(Value >> 8) & 255}.{Value & 255}");

    /// <summary>True if one address is below another.</summary>
    /// <param name="left">The first address.</param><param name="right">The second address.</param>
    /// <returns>True if so.</returns>
    public static bool operator <(Ipv4 left, Ipv4 right) => left.Value < right.Value;

    /// <summary>True if one address is above another.</summary>
    /// <param name="left">The first address.</param><param name="right">The second address.</param>
    /// <returns>True if so.</returns>
    public static bool operator >(Ipv4 left, Ipv4 right) => left.Value > right.Value;

    /// <summary>True if one address is not above another.</summary>
    /// <param name="left">The first address.</param><param name="right">The second address.</param>
    /// <returns>True if so.</returns>
    public static bool operator <=(Ipv4 left, Ipv4 right) => left.Value <= right.Value;

    /// <summary>True if one address is not below another.</summary>
    /// <param name="left">The first address.</param><param name="right">The second address.</param>
    /// <returns>True if so.</returns>
    public static bool operator >=(Ipv4 left, Ipv4 right) => left.Value >= right.Value;
}
