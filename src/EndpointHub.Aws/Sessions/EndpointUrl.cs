using Amazon;
using Amazon.EC2;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using Amazon.SecurityToken;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>The rule for an endpoint URL, whether <c>-EndpointUrl</c>, a variable or a profile gives it.</summary>
internal static class EndpointUrl
{
    /// <summary>
    /// Any https URL, or http to this machine. Secret keys never travel, but session tokens do, and a signed request can be replayed for some
    /// minutes by whoever reads it.
    /// </summary>
    /// <exception cref="EndpointHubException">EndpointUrlRefused: it is no URL, or would send requests in the clear.</exception>
    public static string? Validated(string? url)
    {
        if (HostEnvironment.Text(url) is not { } text)
            return null;
        var isAllowed = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
        return isAllowed ? text : throw new EndpointHubException(Problems.EndpointUrlRefused(WithoutUserInfo(text)));
    }

    /// <summary>Holds the URLs that the SDK finds by itself, for each service that is called, to the same rule.</summary>
    /// <param name="region">The region of the calls.</param>
    /// <param name="profile">The profile that may name URLs, or null.</param>
    /// <exception cref="EndpointHubException">EndpointUrlRefused.</exception>
    public static void CheckConfigured(string region, Profile? profile)
    {
        var configs = new ClientConfig[]
        {
            new AmazonSecurityTokenServiceConfig(), new AmazonEC2Config(), new AmazonRoute53Config(), new AmazonRoute53ResolverConfig(), new AmazonRoute53ProfilesConfig(),
        };
        foreach (var config in configs)
        {
            config.Profile = profile;

            // The region first: reading the URL settles where it comes from.
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            Validated(Configured(config));
        }
    }

    private static string? Configured(ClientConfig config)
    {
        try
        {
            return config.ServiceURL;
        }
        catch (AmazonClientException malformed)
        {
            // The SDK quotes the value after the colon, and nothing else tells it.
            var value = malformed.Message.Substring(malformed.Message.IndexOf(": ", StringComparison.Ordinal) + 1).Trim();
            throw new EndpointHubException(Problems.EndpointUrlRefused(WithoutUserInfo(value)));
        }
    }

    // A password in a URL is a secret, too.
    private static string WithoutUserInfo(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? text : text.Substring(at + 1);
    }
}
