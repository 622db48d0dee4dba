using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>Puts the endpoint and the signing region on a request.</summary>
internal sealed class EndpointHandler : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ((ServiceConfig)requestContext.ClientConfig).EndpointParameters();

    // An endpoint URL from environment or profile would otherwise be signed for us-east-1.
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        executionContext.RequestContext.Request.AuthenticationRegion ??= ((ServiceConfig)executionContext.RequestContext.ClientConfig).SigningRegion;
}
