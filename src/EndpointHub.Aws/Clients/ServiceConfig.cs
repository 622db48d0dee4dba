using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// What every generated client is configured with. The pipeline is built inside the SDK's base constructor, so everything that its
/// handlers need travels in here.
/// </summary>
internal abstract class ServiceConfig : ClientConfig, IClockedConfig
{
    private static readonly DefaultConfigurationMode[] AllModes =
    [
        DefaultConfigurationMode.Standard, DefaultConfigurationMode.InRegion, DefaultConfigurationMode.CrossRegion, DefaultConfigurationMode.Mobile,
        DefaultConfigurationMode.Auto,
    ];

    private readonly ServiceEndpoint _endpoint;

    /// <summary>Sets what the SDK wants to know about a service.</summary>
    /// <param name="serviceId">The service's id in environment variables and profiles, for example <c>Route 53</c>.</param>
    /// <param name="endpoint">Where the service lives.</param>
    private protected ServiceConfig(string serviceId, ServiceEndpoint endpoint)
        : base(new DefaultConfigurationProvider(DefaultConfigurations))
    {
        _endpoint = endpoint;
        ServiceId = serviceId;
        AuthenticationServiceName = endpoint.SigningName;
        EndpointProvider = endpoint;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId, typeof(ServiceConfig).Assembly.GetName().Version!.ToString(fieldCount: 3));

        // The SDK's token bucket is static, so one runspace would throttle another; pacing is the executor's.
        ThrottleRetries = false;

        // Retries of reset connections are counted apart from MaxErrorRetry, ten by default; here a failure is a failure.
        MaxStaleConnectionRetries = 0;
    }

    /// <summary>The clock that retries wait on.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Draws the share of a back-off that is waited, at least 0 and below 1.</summary>
    public Func<double> Jitter { get; set; } = DefaultJitter.Next;

    /// <summary>Sees every attempt of every call; null where nobody looks.</summary>
    public IAttemptObserver? Observer { get; set; }

    /// <summary>
    /// The region that is meant, for a client whose <see cref="ClientConfig.ServiceURL"/> was set: setting that clears
    /// <see cref="ClientConfig.RegionEndpoint"/>. Null otherwise.
    /// </summary>
    public string? RegionBesideUrl { get; set; }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => _endpoint.SigningName;

    /// <inheritdoc/>
    public override string UserAgent { get; }

    /// <summary>The region whose resources are meant.</summary>
    public string RegionName => RegionEndpoint?.SystemName ?? RegionBesideUrl ?? AuthenticationRegion ?? "us-east-1";

    /// <summary>The region that requests are signed for; a global service has one for each partition.</summary>
    internal string SigningRegion => _endpoint.IsGlobal ? Fn.Partition(RegionName).implicitGlobalRegion : RegionName;

    private static IEnumerable<IDefaultConfiguration> DefaultConfigurations =>
        AllModes.Select(static mode => new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        });

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(EndpointParameters());

    internal EndpointParameters EndpointParameters() => new()
    {
        // The region first: reading ServiceURL takes one from environment or profile, and setting the region later would lose it.
        ["Region"] = RegionName,
        ["Endpoint"] = ServiceURL,
        ["UseDualStack"] = UseDualstackEndpoint,
        ["UseFIPS"] = UseFIPSEndpoint,
    };
}
