using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>All pages of a paged operation, one request after the other.</summary>
/// <param name="first">The first request; later ones are copies of it with a token.</param>
/// <param name="send">Sends a request.</param>
/// <param name="next">The request for the page after an answer, or null at the end: a copy of the first, with the answer's token.</param>
/// <param name="token">The token that an answer ends with, or null at the end.</param>
internal sealed class PagedResponses<TRequest, TResponse>(
    TRequest first, Func<TRequest, CancellationToken, Task<TResponse>> send, Func<TResponse, string?> token, Func<TRequest, TResponse, TRequest> next)
    : IPaginatedEnumerable<TResponse>
{
    public IAsyncEnumerator<TResponse> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async IAsyncEnumerable<TResponse> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var request = first; ;)
        {
            var response = await send(request, cancellationToken);
            yield return response;
            if (token(response) is not { } following)
                yield break;

            // Ending quietly would pass part of the answer off as the whole.
            if (!seen.Add(following))
                throw new AmazonClientException($"{typeof(TRequest).Name}: the page token '{following}' came twice; the list cannot be read to its end.");
            request = next(first, response);
        }
    }
}
