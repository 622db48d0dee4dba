using Amazon.Runtime;
using Amazon.Runtime.Internal;
using EndpointHub.Aws.Pacing;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// The SDK's standard retries, with two differences: they wait on the configured clock, and a change whose response was lost is not
/// retried unless it has a client token. The caller reads the state and decides, because a retried CreateVpcPeeringConnection
/// would create a second peering connection. Throttled calls are retried more often, because other processes use the same account.
/// </summary>
internal sealed class RetryOnClock : StandardRetryPolicy
{
    // Two processes at full speed are refused every second call, and one of them can lose many times in succession. Their mean time is three minutes.
    private const int ThrottlingRetries = 20;

    private readonly IClockedConfig _config;

    public RetryOnClock(IClockedConfig config)
        : base(config)
    {
        _config = config;

        // botocore has these codes, and the SDK's list does not. AWS refuses such calls before it changes anything.
        ThrottlingErrorCodes.Add("EC2ThrottledException");
        ThrottlingErrorCodes.Add("PriorRequestNotComplete");
    }

    public override bool RetryLimitReached(IExecutionContext executionContext) =>
        executionContext.RequestContext.Retries >= (MaxRetries > 0 ? Math.Max(MaxRetries, ThrottlingRetries) : 0);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
    {
        if (IsThrottlingError(exception) || exception is AmazonServiceException { StatusCode: (System.Net.HttpStatusCode)429 })
            return true;
        if (executionContext.RequestContext.Retries >= MaxRetries)
            return false;
        if (!MayBeRepeated(executionContext.RequestContext.OriginalRequest))
            return false;
        return exception is AmazonUnmarshallingException || await base.RetryForExceptionAsync(executionContext, exception);
    }

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        var ceiling = Math.Min(Math.Pow(2, context.Retries - 1) * 1000, MaxBackoffInMilliseconds);
        return _config.Clock.DelayAsync(TimeSpan.FromMilliseconds(_config.Jitter() * ceiling), context.CancellationToken);
    }

    public override void WaitBeforeRetry(IExecutionContext executionContext) =>
        throw new NotSupportedException("The clients make no blocking calls.");

    private static bool MayBeRepeated(AmazonWebServiceRequest request) => RequestMember.ClientToken.IsIn(request) || RequestName.IsRead(request);
}
