using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>The TCP ports of AWS services.</summary>
internal static class ServicePorts
{
    private static readonly ValueList<int> Https = ValueList.Of(443);

    // Amazon Keyspaces and Amazon SES developer guides, "Using ... with interface VPC endpoints".
    private static readonly Dictionary<string, ValueList<int>> Others = new(StringComparer.Ordinal)
    {
        ["cassandra"] = ValueList.Of(9142),
        ["cassandra-fips"] = ValueList.Of(9142),
        ["email-smtp"] = ValueList.Of(25, 465, 587, 2465, 2587),
    };

    /// <summary>The ports of a service: 443 unless other ports are documented.</summary>
    /// <param name="serviceName">The full service name, for example <c>com.amazonaws.ap-northeast-1.cassandra</c>.</param>
    /// <returns>The ports, lowest first.</returns>
    public static ValueList<int> Of(string serviceName) => Others.TryGetValue(LastPart(serviceName), out var ports) ? ports : Https;

    /// <summary>True if other ports than 443 are documented for a service. For all other services 443 is assumed.</summary>
    /// <param name="serviceName">The full service name.</param>
    ///
    public static bool Lists(string serviceName) => Others.ContainsKey(LastPart(serviceName));

    /// <summary>True if a connection to a port starts with TLS. SMTP ports start in plain text and use STARTTLS (Amazon SES
    /// developer guide, connecting to an SMTP endpoint).</summary>
    /// <param name="port">The port.</param>
    ///
    public static bool BeginsWithTls(int port) => port is not (25 or 587 or 2587);

    private static string LastPart(string serviceName) => serviceName.Substring(serviceName.LastIndexOf('.') + 1);
}
