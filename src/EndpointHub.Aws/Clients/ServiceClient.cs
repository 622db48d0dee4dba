using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>What the generated clients share: a pipeline of the SDK with this project's endpoints, signatures and retries.</summary>
public abstract class ServiceClient : AmazonServiceClient
{
    private readonly ServiceConfig _config;

    /// <summary>Builds the pipeline.</summary>
    /// <param name="credentials">Who calls.</param>
    /// <param name="config">Where to, and how.</param>
    private protected ServiceClient(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config) => _config = config;

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        // The base constructor calls this before any field of ours is set.
        var config = (ServiceConfig)Config;
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());

        // Added last, so that it stands before the endpoint's: the endpoint overrides the region of the chosen scheme.
        pipeline.AddHandlerAfter<Marshaller>(new SignatureHandler());
        pipeline.RetryOnClock(config, config);
    }

    private protected Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request, ServiceOperation<TRequest, TResponse> operation, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        if (request is IIdempotentRequest { ClientToken: null or "" } idempotent)
            idempotent.ClientToken = _config.NewClientToken();
        var options = new InvokeOptions { RequestMarshaller = operation.Marshaller, ResponseUnmarshaller = operation.Unmarshaller };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }
}
