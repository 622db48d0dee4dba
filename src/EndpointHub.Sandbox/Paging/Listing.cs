using EndpointHub.Sandbox.Errors;

namespace EndpointHub.Sandbox.Paging;

/// <summary>The lists of Resolver and Profiles: pages of up to a hundred, which is also what comes when nobody says how many.</summary>
internal static class Listing
{
    public const int Most = 100;

    /// <param name="most">The most that a page may be asked to hold, where it is not a hundred.</param>
    public static List<T> Listed<T>(this IEnumerable<T> items, int? maxResults, string? nextToken, out string? next, int most = Most)
    {
        Constraints.Range("maxResults", maxResults, 1, most);
        if (!PageToken.TryRead(nextToken, out var start)) throw new AwsException("InvalidNextTokenException", "The value that you specified for NextToken isn't valid.");
        var size = maxResults ?? Most;
        var page = items.Skip(start).Take(size + 1).ToList();
        next = page.Count > size ? PageToken.At(start + size) : null;
        return page.Count > size ? page[..size] : page;
    }
}
