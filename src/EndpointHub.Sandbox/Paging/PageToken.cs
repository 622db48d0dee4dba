using System.Globalization;
using System.Text;

namespace EndpointHub.Sandbox.Paging;

/// <summary>The opaque NextToken of a list: the offset at which the next page begins.</summary>
internal static class PageToken
{
    public static string At(int offset) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"from:{offset}"));

    /// <returns>False if the token was not issued by <see cref="At"/>. A missing token is the first page.</returns>
    public static bool TryRead(string? token, out int offset)
    {
        offset = 0;
        if (string.IsNullOrEmpty(token))
            return true;
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is var text
            && text.StartsWith("from:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
