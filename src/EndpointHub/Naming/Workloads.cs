using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>The workloads in the spokes that determine the required endpoints.</summary>
public enum Workload
{
    /// <summary>Amazon ECS tasks on Fargate.</summary>
    Fargate,

    /// <summary>Amazon ECS tasks on EC2 instances.</summary>
    EcsEc2,

    /// <summary>EC2 instances that are managed with Session Manager.</summary>
    SessionManager,
}

/// <summary>The properties of the workloads in the spokes.</summary>
public sealed record WorkloadOptions
{
    /// <summary>
    /// The platform version from which Fargate calls the ECR API through the task's network interface (Amazon ECR user guide, interface VPC
    /// endpoints).
    /// </summary>
    private static readonly Version FirstVersionWithEcrApi = new(1, 4, 0);

    /// <summary>The workloads.</summary>
    public ValueList<Workload> Workloads { get; init; } = ValueList<Workload>.Empty;

    /// <summary>Fargate's platform version, for example <c>1.4.0</c>; null or <c>LATEST</c> for the newest.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>True if ECS Exec is used.</summary>
    public bool EcsExec { get; init; }

    /// <summary>True if containers use the awslogs log driver.</summary>
    public bool AwsLogs { get; init; }

    /// <summary>True if secrets come from Secrets Manager.</summary>
    public bool SecretsManager { get; init; }

    /// <summary>True if parameters come from Systems Manager's Parameter Store.</summary>
    public bool ParameterStore { get; init; }

    /// <summary>True if a customer managed KMS key encrypts ECS Exec or Session Manager sessions, secrets or parameters.</summary>
    public bool KmsKey { get; init; }

    /// <summary>True if tasks pull images. ECR stores their layers in S3, so that each spoke needs an S3 gateway endpoint.</summary>
    public bool PullsImages => Workloads.Any(workload => workload is Workload.Fargate or Workload.EcsEc2);

    /// <summary>Checks these options.</summary>
    /// <returns>The problem, or null when they are valid.</returns>
    public Problem? Validate() =>
        PlatformVersion switch
        {
            null => null,
            { } version when !Workloads.Contains(Workload.Fargate) => Problems.PlatformVersionWithoutFargate(version),
            { } version when !IsLatest(version) && !IsVersion(version, out _) => Problems.MalformedPlatformVersion(version),
            _ => null,
        };

    /// <summary>
    /// The interface endpoints that these workloads need (Amazon ECR, ECS and Systems Manager user guides, interface VPC endpoints).
    /// </summary>
    /// <returns>The short service names, distinct and ordered, without the S3 gateway endpoint.</returns>
    public ValueList<string> Services() =>
        Workloads
            .SelectMany(ServicesOf)
            .Concat(ServicesOfFeatures())
            .Distinct(StringComparer.Ordinal)
            .OrderBy(service => service, StringComparer.Ordinal)
            .ToValueList();

    private static bool IsLatest(string version) => version.Equals("LATEST", StringComparison.OrdinalIgnoreCase);

    private static bool IsVersion(string text, out Version version) =>
        Version.TryParse(text, out version!) && version is { Build: >= 0, Revision: < 0 };

    private IEnumerable<string> ServicesOf(Workload workload) =>
        workload switch
        {
            Workload.Fargate when IsOldFargate() => ["ecr.dkr"],
            Workload.Fargate => ["ecr.api", "ecr.dkr"],
            Workload.EcsEc2 => ["ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry"],
            Workload.SessionManager => ["ec2messages", "ssm", "ssmmessages"],
            _ => [],
        };

    private IEnumerable<string> ServicesOfFeatures()
    {
        if (EcsExec)
            yield return "ssmmessages";
        if (AwsLogs)
            yield return "logs";
        if (SecretsManager)
            yield return "secretsmanager";
        if (ParameterStore)
            yield return "ssm";
        if (KmsKey)
            yield return "kms";
    }

    private bool IsOldFargate() => PlatformVersion is { } text && IsVersion(text, out var version) && version < FirstVersionWithEcrApi;
}
