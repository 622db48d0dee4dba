using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>The handlers that every client has, the generated ones and those of the official packages.</summary>
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
