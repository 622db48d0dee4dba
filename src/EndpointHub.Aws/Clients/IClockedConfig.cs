using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>What the pipeline's handlers take from a client's configuration. The pipeline is built inside the SDK's base constructor, so it all travels in there.</summary>
internal interface IClockedConfig : IClientConfig
{
    /// <summary>The clock that retries wait on.</summary>
    TimeProvider Clock { get; }

    /// <summary>Draws the share of a back-off that is waited, at least 0 and below 1.</summary>
    Func<double> Jitter { get; }

    /// <summary>Sees every attempt of every call; null where nobody looks.</summary>
    IAttemptObserver? Observer { get; }

    /// <summary>The region whose resources are meant.</summary>
    string RegionName { get; }
}
