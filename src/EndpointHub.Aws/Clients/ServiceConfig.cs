using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// The configuration of the generated clients. The SDK's base constructor builds the pipeline, so the configuration contains everything that its
/// handlers need.
/// </summary>
internal abstract class ServiceConfig : ClientConfig, IClockedConfig
{
    private static readonly DefaultConfigurationMode[] AllModes =
    [
        DefaultConfigurationMode.Standard,
        DefaultConfigurationMode.InRegion,
        DefaultConfigurationMode.CrossRegion,
        DefaultConfigurationMode.Mobile,
        DefaultConfigurationMode.Auto,
    ];

    private readonly ServiceEndpoint _endpoint;

    /// <summary>Sets the properties of a service.</summary>
    /// <param name="serviceId">The service's id in environment variables and profiles, for example <c>Route 53</c>.</param>
    /// <param name="endpoint">The endpoint rule set.</param>
    private protected ServiceConfig(string serviceId, ServiceEndpoint endpoint)
        : base(new DefaultConfigurationProvider(DefaultConfigurations))
    {
        _endpoint = endpoint;
        ServiceId = serviceId;
        AuthenticationServiceName = endpoint.SigningName;
        EndpointProvider = endpoint;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId, typeof(ServiceConfig).Assembly.GetName().Version!.ToString(fieldCount: 3));

        // The SDK's token bucket is static, so one runspace would throttle another. The pacer limits the rate instead.
        ThrottleRetries = false;

        // The SDK counts retries of reset connections separately from MaxErrorRetry, ten by default.
        MaxStaleConnectionRetries = 0;
    }

    /// <summary>Gets or sets the clock of retries.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the function that returns the random part of a back-off, at least 0 and below 1.</summary>
    public Func<double> Jitter { get; set; } = DefaultJitter.Next;

    /// <summary>Gets or sets the observer of every attempt; null for none.</summary>
    public IAttemptObserver? Observer { get; set; }

    /// <summary>
    /// Gets or sets the region of a client whose <see cref="ClientConfig.ServiceURL"/> was set, because setting that clears
    /// <see cref="ClientConfig.RegionEndpoint"/>. Null otherwise.
    /// </summary>
    public string? RegionBesideUrl { get; set; }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => _endpoint.SigningName;

    /// <inheritdoc/>
    public override string UserAgent { get; }

    /// <summary>Gets the region of the resources.</summary>
    public string RegionName => RegionEndpoint?.SystemName ?? RegionBesideUrl ?? AuthenticationRegion ?? "us-east-1";

    /// <summary>Gets the region that requests are signed for. A global service has one per partition.</summary>
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

    internal EndpointParameters EndpointParameters() =>
        new()
        {
            // Read before ServiceURL, which may set a URL from the environment or the profile. Setting the region later would clear it.
            ["Region"] = RegionName,
            ["Endpoint"] = ServiceURL,
            ["UseDualStack"] = UseDualstackEndpoint,
            ["UseFIPS"] = UseFIPSEndpoint,
        };
}
