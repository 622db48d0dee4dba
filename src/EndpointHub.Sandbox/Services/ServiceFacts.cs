namespace EndpointHub.Sandbox.Services;

/// <summary>
/// The built-in table of endpoint services. Sources: real endpoints of August 2026 (marked o), outputs of DescribeVpcEndpointServices of 2023 (d),
/// the service's guide (g). Where an endpoint of 2026 has more names than the output of 2023, the newer list is used.
/// </summary>
internal static class ServiceFacts
{
    private const string A = "amazonaws.com";

    // Service, label where it differs from the service, private names; {R} is the Region.
    private static readonly (string Service, string? Label, string[] Names)[] Interfaces =
    [
        ("ecr.api", "api.ecr", ["api.ecr.{R}." + A, "ecr.{R}.api.aws"]), // o
        ("ecr.dkr", "dkr.ecr", ["*.dkr.ecr.{R}." + A, "*.dkr-ecr.{R}.on.aws"]), // o
        ("ssm", null, ["ssm.{R}." + A, "ssm.{R}.api.aws"]), // o
        ("ssmmessages", null, ["ssmmessages.{R}." + A, "ssmmessages.{R}.api.aws"]), // o
        ("ec2messages", null, ["ec2messages.{R}." + A]), // o
        ("logs", null, ["logs.{R}." + A, "logs.{R}.api.aws", "streaming-logs.{R}." + A, "streaming-logs.{R}.api.aws"]), // o
        ("secretsmanager", null, ["secretsmanager.{R}." + A]), // o: no api.aws name
        ("cassandra", null, ["cassandra.{R}." + A, "cassandra.{R}.api.aws"]), // o, us-east-1
        ("kms", null, ["kms.{R}." + A]), // o
        ("sts", null, ["sts.{R}." + A]), // o
        ("ec2", null, ["ec2.{R}." + A, "ec2.{R}.api.aws"]), // o, d
        ("lambda", null, ["lambda.{R}." + A, "lambda.{R}.api.aws"]), // d
        ("monitoring", null, ["monitoring.{R}." + A]), // d
        ("ecs", null, ["ecs.{R}." + A]), // d
        ("ecs-agent", "ecs-a", ["ecs-a.{R}." + A]), // d
        ("ecs-telemetry", "ecs-t", ["ecs-t.{R}." + A]), // d
        ("sns", null, ["sns.{R}." + A]), // d
        ("sqs", null, ["sqs.{R}." + A]), // d
        ("events", null, ["events.{R}." + A]), // d
        ("execute-api", null, ["*.execute-api.{R}." + A]), // d
        ("kinesis-streams", "kinesis", ["kinesis.{R}." + A, "*.data-kinesis.{R}." + A, "*.control-kinesis.{R}." + A]), // d
        ("kinesis-firehose", "firehose", ["firehose.{R}." + A]), // d
        ("s3", null, ["*.s3.{R}." + A, "*.s3-control.{R}." + A, "*.s3-accesspoint.{R}." + A]), // d
        ("dynamodb", null, []), // g: no private DNS
        ("eks-auth", null, ["eks-auth.{R}.api.aws"]), // g
        ("guardduty-data", null, ["guardduty-data.{R}." + A]), // d
        ("sagemaker.api", "api.sagemaker", ["api.sagemaker.{R}." + A]), // d
        ("sagemaker.runtime", "runtime.sagemaker", ["runtime.sagemaker.{R}." + A]), // d
        ("codeartifact.api", "api.codeartifact", ["codeartifact.{R}." + A]), // d
        ("codeartifact.repositories", "d.codeartifact", ["*.d.codeartifact.{R}." + A]), // d
    ];

    private static readonly string[] Gateways = ["dynamodb", "s3"];

    // The Availability Zones that a service does not support; all others are supported. (d)
    private static readonly Dictionary<(string Region, string Service), string[]> Unserved = new()
    {
        [("ap-northeast-2", "cassandra")] = ["d"],
        [("ap-northeast-2", "ecr.api")] = ["d"],
        [("ap-northeast-2", "ecr.dkr")] = ["d"],
        [("ap-northeast-2", "execute-api")] = ["d"],
        [("ap-northeast-2", "guardduty-data")] = ["d"],
        [("ap-northeast-2", "sagemaker.api")] = ["b", "d"],
        [("ap-northeast-2", "sagemaker.runtime")] = ["d"],
        [("ap-northeast-2", "sts")] = ["d"],
        [("ap-south-1", "codeartifact.api")] = ["c"],
        [("ap-south-1", "codeartifact.repositories")] = ["c"],
        [("ap-south-1", "sagemaker.api")] = ["c"],
        [("ca-central-1", "cassandra")] = ["d"],
        [("ca-central-1", "sagemaker.api")] = ["d"],
        [("us-east-1", "cassandra")] = ["e"],
        [("us-west-2", "kinesis-streams")] = ["d"],
        [("us-west-2", "sagemaker.api")] = ["d"],
    };

    public static IEnumerable<EndpointService> In(string region)
    {
        var partition = Partition.Of(region);
        string[] zones = [.. Regions.ZonesOf(region).Select(z => z.Name)];
        foreach (var service in Gateways)
            yield return new($"com.amazonaws.{region}.{service}", service, region, IsGateway: true, [], zones);
        foreach (var (service, label, names) in Interfaces)
        {
            var unserved = Unserved.GetValueOrDefault((region, service), []);
            yield return new(
                $"com.amazonaws.{region}.{service}",
                label ?? service,
                region,
                IsGateway: false,
                [.. names.Where(n => IsListed(n, region)).Select(n => partition.Localized(n.Replace("{R}", region, StringComparison.Ordinal)))],
                [.. zones.Where(z => !unserved.Contains(z[^1..]))]
            );
        }
    }

    /// <summary>Returns false for names that a Region does not list. (d)</summary>
    private static bool IsListed(string name, string region) =>
        name switch
        {
            "ec2.{R}.api.aws" => region is "ap-south-1" or "eu-west-1" or "us-east-1" or "us-east-2" or "us-west-2",
            "lambda.{R}.api.aws" => region != "ap-south-1",
            _ => true,
        };
}
