using EndpointHub.Sandbox.Errors;

namespace EndpointHub.Sandbox.Paging;

/// <summary>Pages of the lists of Resolver and Profiles: at most 100 items, which is also the default.</summary>
internal static class Listing
{
    public const int Most = 100;

    /// <param name="most">The largest MaxResults that is accepted.</param>
    public static List<T> Listed<T>(this IEnumerable<T> items, int? maxResults, string? nextToken, out string? next, int most = Most)
    {
        Constraints.Range("maxResults", maxResults, 1, most);
        if (!PageToken.TryRead(nextToken, out var start))
            throw new AwsException("InvalidNextTokenException", "The value that you specified for NextToken isn't valid.");
        var size = maxResults ?? Most;
        var page = items.Skip(start).Take(size + 1).ToList();
        next = page.Count > size ? PageToken.At(start + size) : null;
        return page.Count > size ? page[..size] : page;
    }
}
