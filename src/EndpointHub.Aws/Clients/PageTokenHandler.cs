using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Throws if a list returns the same page token twice. The SDK's paginators repeat a request with the token of the previous
/// response, and would never end.
/// </summary>
internal sealed class PageTokenHandler : PipelineHandler
{
    private readonly ConditionalWeakTable<AmazonWebServiceRequest, HashSet<string>> _seen = new();

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var response = await base.InvokeAsync<T>(executionContext);
        if (RequestMember.NextToken.Read(response) is { } next)
            CheckToken(executionContext.RequestContext.OriginalRequest, next);
        return response;
    }

    private void CheckToken(AmazonWebServiceRequest request, string next)
    {
        // A request without a token begins a list, possibly again.
        if (RequestMember.NextToken.Read(request) is null)
            _seen.Remove(request);

        // Without an error, a part of the list would be taken for the whole.
        if (!_seen.GetOrCreateValue(request).Add(next))
        {
            throw new AmazonClientException(
                $"{request.GetType().Name}: the page token '{next}' was returned twice. The list cannot be read completely."
            );
        }
    }
}
