using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>What the generated clients and the package's STS client change alike.</summary>
internal static class PipelineExtensions
{
    public static void RetryOnClock(this RuntimePipeline pipeline, IClientConfig sdk, IClockedConfig config)
    {
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new RetryOnClock(sdk, config)));
        pipeline.AddHandlerAfter<RetryHandler>(new CredentialHandler());
        if (config.Observer is { } observer)
            pipeline.AddHandlerAfter<RetryHandler>(new AttemptHandler(config, observer));
    }
}
