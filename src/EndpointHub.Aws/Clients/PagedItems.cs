using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>Enumerates the items of all pages.</summary>
internal sealed class PagedItems<TResponse, TItem>(IPaginatedEnumerable<TResponse> pages, Func<TResponse, List<TItem>?> items)
    : IPaginatedEnumerable<TItem>
{
    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async IAsyncEnumerable<TItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            foreach (var item in items(page) ?? [])
                yield return item;
        }
    }
}
