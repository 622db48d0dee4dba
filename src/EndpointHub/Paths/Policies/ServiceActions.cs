using EndpointHub.Naming;

namespace EndpointHub.Paths.Policies;

/// <summary>The prefixes of services' actions, and the actions without resource types (Service Authorization Reference).</summary>
internal static class ServiceActions
{
    // The tables contain only what is certain. For a service in neither table, any action is possible.
    private const string ServicesNamedLikePrefix = """
        acm-pca application-autoscaling athena autoscaling backup batch cassandra cloudformation cloudtrail codebuild codecommit codedeploy
        codepipeline config datasync dynamodb ebs ec2 ec2messages ecs eks eks-auth elasticache elasticfilesystem elasticloadbalancing
        elasticmapreduce events execute-api fsx glue kms lambda logs rds rds-data redshift redshift-data rekognition secretsmanager
        securityhub servicediscovery sns sqs ssm ssm-contacts ssm-incidents ssmmessages states sts swf synthetics textract transcribe
        transfer translate workspaces xray
        """;

    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["codeartifact.api"] = "codeartifact",
        ["codeartifact.repositories"] = "codeartifact",
        ["ecr.api"] = "ecr",
        ["ecr.dkr"] = "ecr",
        ["ecs-agent"] = "ecs",
        ["ecs-telemetry"] = "ecs",
        ["email-smtp"] = "ses",
        ["git-codecommit"] = "codecommit",
        ["kinesis-firehose"] = "firehose",
        ["kinesis-streams"] = "kinesis",
        ["monitoring"] = "cloudwatch",
        ["sagemaker.api"] = "sagemaker",
        ["sagemaker.runtime"] = "sagemaker",
        ["sync-states"] = "states",
    };

    private static readonly HashSet<string> OwnPrefixes = new(
        ServicesNamedLikePrefix.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal
    );

    /// <summary>The service prefix of a service's actions; null when it is not known.</summary>
    public static string? PrefixOf(string serviceName, string region)
    {
        var name = ServiceName.InShort(serviceName, region);
        return Prefixes.TryGetValue(name, out var prefix) ? prefix
            : OwnPrefixes.Contains(name) ? name
            : null;
    }

    /// <summary>
    /// True if a service's endpoint may be used for an action. It may be used for any action when the service's prefix is not known.
    /// </summary>
    public static bool MayBeOf(string action, string serviceName, string region) =>
        PrefixOf(serviceName, region) is not { } prefix || action.StartsWith($"{prefix}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>True if an action has no resource types: a policy has to specify the resource <c>*</c>, and not an ARN.</summary>
    public static bool HasNoResource(string action) =>
        action.Equals("ecr:GetAuthorizationToken", StringComparison.OrdinalIgnoreCase)
        || action.StartsWith("ssmmessages:", StringComparison.OrdinalIgnoreCase)
        || action.StartsWith("ec2messages:", StringComparison.OrdinalIgnoreCase);
}
