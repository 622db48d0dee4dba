using EndpointHub.Naming;

namespace EndpointHub.Paths.Advice;

/// <summary>
/// Services that are used together. An image pull uses both ECR services from Fargate platform version 1.4.0 on, and Session Manager uses
/// three services (Amazon ECR and Systems Manager user guides, interface VPC endpoints).
/// </summary>
internal static class ServiceSets
{
    private static readonly Dictionary<string, string[]> Companions = new(StringComparer.Ordinal)
    {
        ["ecr.api"] = ["ecr.dkr"],
        ["ssm"] = ["ssmmessages", "ec2messages"],
    };

    /// <summary>The full names of the services that a service's clients need too.</summary>
    public static IEnumerable<string> CompanionsOf(string serviceName, string region)
    {
        var shortName = ServiceName.InShort(serviceName, region);
        return Companions.TryGetValue(shortName, out var others)
            ? others.Select(other => serviceName.Remove(serviceName.Length - shortName.Length) + other)
            : [];
    }
}
