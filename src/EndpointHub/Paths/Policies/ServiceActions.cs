using EndpointHub.Naming;

namespace EndpointHub.Paths.Policies;

/// <summary>How the actions of services are named, and which of them are about no resource (Service Authorization Reference).</summary>
internal static class ServiceActions
{
    // Only what is certain: a service that stands in neither table may be called by any action.
    private const string AreTheirPrefix = """
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
        AreTheirPrefix.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>What stands before the colon in every action of a service; null when it is not known.</summary>
    public static string? PrefixOf(string serviceName, string region)
    {
        var name = ServiceName.InShort(serviceName, region);
        return Prefixes.TryGetValue(name, out var prefix) ? prefix : OwnPrefixes.Contains(name) ? name : null;
    }

    /// <summary>True if a call of an action may come through a service's endpoint; where the service's prefix is not known, any may.</summary>
    public static bool MayBeOf(string action, string serviceName, string region) =>
        PrefixOf(serviceName, region) is not { } prefix || action.StartsWith($"{prefix}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>True if an action is about no resource: a policy allows it on everything (<c>*</c>), and not by any ARN.</summary>
    public static bool HasNoResource(string action) =>
        action.Equals("ecr:GetAuthorizationToken", StringComparison.OrdinalIgnoreCase)
        || action.StartsWith("ssmmessages:", StringComparison.OrdinalIgnoreCase)
        || action.StartsWith("ec2messages:", StringComparison.OrdinalIgnoreCase);
}
