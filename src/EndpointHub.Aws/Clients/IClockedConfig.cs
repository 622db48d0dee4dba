using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// The part of a client's configuration that the pipeline's handlers use. The SDK's base constructor builds the pipeline, so the configuration must
/// contain all of it.
/// </summary>
internal interface IClockedConfig : IClientConfig
{
    /// <summary>Gets the clock of retries.</summary>
    TimeProvider Clock { get; }

    /// <summary>Gets the function that returns the random part of a back-off, at least 0 and below 1.</summary>
    Func<double> Jitter { get; }

    /// <summary>Gets the observer of every attempt; null for none.</summary>
    IAttemptObserver? Observer { get; }

    /// <summary>Gets the region of the resources.</summary>
    string RegionName { get; }
}
