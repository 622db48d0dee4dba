using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>Adds the handlers that all clients have, both generated and official ones.</summary>
internal static class PipelineExtensions
{
    public static void RetryOnClock(this RuntimePipeline pipeline, IClockedConfig config)
    {
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new RetryOnClock(config)));
        pipeline.AddHandlerAfter<RetryHandler>(new CredentialHandler());
        if (config.Observer is { } observer)
            pipeline.AddHandlerAfter<RetryHandler>(new AttemptHandler(config, observer));
    }
}
