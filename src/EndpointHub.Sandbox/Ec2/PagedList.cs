using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Paging;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>EC2's pages, by MaxResults and NextToken.</summary>
internal static class PagedList
{
    /// <param name="atLeast">The smallest MaxResults that is accepted.</param>
    /// <param name="capped">True if a MaxResults above the maximum is reduced to it (endpoints), false if it is an error.</param>
    public static List<T> Page<T>(
        this IEnumerable<T> items,
        int? maxResults,
        string? nextToken,
        out string? next,
        int atLeast = 5,
        int atMost = 1000,
        bool capped = false
    )
    {
        if (maxResults < atLeast)
        {
            throw new AwsException(
                "InvalidParameterValue",
                $"Value ( {maxResults} ) for parameter maxResults is invalid. Expecting a value greater than {atLeast}."
            );
        }

        if (maxResults > atMost && !capped)
        {
            throw new AwsException(
                "InvalidParameterValue",
                $"Value ( {maxResults} ) for parameter maxResults is invalid. Expecting a value less than {atMost}."
            );
        }

        if (!PageToken.TryRead(nextToken, out var start))
            throw new AwsException("InvalidNextToken", "The token is not valid.");
        var size = Math.Min(maxResults ?? int.MaxValue, maxResults is null ? int.MaxValue : atMost);
        var page = items.Skip(start).Take(size == int.MaxValue ? size : size + 1).ToList();
        next = null;
        if (page.Count > size)
        {
            page.RemoveAt(size);
            next = PageToken.At(start + size);
        }

        return page;
    }
}
