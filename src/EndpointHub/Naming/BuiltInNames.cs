using EndpointHub.Topology;

namespace EndpointHub.Naming;

/// <summary>
/// The built-in private names. They are used when no endpoint has private DNS enabled, the service's description contains no names or cannot be
/// read, and no hub zone exists. The table contains names that were observed on endpoints or that AWS documents. It may be out of date, which
/// is why its names are marked.
/// </summary>
internal static class BuiltInNames
{
    // REGION is replaced by the region. Second names (api.aws, on.aws) are listed only when they were observed on an endpoint,
    // because there is no rule for which services have one.
    private static readonly Dictionary<string, string[]> ByService = new(StringComparer.Ordinal)
    {
        ["ecr.api"] = ["api.ecr.REGION.amazonaws.com", "ecr.REGION.api.aws"],
        ["ecr.dkr"] = ["dkr.ecr.REGION.amazonaws.com", "*.dkr.ecr.REGION.amazonaws.com", "dkr-ecr.REGION.on.aws", "*.dkr-ecr.REGION.on.aws"],
        ["ssm"] = ["ssm.REGION.amazonaws.com", "ssm.REGION.api.aws"],
        ["ssmmessages"] = ["ssmmessages.REGION.amazonaws.com", "ssmmessages.REGION.api.aws"],
        ["ec2messages"] = ["ec2messages.REGION.amazonaws.com"],
        ["logs"] = ["logs.REGION.amazonaws.com", "logs.REGION.api.aws", "streaming-logs.REGION.amazonaws.com", "streaming-logs.REGION.api.aws"],
        ["secretsmanager"] = ["secretsmanager.REGION.amazonaws.com"],
        ["kms"] = ["kms.REGION.amazonaws.com"],
        ["sts"] = ["sts.REGION.amazonaws.com"],
        ["ec2"] = ["ec2.REGION.amazonaws.com"],
        ["monitoring"] = ["monitoring.REGION.amazonaws.com"],
        ["ecs"] = ["ecs.REGION.amazonaws.com"],
        ["ecs-agent"] = ["ecs-a.REGION.amazonaws.com"],
        ["ecs-telemetry"] = ["ecs-t.REGION.amazonaws.com"],
    };

    /// <summary>The names of a service.</summary>
    /// <param name="serviceName">The full service name.</param>
    /// <returns>The names, all marked <see cref="NameSource.BuiltIn"/>; none when the table does not contain the service.</returns>
    public static IEnumerable<PrivateName> Of(string serviceName)
    {
        var parts = serviceName.Split(['.'], 4);
        if (parts.Length < 4 || parts[0] != "com" || parts[1] != "amazonaws" || !ByService.TryGetValue(parts[3], out var names))
            return [];

        return names.Select(name => new PrivateName(name.Replace("REGION", parts[2]), NameSource.BuiltIn));
    }
}
