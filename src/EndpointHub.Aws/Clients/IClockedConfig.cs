namespace EndpointHub.Aws.Clients;

/// <summary>What the pipeline's handlers take from a configuration; STS, whose client comes from its package, has one of its own.</summary>
internal interface IClockedConfig
{
    TimeProvider Clock { get; }

    Func<double> Jitter { get; }

    IAttemptObserver? Observer { get; }

    string RegionName { get; }
}
