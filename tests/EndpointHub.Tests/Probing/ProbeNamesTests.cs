using EndpointHub.Tests.Landscapes;

namespace EndpointHub.Tests.Probing;

public sealed class ProbeNamesTests
{
    private const string Tokyo = "com.amazonaws.ap-northeast-1.";

    [Theory]
    [InlineData("kms.ap-northeast-1.amazonaws.com", "kms")]
    [InlineData("ecr.ap-northeast-1.api.aws", "ecr.api")]
    [InlineData("api.ecr.ap-northeast-1.amazonaws.com", "ecr.api")]
    [InlineData("123456789012.dkr.ecr.ap-northeast-1.amazonaws.com", "ecr.dkr")]
    [InlineData("123456789012.dkr-ecr.ap-northeast-1.on.aws", "ecr.dkr")]
    [InlineData("ecs-a.ap-northeast-1.amazonaws.com", "ecs-agent")]
    [InlineData("streaming-logs.ap-northeast-1.amazonaws.com", "logs")]
    [InlineData("runtime.sagemaker.ap-northeast-1.amazonaws.com", "sagemaker.runtime")]
    [InlineData("data.iot.ap-northeast-1.amazonaws.com", "iot.data")]
    public void Names_of_the_service_in_its_region_are_probed(string name, string service) => Assert.True(ProbeNames.IsOf(name, Tokyo + service));

    [Fact]
    public void Names_of_the_regions_of_China_are_probed() =>
        Assert.True(ProbeNames.IsOf("kms.cn-north-1.amazonaws.com.cn", "cn.com.amazonaws.cn-north-1.kms"));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("example.com")]
    [InlineData("kms.ap-northeast-1.amazonaws.com.example.com")]
    [InlineData("kms.ap-northeast-1.amazonaws.com.")]
    [InlineData("kms.ap-northeast-1.amazonaws.com/x")]
    [InlineData("kms.ap-northeast-1.amazonaws.com:22")]
    [InlineData("user@kms.ap-northeast-1.amazonaws.com")]
    [InlineData("KMS.ap-northeast-1.amazonaws.com")]
    [InlineData("kms.us-east-1.amazonaws.com")]
    [InlineData("ap-northeast-1.amazonaws.com")]
    [InlineData(".ap-northeast-1.amazonaws.com")]
    [InlineData("amazonaws.com")]
    [InlineData("evil.elb.ap-northeast-1.amazonaws.com")]
    [InlineData("ec2-192-0-2-1.ap-northeast-1.compute.amazonaws.com")]
    [InlineData("evil.s3.ap-northeast-1.amazonaws.com")]
    [InlineData("\u043Ams.ap-northeast-1.amazonaws.com")]
    public void Other_names_are_not_probed(string name) => Assert.False(ProbeNames.IsOf(name, Tokyo + "kms"));

    [Theory]
    [InlineData("")]
    [InlineData("kms")]
    [InlineData("com.amazonaws..kms")]
    [InlineData("com.amazonaws.vpce.ap-northeast-1.vpce-svc-0a")]
    [InlineData("com.example.ap-northeast-1.kms")]
    public void A_service_of_others_has_no_name_that_is_probed(string service) =>
        Assert.False(ProbeNames.IsOf("kms.ap-northeast-1.amazonaws.com", service));

    [Fact]
    public void The_names_of_a_path_are_limited_and_the_others_are_reported()
    {
        var names = Enumerable.Range(0, 100).Select(number => FormattableString.Invariant($"n{number}.ap-northeast-1.amazonaws.com"));
        var path = Path([.. names, "example.com", "example.com"]);

        var targets = ProbeTarget.Of(path, out var refused);

        Assert.Equal(ProbeNames.MostNames, targets.Count);
        Assert.Equal(100 - ProbeNames.MostNames + 1, refused.Count);
        Assert.Contains("example.com", refused);
        Assert.DoesNotContain(targets, target => target.Name == "example.com");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.10", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    public void A_loopback_address_is_called_one(string address, bool isLoopback)
    {
        var target = ProbeTarget.Of(Path(["kms.ap-northeast-1.amazonaws.com"]), out _)[0];

        var probe = target.Found(ValueList.Of(new ProbedAddress(address, ProbeOutcome.Served, null)), unresolved: null);

        Assert.Equal(isLoopback, probe.Reason?.Contains("is a loopback address", StringComparison.Ordinal) == true);
        Assert.Equal(isLoopback ? PathVerdict.Unreachable : PathVerdict.Reachable, probe.Verdict);
    }

    private static EndpointPath Path(string[] names) =>
        new()
        {
            VpcId = "vpc-dev",
            AccountId = "123456789012",
            Region = Landscape.Region,
            HubVpcId = "vpc-shared",
            HubAccountId = "123456789012",
            ServiceName = Tokyo + "kms",
            Verdict = PathVerdict.Reachable,
            Names = names.Select(name => new NamePath(name, PathVerdict.Reachable, null, ValueList<PathHop>.Empty)).ToValueList(),
        };
}
