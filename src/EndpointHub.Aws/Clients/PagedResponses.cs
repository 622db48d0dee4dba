using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>Enumerates all pages of a paged operation.</summary>
/// <param name="first">The first request. Later requests are copies with a token.</param>
/// <param name="send">Sends a request.</param>
/// <param name="next">Creates the next request: a copy of the first one with the response's token.</param>
/// <param name="token">Returns the token of the next page, or null at the end.</param>
internal sealed class PagedResponses<TRequest, TResponse>(
    TRequest first,
    Func<TRequest, CancellationToken, Task<TResponse>> send,
    Func<TResponse, string?> token,
    Func<TRequest, TResponse, TRequest> next
) : IPaginatedEnumerable<TResponse>
{
    public IAsyncEnumerator<TResponse> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async IAsyncEnumerable<TResponse> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var request = first; ; )
        {
            var response = await send(request, cancellationToken);
            yield return response;
            if (token(response) is not { } following)
                yield break;

            // Without an error, a part of the list would be taken for the whole.
            if (!seen.Add(following))
            {
                throw new AmazonClientException(
                    $"{typeof(TRequest).Name}: the page token '{following}' was returned twice. The list cannot be read completely."
                );
            }

            request = next(first, response);
        }
    }
}
