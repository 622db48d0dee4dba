using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Ends a list whose page token comes twice with an error. The SDK's paginators send one request again and again, each time with the token of the
/// answer before, and would never end.
/// </summary>
internal sealed class PageTokenHandler : PipelineHandler
{
    private readonly ConditionalWeakTable<AmazonWebServiceRequest, HashSet<string>> _seen = new();

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var response = await base.InvokeAsync<T>(executionContext);
        if (RequestMember.NextToken.Read(response) is { } next)
            Note(executionContext.RequestContext.OriginalRequest, next);
        return response;
    }

    private void Note(AmazonWebServiceRequest request, string next)
    {
        // A request without a token begins a list, perhaps for the second time.
        if (RequestMember.NextToken.Read(request) is null)
            _seen.Remove(request);

        // Ending quietly would pass part of the list off as the whole.
        if (!_seen.GetOrCreateValue(request).Add(next))
            throw new AmazonClientException($"{request.GetType().Name}: the page token '{next}' came twice; the list cannot be read to its end.");
    }
}
