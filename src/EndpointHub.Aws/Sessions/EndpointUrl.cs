namespace EndpointHub.Aws.Sessions;

/// <summary>The rule for <c>-EndpointUrl</c>.</summary>
internal static class EndpointUrl
{
    /// <summary>
    /// Any https URL, or http to this machine. Secret keys never travel, but session tokens do, and a signed request can be replayed for some
    /// minutes by whoever reads it.
    /// </summary>
    /// <exception cref="EndpointHubException">It is no URL, or would send requests in the clear.</exception>
    public static string? Checked(string? url)
    {
        if (HostEnvironment.Text(url) is not { } text)
            return null;
        var isAllowed = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
        return isAllowed ? text : throw new EndpointHubException(Problems.EndpointUrlRefused(WithoutUserInfo(text)));
    }

    // A password in a URL is a secret, too.
    private static string WithoutUserInfo(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? text : text.Substring(at + 1);
    }
}
