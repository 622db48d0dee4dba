using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>Calls the observer for each attempt. It is inside the retry handler, because the SDK's own events are raised once per call.</summary>
internal sealed class AttemptHandler(IClockedConfig config, IAttemptObserver observer) : PipelineHandler
{
    // The sandbox's header. AWS sends none.
    private const string LimitsHeader = "x-sandbox-limits";

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        var attempt = new RequestAttempt(
            context.ClientConfig.AuthenticationServiceName,
            RequestName.Of(context.OriginalRequest),
            config.RegionName,
            context.Retries + 1,
            context.OriginalRequest
        );
        await observer.BeforeAsync(attempt, context.CancellationToken);
        try
        {
            var response = await base.InvokeAsync<T>(executionContext);
            observer.After(attempt with { ServerHasLimits = ServerHasLimits(executionContext) }, failure: null);
            return response;
        }
        catch (Exception failure)
        {
            observer.After(attempt, failure);
            throw;
        }
    }

    private static bool ServerHasLimits(IExecutionContext context) =>
        context.ResponseContext.HttpResponse is not { } response
        || !response.IsHeaderPresent(LimitsHeader)
        || response.GetHeaderValue(LimitsHeader) != "none";
}
