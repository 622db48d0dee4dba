using EndpointHub.Naming;
using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// The calls that workloads at least make, for evaluating policies when no calls are specified: those that image pulls, log drivers, secrets
/// and sessions need (Amazon ECR, Amazon ECS and Systems Manager user guides, interface VPC endpoints).
/// </summary>
internal static class WorkloadCalls
{
    private static readonly string[] Pull = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"];

    /// <summary>The calls for a service; when they are not known, all actions of the service, and when these are not known, all actions.</summary>
    public static ValueList<PolicyRequest> Of(string serviceName, string region)
    {
        string Arn(string service, string resource) => $"arn:{Partition(region)}:{service}:{region}:*:{resource}";

        return (
            ServiceName.InShort(serviceName, region) switch
            {
                // The token is requested from ecr.api, but docker login also fails when the policy of ecr.dkr does not allow it.
                "ecr.api" or "ecr.dkr" => Pull.Select(action => new PolicyRequest(action, Arn("ecr", "repository/*")))
                    .Append(new PolicyRequest("ecr:GetAuthorizationToken", "*")),
                "logs" => Each(Arn("logs", "log-group:*"), "logs:CreateLogStream", "logs:PutLogEvents"),
                "secretsmanager" => Each(Arn("secretsmanager", "secret:*"), "secretsmanager:GetSecretValue"),
                "ssm" => Each(Arn("ssm", "parameter/*"), "ssm:GetParameters"),
                "kms" => Each(Arn("kms", "key/*"), "kms:Decrypt"),
                "ssmmessages" => Each(
                    "*",
                    "ssmmessages:CreateControlChannel",
                    "ssmmessages:CreateDataChannel",
                    "ssmmessages:OpenControlChannel",
                    "ssmmessages:OpenDataChannel"
                ),
                _ => Each("*", ServiceActions.PrefixOf(serviceName, region) is { } prefix ? $"{prefix}:*" : "*"),
            }
        ).ToValueList();
    }

    /// <summary>
    /// The read of an image layer, which is in a bucket of AWS. AWS signs the URL (Amazon ECR user guide, minimum S3 bucket permissions).
    /// </summary>
    public static PolicyRequest LayerRead(string region) =>
        new("s3:GetObject", $"arn:{Partition(region)}:s3:::prod-{region}-starport-layer-bucket/*") { IsSignedByAws = true };

    /// <summary>The read of an object in a bucket, by any caller.</summary>
    public static PolicyRequest BucketRead(string region, string bucketName) => new("s3:GetObject", $"arn:{Partition(region)}:s3:::{bucketName}/*");

    private static IEnumerable<PolicyRequest> Each(string resource, params string[] actions) =>
        actions.Select(action => new PolicyRequest(action, resource));

    /// <summary>The partition of a Region, as ARNs contain it.</summary>
    internal static string Partition(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
