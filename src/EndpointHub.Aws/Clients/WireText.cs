using System.Globalization;
using System.Text;

namespace EndpointHub.Aws.Clients;

/// <summary>How AWS writes scalars.</summary>
internal static class WireText
{
    // .NET Framework's EscapeDataString refuses longer strings, and policies can be.
    private const int LongestPiece = 16_000;

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(DateTime value) => value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Escape(string value)
    {
        if (value.Length <= LongestPiece)
            return Uri.EscapeDataString(value);
        var escaped = new StringBuilder();
        for (var start = 0; start < value.Length;)
        {
            var length = Math.Min(LongestPiece, value.Length - start);
            if (char.IsHighSurrogate(value[start + length - 1]) && start + length < value.Length)
                length--;
            escaped.Append(Uri.EscapeDataString(value.Substring(start, length)));
            start += length;
        }

        return escaped.ToString();
    }
}
