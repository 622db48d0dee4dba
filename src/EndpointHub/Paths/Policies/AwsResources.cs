namespace EndpointHub.Paths.Policies;

/// <summary>
/// Resources that AWS owns and that calls of customers use. The account and the organization of such a resource are AWS's, so that a condition on
/// these never admits it with the account or organization of a customer (IAM user guide, global condition keys: aws:ResourceAccount, "AWS services
/// that require access to AWS owned resources").
/// </summary>
internal static class AwsResources
{
    // Each line: the ARN without its partition, and where AWS says that the resource is its own.
    private static readonly (string Pattern, string Source)[] Table =
    [
        ("s3:::prod-*-starport-layer-bucket/*", "Amazon ECR user guide, interface VPC endpoints: minimum S3 bucket permissions"),
        ("s3:::aws-ssm-*", "Systems Manager user guide, SSM Agent communications with AWS managed S3 buckets"),
        ("s3:::amazon-ssm-*", "the same page"),
        ("s3:::aws-windows-downloads-*", "the same page"),
        ("s3:::aws-patch-manager-*", "the same page"),
        ("s3:::patch-baseline-snapshot-*", "the same page"),
        ("s3:::*-birdwatcher-prod/*", "the same page"),
        ("s3:::amazonlinux.*.amazonaws.com/*", "Amazon Linux 2 user guide, repositories through S3 gateway endpoints"),
        ("s3:::amazonlinux-2-repos-*", "the same page"),
        ("s3:::al2023-repos-*", "Amazon Linux 2023 user guide, repositories"),
        ("s3:::packages.*.amazonaws.com/*", "Amazon Linux AMI user guide, repositories"),
        ("s3:::repo.*.amazonaws.com/*", "the same page"),
        ("s3:::elasticbeanstalk-samples-*", "Elastic Beanstalk developer guide, VPC endpoint policies"),
        ("s3:::cloudformation-examples/*", "CloudFormation user guide, VPC endpoints"),
        // CreateDocument reserves these prefixes.
        ("ssm:*:*:document/aws*", "Systems Manager API reference, CreateDocument: Name"),
        ("ssm:*:*:document/amazon*", "the same page"),
        ("ssm:*:*:document/amzn*", "the same page"),
        ("ssm:*:*:parameter/aws/service/*", "Systems Manager user guide, public parameters"),
        // The ARN of an image has no account, whoever owns it. An image of one's own is meant when the account is written into the ARN.
        ("ec2:*::image/*", "Service Authorization Reference, Amazon EC2: image"),
        ("ec2:*:amazon:image/*", "EC2 API reference, DescribeImages: owner alias"),
        ("ec2:*:aws:prefix-list/*", "VPC user guide, AWS-managed prefix lists"),
        ("*:*:aws:*", "IAM user guide, ARNs: resources that AWS manages have the account aws"),
        ("ecr:*:602401143452:repository/*", "Amazon EKS user guide, Amazon container image registries"),
        ("ecr:*:763104351884:repository/*", "AWS Deep Learning Containers, available images"),
    ];

    private static readonly List<PolicyPattern> Patterns = [.. Table.Select(row => PolicyPattern.Of($"arn:*:{row.Pattern}".ToLowerInvariant()))];

    /// <summary>True if all resources that an ARN with wildcards represents belong to AWS.</summary>
    public static bool Include(string resource)
    {
        var requested = PolicyPattern.Of(resource.ToLowerInvariant());
        return Patterns.Exists(pattern => pattern.Matches(requested) == Certainty.Yes);
    }
}
