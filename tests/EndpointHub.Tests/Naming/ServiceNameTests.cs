using EndpointHub.Naming;

namespace EndpointHub.Tests.Naming;

public sealed class ServiceNameTests
{
    [Theory]
    [InlineData("ecr.dkr", "com.amazonaws.ap-northeast-1.ecr.dkr")]
    [InlineData("com.amazonaws.ap-northeast-1.ecr.dkr", "com.amazonaws.ap-northeast-1.ecr.dkr")]
    [InlineData("aws.sagemaker.ap-northeast-1.studio", "aws.sagemaker.ap-northeast-1.studio")]
    [InlineData("com.amazonaws.s3-global.accesspoint", "com.amazonaws.s3-global.accesspoint")]
    [InlineData("api.aws.ap-northeast-1.cassandra-streams", "api.aws.ap-northeast-1.cassandra-streams")]
    [InlineData("com.amazonaws.iam", "com.amazonaws.iam")]
    [InlineData("nonsense", "com.amazonaws.ap-northeast-1.nonsense")]
    public void A_short_name_expands_to_the_common_form_unless_the_region_differs(string written, string full) =>
        Assert.Equal(full, ServiceName.InFull(written, "ap-northeast-1", []));

    [Fact]
    public void A_short_name_expands_to_the_service_that_the_region_lists()
    {
        string[] china =
        [
            "cn.com.amazonaws.cn-north-1.ecr.dkr",
            "com.amazonaws.cn-north-1.s3",
            "com.amazonaws.cn-north-1.kms",
            "cn.com.amazonaws.cn-north-1.kms",
        ];

        Assert.Equal("cn.com.amazonaws.cn-north-1.ecr.dkr", ServiceName.InFull("ecr.dkr", "cn-north-1", china));
        Assert.Equal("com.amazonaws.cn-north-1.s3", ServiceName.InFull("s3", "cn-north-1", china));
        Assert.Equal("com.amazonaws.cn-north-1.kms", ServiceName.InFull("kms", "cn-north-1", china));
        Assert.Equal("com.amazonaws.iam", ServiceName.InFull("iam", "us-east-1", ["com.amazonaws.iam"]));
        Assert.Equal("api.aws.us-east-1.x", ServiceName.InFull("x", "us-east-1", ["api.aws.us-east-1.x"]));
        Assert.Equal("aws.sagemaker.cn-north-1.studio", ServiceName.InFull("studio", "cn-north-1", ["aws.sagemaker.cn-north-1.studio"]));
    }

    [Theory]
    [InlineData("com.amazonaws.iam")]
    [InlineData("com.amazonaws.ap-northeast-1.iam")]
    [InlineData("com.amazonaws.s3-global.accesspoint")]
    public void A_service_of_another_regions_control_plane_is_refused_as_not_offered_here(string name) =>
        Assert.Equal("ServiceNotInRegion", ServiceName.NotOffered(name, "ap-northeast-1", ValueList<string>.Empty).Code);

    [Theory]
    [InlineData("com.amazonaws.ap-northeast-1.ecr.dkr", "ecr.dkr")]
    [InlineData("cn.com.amazonaws.ap-northeast-1.ecr.dkr", "ecr.dkr")]
    [InlineData("com.amazonaws.us-east-1.ecr.dkr", "com.amazonaws.us-east-1.ecr.dkr")]
    [InlineData("aws.sagemaker.ap-northeast-1.studio", "aws.sagemaker.ap-northeast-1.studio")]
    [InlineData("com.amazonaws.s3-global.accesspoint", "com.amazonaws.s3-global.accesspoint")]
    public void A_name_is_shortened_only_when_its_last_part_is_unambiguous(string full, string shortened) =>
        Assert.Equal(shortened, ServiceName.InShort(full, "ap-northeast-1"));
}
