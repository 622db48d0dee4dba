using System.Net;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>
/// Refuses requests that a web page can make a browser send: those to another name that resolves to the loopback interface (DNS rebinding), and
/// those from another origin. Clients of AWS send neither.
/// </summary>
internal static class BrowserProtection
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <returns>The reason in one line; null if the request is accepted.</returns>
    public static string? Refusal(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
            return $"The Host header '{request.Host.Value}' is refused: only 127.0.0.1, localhost and names below localhost are served.";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"http://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
            return $"The Origin '{origin}' is refused: web pages of other origins are not served.";
        return request.Headers[FetchSite].ToString() is "cross-site" or "same-site" ? "Web pages of other origins are not served." : null;
    }

    private static bool IsLoopback(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return IPAddress.IsLoopback(address);
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
