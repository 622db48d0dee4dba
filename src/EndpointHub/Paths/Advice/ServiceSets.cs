using EndpointHub.Naming;

namespace EndpointHub.Paths.Advice;

/// <summary>
/// Services that are used together. An image pull uses both ECR services from Fargate platform version 1.4.0 on. Session Manager uses two services
/// from SSM Agent 3.3.40.0 on, which needs no ec2messages (Amazon ECR and Systems Manager user guides, interface VPC endpoints). In regions that were
/// opened after December 23, 2023, Amazon ECS uses the public endpoints unless all three of its services have endpoints (Amazon ECS developer guide,
/// interface VPC endpoints).
/// </summary>
internal static class ServiceSets
{
    private static readonly Dictionary<string, string[]> Companions = new(StringComparer.Ordinal)
    {
        ["ecr.api"] = ["ecr.dkr"],
        ["ssm"] = ["ssmmessages"],
    };

    private static readonly string[] Ecs = ["ecs", "ecs-agent", "ecs-telemetry"];

    // The opening dates of regions are in AWS's news blog.
    private static readonly string[] NewRegions =
    [
        "ap-east-2",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "eusc-de-east-1",
        "mx-central-1",
    ];

    /// <summary>The full names of the services that a service's clients need too.</summary>
    public static IEnumerable<string> CompanionsOf(string serviceName, string region)
    {
        var shortName = ServiceName.InShort(serviceName, region);
        var others =
            Ecs.Contains(shortName) && NewRegions.Contains(region) ? Ecs.Where(service => service != shortName)
            : Companions.TryGetValue(shortName, out var listed) ? listed
            : [];
        return others.Select(other => serviceName.Remove(serviceName.Length - shortName.Length) + other);
    }
}
