using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Adds a client token to each request that supports one and has none. The token stays on the request object, so that sending the request again
/// repeats the token. The SDK's own tokens are added during marshalling, and not to every request.
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
