using System.Globalization;
using System.Text;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Pages by MaxResults and an opaque NextToken.</summary>
internal static class Paging
{
    /// <param name="atLeast">AWS refuses fewer.</param>
    /// <param name="capped">A larger MaxResults is silently the maximum (endpoints), else an error.</param>
    public static List<T> Page<T>(this IEnumerable<T> items, int? maxResults, string? nextToken, out string? next, int atLeast = 5, int atMost = 1000, bool capped = false)
    {
        if (maxResults < atLeast)
            throw new AwsException("InvalidParameterValue", $"Value ( {maxResults} ) for parameter maxResults is invalid. Expecting a value greater than {atLeast}.");
        if (maxResults > atMost && !capped)
            throw new AwsException("InvalidParameterValue", $"Value ( {maxResults} ) for parameter maxResults is invalid. Expecting a value less than {atMost}.");
        var start = Start(nextToken);
        var size = Math.Min(maxResults ?? int.MaxValue, maxResults is null ? int.MaxValue : atMost);
        var page = items.Skip(start).Take(size == int.MaxValue ? size : size + 1).ToList();
        next = null;
        if (page.Count > size)
        {
            page.RemoveAt(size);
            next = Token(start + size);
        }

        return page;
    }

    public static string Token(int offset) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"from:{offset}"));

    public static int Start(string? token) => TryStart(token, out var start) ? start : throw new AwsException("InvalidNextToken", "The token is not valid.");

    public static bool TryStart(string? token, out int start)
    {
        start = 0;
        if (string.IsNullOrEmpty(token)) return true;
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && Encoding.ASCII.GetString(bytes, 0, length) is var text
            && text.StartsWith("from:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out start);
    }
}
