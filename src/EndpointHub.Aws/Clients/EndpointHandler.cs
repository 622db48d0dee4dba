using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>Sets the endpoint and the signing region of a request.</summary>
internal sealed class EndpointHandler : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ((ServiceConfig)requestContext.ClientConfig).EndpointParameters();

    // Otherwise a request to an endpoint URL of the environment or profile would be signed for us-east-1.
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        executionContext.RequestContext.Request.AuthenticationRegion ??= ((ServiceConfig)executionContext.RequestContext.ClientConfig).SigningRegion;
}
