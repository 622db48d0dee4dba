using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>The base class of the generated clients: a pipeline of the SDK with this project's endpoints, signatures and retries.</summary>
internal abstract class ServiceClient : AmazonServiceClient
{
    /// <summary>Builds the pipeline.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="config">The configuration.</param>
    private protected ServiceClient(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config) { }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // The base constructor calls this before any field of this class is set.
        var config = (ServiceConfig)Config;
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());

        // Added last, so that it runs before the endpoint handler, which overrides the region of the authentication scheme.
        pipeline.AddHandlerAfter<Marshaller>(new SignatureHandler());
        pipeline.RetryOnClock(config);
    }

    private protected Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request,
        ServiceOperation<TRequest, TResponse> operation,
        CancellationToken cancellationToken
    )
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        var options = new InvokeOptions { RequestMarshaller = operation.Marshaller, ResponseUnmarshaller = operation.Unmarshaller };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }
}
