using Amazon;
using Amazon.EC2;

namespace EndpointHub.Aws.Clients;

/// <summary>The configuration of <see cref="Ec2Client"/>.</summary>
internal sealed class Ec2Config : AmazonEC2Config, IClockedConfig
{
    /// <param name="region">The region of the resources.</param>
    /// <param name="endpointUrl">The URL that requests go to; null for the default or the configured one.</param>
    public Ec2Config(string region, string? endpointUrl = null)
    {
        RegionName = region;
        RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        if (endpointUrl is not null)
            ServiceURL = endpointUrl;

        // Without it a request to an endpoint URL is signed for us-east-1.
        AuthenticationRegion = region;

        // The SDK's token bucket is static, so one runspace would throttle another. The pacer limits the rate instead.
        ThrottleRetries = false;

        // The SDK counts retries of reset connections separately from MaxErrorRetry, ten by default.
        MaxStaleConnectionRetries = 0;
    }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public Func<double> Jitter { get; set; } = DefaultJitter.Next;

    /// <summary>Gets or sets the function that creates client tokens, by which EC2 recognises a repeated request.</summary>
    public Func<string> NewClientToken { get; set; } = static () => Guid.NewGuid().ToString();

    public IAttemptObserver? Observer { get; set; }

    public string RegionName { get; }
}
