using Amazon;
using Amazon.EC2.Model;
using Amazon.Route53.Model;
using Amazon.Runtime;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Clients;

public sealed class EndpointTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ap-northeast-1", false, false, "ec2.ap-northeast-1.amazonaws.com")]
    [InlineData("ap-northeast-1", true, false, "ec2-fips.ap-northeast-1.amazonaws.com")]
    [InlineData("ap-northeast-1", false, true, "ec2.ap-northeast-1.api.aws")]
    [InlineData("ap-northeast-1", true, true, "ec2-fips.ap-northeast-1.api.aws")]
    [InlineData("us-gov-west-1", true, false, "ec2.us-gov-west-1.amazonaws.com")]
    [InlineData("cn-north-1", false, false, "ec2.cn-north-1.amazonaws.com.cn")]
    public async Task Ec2_has_one_endpoint_in_each_region(string region, bool fips, bool dualStack, string host)
    {
        var http = StubHttp.Answering(NoVpcs);
        using var client = TestClients.Ec2(http, config => (config.UseFIPSEndpoint, config.UseDualstackEndpoint) = (fips, dualStack), region);

        await client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel);

        Assert.Equal((host, region, "ec2"), (http.Sent[0].Uri.Host, http.Sent[0].SignedRegion, http.Sent[0].SignedService));
    }

    [Theory]
    [InlineData("ap-northeast-1", "route53.amazonaws.com", "us-east-1")]
    [InlineData("us-gov-west-1", "route53.us-gov.amazonaws.com", "us-gov-west-1")]
    [InlineData("cn-north-1", "route53.amazonaws.com.cn", "cn-northwest-1")]
    public async Task Route_53_has_one_endpoint_in_each_partition(string region, string host, string signedRegion)
    {
        var http = StubHttp.Answering(Empty);
        using var client = TestClients.Route53(http, config => config.RegionEndpoint = RegionEndpoint.GetBySystemName(region));

        await client.ListHostedZonesAsync(new ListHostedZonesRequest(), Cancel);

        Assert.Equal((host, signedRegion, "route53"), (http.Sent[0].Uri.Host, http.Sent[0].SignedRegion, http.Sent[0].SignedService));
    }

    [Fact]
    public async Task A_request_to_a_custom_url_is_signed_for_the_requested_region()
    {
        var http = StubHttp.Answering(NoVpcs, Empty);
        using var ec2 = TestClients.Ec2(http, region: "eu-west-2", endpointUrl: "http://127.0.0.1:4566");
        using var route53 = TestClients.Route53(
            http,
            config =>
            {
                config.ServiceURL = "http://127.0.0.1:4566";
                config.RegionBesideUrl = "cn-north-1";
            }
        );

        await ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel);
        await route53.ListHostedZonesAsync(new ListHostedZonesRequest(), Cancel);

        Assert.Equal(("http://127.0.0.1:4566/", "eu-west-2"), (http.Sent[0].Uri.ToString(), http.Sent[0].SignedRegion));
        Assert.Equal(("127.0.0.1", "cn-northwest-1"), (http.Sent[1].Uri.Host, http.Sent[1].SignedRegion));
    }

    [Theory]
    [InlineData("endpoint_url = http://127.0.0.1:1111", 1111)]
    [InlineData("services = local\n\n[services local]\nec2 =\n  endpoint_url = http://127.0.0.1:2222", 2222)]
    public async Task An_endpoint_url_of_a_profile_is_used_and_signed_for_the_requested_region(string lines, int port)
    {
        using var files = new AwsFiles($"[profile p]\nregion = eu-west-1\n{lines}\n");
        var http = StubHttp.Answering(NoVpcs);
        using var client = TestClients.Ec2(http, config => config.Profile = new Profile("p", files.ConfigPath));

        await client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel);

        Assert.Equal((port, "ap-northeast-1"), (http.Sent[0].Uri.Port, http.Sent[0].SignedRegion));
    }

    [Fact]
    public async Task A_custom_url_with_fips_is_an_error()
    {
        using var client = TestClients.Ec2(StubHttp.Answering(), config => config.UseFIPSEndpoint = true, endpointUrl: "http://127.0.0.1:1");

        await Assert.ThrowsAsync<AmazonClientException>(() => client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel));
    }

    private static HttpResponseMessage NoVpcs() => StubHttp.Xml("<DescribeVpcsResponse/>");

    private static HttpResponseMessage Empty() => StubHttp.Xml("<Empty/>");
}
