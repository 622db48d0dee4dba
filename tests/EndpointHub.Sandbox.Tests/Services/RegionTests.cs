using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Services;

/// <summary>Every Region of AWS's partitions exists, with the names and ARNs of its partition.</summary>
public sealed class RegionTests : IDisposable
{
    private readonly TestAws _aws = new();

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("eu-north-1", "eu-north-1a", "kms.eu-north-1.amazonaws.com", "arn:aws:")]
    [InlineData("sa-east-1", "sa-east-1c", "kms.sa-east-1.amazonaws.com", "arn:aws:")]
    [InlineData("us-gov-west-1", "us-gov-west-1b", "kms.us-gov-west-1.amazonaws.com", "arn:aws-us-gov:")]
    [InlineData("cn-north-1", "cn-north-1a", "kms.cn-north-1.amazonaws.com.cn", "arn:aws-cn:")]
    [InlineData("eusc-de-east-1", "eusc-de-east-1a", "kms.eusc-de-east-1.amazonaws.eu", "arn:aws-eusc:")]
    [InlineData("us-iso-east-1", "us-iso-east-1a", "kms.us-iso-east-1.c2s.ic.gov", "arn:aws-iso:")]
    public async Task A_region_of_any_partition_has_zones_services_and_arns(string region, string zone, string name, string arn)
    {
        var aws = _aws.As(region: region);
        var subnet = await aws.Subnet(await aws.Vpc(), zone: zone);
        Assert.Equal(zone, await aws.Make("DescribeSubnets", "availabilityZone", ("SubnetId.1", subnet)));

        var service = $"com.amazonaws.{region}.kms";
        Assert.Equal(name, await aws.Make("DescribeVpcEndpointServices", "privateDnsName", ("ServiceName.1", service)));
        Assert.StartsWith(arn, (await aws.Sts("GetCallerIdentity"))["Arn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_regions_of_the_callers_partition_are_listed()
    {
        var china = await _aws.As(region: "cn-north-1").Ec2("DescribeRegions");
        Assert.Contains("cn-northwest-1", china.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eu-north-1", china.ToString(), StringComparison.Ordinal);

        var tokyo = await _aws.Ec2("DescribeRegions");
        Assert.Contains("eu-north-1", tokyo.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cn-north-1", tokyo.ToString(), StringComparison.Ordinal);
        Assert.Equal("InvalidParameterValue", (await _aws.Ec2("DescribeRegions", ("RegionName.1", "cn-north-1"))).Code);
    }
}
