using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SecurityToken;
using EndpointHub.Aws.Clients;

namespace EndpointHub.Aws.Sessions;

/// <summary>The SDK's STS client with this project's retries.</summary>
internal sealed class StsClient(AWSCredentials credentials, StsClient.Settings settings) : AmazonSecurityTokenServiceClient(credentials, settings)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        var config = (Settings)Config;
        pipeline.RetryOnClock(config);
    }

    internal sealed class Settings : AmazonSecurityTokenServiceConfig, IClockedConfig
    {
        public Settings(AwsRuntime runtime, NetworkSettings network, string region, string? endpointUrl)
        {
            Clock = runtime.Clock;
            Jitter = runtime.Jitter;
            Observer = runtime.Observer;
            RegionName = region;
            MaxErrorRetry = runtime.MaxErrorRetry;
            MaxStaleConnectionRetries = 0;
            ThrottleRetries = false;
            RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            if (endpointUrl is not null)
                ServiceURL = endpointUrl;

            // Otherwise requests to an endpoint URL would be signed for us-east-1.
            AuthenticationRegion = region;
            network.ApplyTo(this, runtime);
        }

        public TimeProvider Clock { get; }

        public Func<double> Jitter { get; }

        public IAttemptObserver? Observer { get; }

        public string RegionName { get; }
    }
}
