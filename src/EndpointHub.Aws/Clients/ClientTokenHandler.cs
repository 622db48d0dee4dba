using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Gives a client token to each request that takes one and has none. It stays on the request, so that whoever sends the same request again
/// sends the same token; the SDK's own tokens exist on the wire only, and not for every request.
/// </summary>
internal sealed class ClientTokenHandler(Ec2Config config) : PipelineHandler
{
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext.OriginalRequest;
        if (RequestMember.ClientToken.IsIn(request) && RequestMember.ClientToken.Read(request) is null)
            RequestMember.ClientToken.Write(request, config.NewClientToken());
        return base.InvokeAsync<T>(executionContext);
    }
}
