using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Has expiring keys renewed before each attempt is signed. The SDK's signer asks for them in place, which would hold the thread while
/// another service answers.
/// </summary>
internal sealed class CredentialHandler : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        if (executionContext.RequestContext.Identity is AWSCredentials credentials)
            await credentials.GetCredentialsAsync();
        return await base.InvokeAsync<T>(executionContext);
    }
}
