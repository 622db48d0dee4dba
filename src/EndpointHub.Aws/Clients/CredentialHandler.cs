using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Refreshes expiring keys before each attempt is signed. The SDK's signer would refresh them synchronously and block the thread during
/// the call.
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
