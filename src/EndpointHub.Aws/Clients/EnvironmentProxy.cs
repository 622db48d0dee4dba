using System.Net;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// The proxies of the environment variables, for every client on every platform: .NET reads the variables once a process, .NET Framework does not
/// read them, and the SDK does not know NO_PROXY.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly string[] _excluded;

    private EnvironmentProxy(Uri? http, Uri? https, string[] excluded)
    {
        _http = http;
        _https = https;
        _excluded = excluded;
        Credentials = new ProxyCredentials([http, https]);
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>Reads the variables. Like curl, the lower-case name comes first, and ALL_PROXY last.</summary>
    /// <param name="variable">Reads a variable.</param>
    /// <returns>The proxies; null if the environment names none.</returns>
    /// <exception cref="FormatException">The value of a variable is no URL. The message is the name of the variable, because the value may contain a
    /// password.</exception>
    public static EnvironmentProxy? Read(Func<string, string?> variable)
    {
        var all = Proxy(variable, "ALL_PROXY");
        var http = Proxy(variable, "HTTP_PROXY") ?? all;
        var https = Proxy(variable, "HTTPS_PROXY") ?? all;
        var excluded = Value(variable, "NO_PROXY").Value ?? "";
        return http is null && https is null
            ? null
            : new EnvironmentProxy(http, https, [.. excluded.Split(',', ' ').Select(entry => entry.Trim()).Where(entry => entry.Length > 0)]);
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? destination : ProxyOf(destination);

    /// <summary>Determines whether requests to a host go directly. A proxy cannot reach the loopback addresses of this machine.</summary>
    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => ProxyOf(host) is null || host.IsLoopback || _excluded.Any(entry => Excludes(entry, host));

    private Uri? ProxyOf(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    // An entry is *, a name that covers the names below it, or an address, each with or without a port.
    private static bool Excludes(string entry, Uri host)
    {
        var colon = entry.LastIndexOf(':');
        var hasPort = colon > 0 && entry.IndexOf(':') == colon;
        if (hasPort && entry.Substring(colon + 1) != host.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            return false;

        var name = (hasPort ? entry.Substring(0, colon) : entry).TrimStart('*').TrimStart('.').Trim('[', ']');
        return name.Length == 0
            || host.DnsSafeHost.Equals(name, StringComparison.OrdinalIgnoreCase)
            || host.DnsSafeHost.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }

    private static Uri? Proxy(Func<string, string?> variable, string name)
    {
        var (read, value) = Value(variable, name);
        if (value is null)
            return null;

        var text = value.Contains("://") ? value : "http://" + value;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri : throw new FormatException(read);
    }

    private static (string Name, string? Value) Value(Func<string, string?> variable, string name)
    {
#pragma warning disable CA1308 // The variables have these names in lower case too.
        var lower = name.ToLowerInvariant();
#pragma warning restore CA1308
        return !string.IsNullOrWhiteSpace(variable(lower)) ? (lower, variable(lower)!.Trim())
            : !string.IsNullOrWhiteSpace(variable(name)) ? (name, variable(name)!.Trim())
            : (name, null);
    }

    /// <summary>The user and the password of each proxy's URL.</summary>
    private sealed class ProxyCredentials(IReadOnlyList<Uri?> proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) =>
            proxies.FirstOrDefault(proxy => proxy?.UserInfo.Length > 0 && proxy.Host == uri.Host && proxy.Port == uri.Port) is { } known
                ? Parse(known.UserInfo)
                : null;

        private static NetworkCredential Parse(string userInfo)
        {
            var colon = userInfo.IndexOf(':');
            return colon < 0
                ? new NetworkCredential(Uri.UnescapeDataString(userInfo), "")
                : new NetworkCredential(Uri.UnescapeDataString(userInfo.Substring(0, colon)), Uri.UnescapeDataString(userInfo.Substring(colon + 1)));
        }
    }
}
