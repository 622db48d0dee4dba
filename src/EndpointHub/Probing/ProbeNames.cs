using EndpointHub.Naming;

namespace EndpointHub.Probing;

/// <summary>
/// The names that a probe may connect to. A path may come from a file, which can name any host: only names that AWS gives to the service in the
/// region are probed.
/// </summary>
internal static class ProbeNames
{
    /// <summary>The maximum number of names of one path. ECR, which has the most, has eight.</summary>
    public const int MostNames = 64;

    private static readonly string[] Suffixes = ["amazonaws.com", "amazonaws.com.cn", "api.aws", "on.aws", "api.amazonwebservices.com.cn"];

    /// <summary>True if a name may belong to a service.</summary>
    /// <param name="name">The name.</param>
    /// <param name="serviceName">The full service name, which contains the region.</param>
    public static bool IsOf(string name, string serviceName)
    {
        var service = serviceName.Split('.').SkipWhile(part => part == "cn").ToList();
        if (service.Count < 4 || service[0] != "com" || service[1] != "amazonaws" || !IsDnsName(name) || !IsDnsName(serviceName))
            return false;

        var region = service[2];
        var suffix = Array.Find(Suffixes, one => name.EndsWith($".{region}.{one}", StringComparison.Ordinal));
        if (suffix is null || BuiltInNames.Of(serviceName).Any(known => DnsName.Matches(known.Name, name)))
            return suffix is not null;

        // Below most domains of a region stand names of customers, for example of their load balancers. A name with one label belongs to a service.
        var labels = name.Substring(0, name.Length - region.Length - suffix.Length - 2).Split('.');
        return labels.Length == 1 || Parts(labels.Last()).Intersect(service.Skip(3).SelectMany(Parts)).Any();
    }

    private static string[] Parts(string label) => label.Split('-');

    private static bool IsDnsName(string text) =>
        text.Length is > 0 and <= 253
        && text.Split('.')
            .All(label => label.Length is > 0 and <= 63 && label.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '_'));
}
