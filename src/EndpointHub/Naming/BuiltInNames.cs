using EndpointHub.Topology;

namespace EndpointHub.Naming;

/// <summary>
/// Private names that are known without asking AWS: the last resort, for when no endpoint answers, the description is silent or may not be
/// read, and no hub zone stands. The table holds what was observed on endpoints or stands in AWS's documentation; it goes out of date, which
/// is why what comes from it is marked.
/// </summary>
internal static class BuiltInNames
{
    // REGION stands for the region. Second names (api.aws, on.aws) are listed where they were observed on an endpoint, and nowhere else:
    // some services have one, some have none, and no rule tells which.
    private static readonly Dictionary<string, string[]> ByService = new(StringComparer.Ordinal)
    {
        ["ecr.api"] = ["api.ecr.REGION.amazonaws.com", "ecr.REGION.api.aws"],
        ["ecr.dkr"] =
        [
            "dkr.ecr.REGION.amazonaws.com", "*.dkr.ecr.REGION.amazonaws.com", "dkr-ecr.REGION.on.aws", "*.dkr-ecr.REGION.on.aws",
        ],
        ["ssm"] = ["ssm.REGION.amazonaws.com", "ssm.REGION.api.aws"],
        ["ssmmessages"] = ["ssmmessages.REGION.amazonaws.com", "ssmmessages.REGION.api.aws"],
        ["ec2messages"] = ["ec2messages.REGION.amazonaws.com"],
        ["logs"] =
        [
            "logs.REGION.amazonaws.com", "logs.REGION.api.aws", "streaming-logs.REGION.amazonaws.com", "streaming-logs.REGION.api.aws",
        ],
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
    /// <returns>The names, all marked <see cref="NameSource.BuiltIn"/>; none for a service or a form of name that is not in the table.</returns>
    public static IEnumerable<PrivateName> Of(string serviceName)
    {
        var parts = serviceName.Split(['.'], 4);
        if (parts.Length < 4 || parts[0] != "com" || parts[1] != "amazonaws" || !ByService.TryGetValue(parts[3], out var names))
            return [];

        return names.Select(name => new PrivateName(name.Replace("REGION", parts[2]), NameSource.BuiltIn));
    }
}
