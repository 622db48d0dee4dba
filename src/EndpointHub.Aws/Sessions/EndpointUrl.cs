using Amazon;
using Amazon.EC2;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using Amazon.SecurityToken;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>Validates endpoint URLs of <c>-EndpointUrl</c>, of environment variables and of profiles.</summary>
internal static class EndpointUrl
{
    /// <summary>
    /// Accepts https, or http on this machine. Requests do not contain secret keys, but they contain session tokens, and a signed request can be
    /// replayed for some minutes.
    /// </summary>
    /// <exception cref="EndpointHubException">EndpointUrlRefused: it is not a URL, or would send requests without encryption.</exception>
    public static string? Validated(string? url)
    {
        if (HostEnvironment.Text(url) is not { } text)
            return null;
        var isAllowed =
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.UserInfo.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
        return isAllowed ? text : throw new EndpointHubException(Problems.EndpointUrlRefused(WithoutUserInfo(text)));
    }

    /// <summary>Validates the URLs that the SDK finds in its configuration, for each service that is called.</summary>
    /// <param name="region">The region of the calls.</param>
    /// <param name="profile">The profile that may contain URLs, or null.</param>
    /// <returns>True if a URL is configured for a service.</returns>
    /// <exception cref="EndpointHubException">EndpointUrlRefused.</exception>
    public static bool CheckConfigured(string region, Profile? profile)
    {
        var configs = new ClientConfig[]
        {
            new AmazonSecurityTokenServiceConfig(),
            new AmazonEC2Config(),
            new AmazonRoute53Config(),
            new AmazonRoute53ResolverConfig(),
            new AmazonRoute53ProfilesConfig(),
        };
        var isAnyConfigured = false;
        foreach (var config in configs)
        {
            config.Profile = profile;

            // Set before ServiceURL is read, because reading it fixes the source of the URL.
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            isAnyConfigured |= Validated(Configured(config)) is not null;
        }

        return isAnyConfigured;
    }

    private static string? Configured(ClientConfig config)
    {
        try
        {
            return config.ServiceURL;
        }
        catch (AmazonClientException malformed)
        {
            // Only the message of the SDK's exception contains the value, after the colon.
            var value = malformed.Message.Substring(malformed.Message.IndexOf(": ", StringComparison.Ordinal) + 1).Trim();
            throw new EndpointHubException(Problems.EndpointUrlRefused(WithoutUserInfo(value)));
        }
    }

    // The user information may contain a password.
    private static string WithoutUserInfo(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? text : text.Substring(at + 1);
    }
}
