using System.Net;
using Amazon.Runtime;
using EndpointHub.Aws.Clients;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// How the clients of a session reach AWS: by FIPS and dual-stack endpoints, and by a proxy. The SDK takes the first two from the environment or
/// from its default profile, not from a profile that a client names, so they are read here and set on every client.
/// </summary>
/// <param name="UsesFips">True for endpoints with cryptography that is validated for FIPS 140.</param>
/// <param name="UsesDualStack">True for endpoints with IPv4 and IPv6 addresses.</param>
/// <param name="Proxy">The proxy of the environment; null for the system's.</param>
internal sealed record NetworkSettings(bool UsesFips, bool UsesDualStack, IWebProxy? Proxy)
{
    private const string Fips = "AWS_USE_FIPS_ENDPOINT";
    private const string DualStack = "AWS_USE_DUALSTACK_ENDPOINT";

    /// <summary>Reads the settings. A variable takes precedence over the profile (AWS SDKs and Tools reference guide).</summary>
    /// <param name="host">The local machine.</param>
    /// <param name="profileName">The profile of the credentials; null for the default profile.</param>
    /// <exception cref="EndpointHubException">NetworkSettingUnreadable: ignoring the value would use another endpoint.</exception>
    public static NetworkSettings Read(HostEnvironment host, string? profileName)
    {
        host.Profiles.TryGetProfile(profileName ?? host.DefaultProfile, out var profile);
        return new NetworkSettings(
            Flag(host, Fips) ?? profile?.UseFIPSEndpoint ?? false,
            Flag(host, DualStack) ?? profile?.UseDualstackEndpoint ?? false,
            ProxyOf(host)
        );
    }

    /// <summary>Checks that the settings have an effect. A custom URL replaces the endpoint, so it cannot be combined with them.</summary>
    /// <param name="hasCustomUrl">True if an endpoint URL is given or configured.</param>
    /// <exception cref="EndpointHubException">EndpointSettingsConflict.</exception>
    public void Check(bool hasCustomUrl)
    {
        if ((UsesFips || UsesDualStack) && hasCustomUrl)
            throw new EndpointHubException(Problems.EndpointSettingsConflict(UsesFips ? Fips : DualStack));
    }

    /// <summary>Sets them on the configuration of a client.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="runtime">The runtime, which may replace the network.</param>
    public void ApplyTo(ClientConfig config, AwsRuntime runtime)
    {
        config.UseFIPSEndpoint = UsesFips;
        config.UseDualstackEndpoint = UsesDualStack;
        if (runtime.Http is { } http)
            config.HttpClientFactory = new InMemoryHttp(http);
        else if (Proxy is not null)
            config.SetWebProxy(Proxy);
    }

    private static bool? Flag(HostEnvironment host, string name) =>
        HostEnvironment.Text(host.Variable(name)?.Trim()) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw new EndpointHubException(Problems.NetworkSettingUnreadable(name, "is neither true nor false."));

    private static EnvironmentProxy? ProxyOf(HostEnvironment host)
    {
        try
        {
            return EnvironmentProxy.Read(host.Variable);
        }
        catch (FormatException malformed)
        {
            throw new EndpointHubException(Problems.NetworkSettingUnreadable(malformed.Message, "is not the URL of a proxy."));
        }
    }
}
