using Amazon.EC2.Model;
using Amazon.Route53.Model;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Clients;

/// <summary>Environment variables apply to the whole process, so that no other test may run at the same time.</summary>
[CollectionDefinition(nameof(EnvironmentEndpointTests), DisableParallelization = true)]
[Collection(nameof(EnvironmentEndpointTests))]
public sealed class EnvironmentEndpointTests : IDisposable
{
    private static readonly string[] Variables = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL_ROUTE_53"];

    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    [Fact]
    public async Task A_url_for_one_service_overrides_the_global_url_and_is_signed_for_the_region()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://127.0.0.1:1000");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_EC2", "http://127.0.0.1:2000");
        var http = StubHttp.Answering(static () => StubHttp.Xml("<DescribeVpcsResponse/>"), static () => StubHttp.Xml("<r/>"));
        using var ec2 = TestClients.Ec2(http);
        using var route53 = TestClients.Route53(http);

        await ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), TestContext.Current.CancellationToken);
        await route53.ListHostedZonesAsync(new ListHostedZonesRequest(), TestContext.Current.CancellationToken);

        Assert.Equal(["2000 ap-northeast-1", "1000 us-east-1"], http.Sent.Select(sent => $"{sent.Uri.Port} {sent.SignedRegion}"));
    }

    [Fact]
    public async Task The_variable_of_Route_53_is_spelt_in_two_words()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_ROUTE_53", "http://127.0.0.1:3000");
        var http = StubHttp.Answering(static () => StubHttp.Xml("<r/>"));
        using var route53 = TestClients.Route53(http);

        await route53.ListHostedZonesAsync(new ListHostedZonesRequest(), TestContext.Current.CancellationToken);

        Assert.Equal(3000, http.Sent[0].Uri.Port);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL", "not a url", "not a url")]
    [InlineData("AWS_ENDPOINT_URL", "http://example.org", "http://example.org/")]
    [InlineData("AWS_ENDPOINT_URL_EC2", "127.0.0.1:4566", "127.0.0.1:4566")]
    [InlineData("AWS_ENDPOINT_URL_ROUTE_53", "https://user:password@example.org", "example.org/")]
    public async Task A_url_from_the_environment_is_validated_like_a_parameter_before_any_request(
        string variable,
        string url,
        string expectedResource
    )
    {
        Environment.SetEnvironmentVariable(variable, url);
        var http = StubSts.Answering();

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => Open(http));

        Assert.Equal("EndpointUrlRefused", refused.Problem.Code);
        Assert.Equal(expectedResource, refused.Problem.Resource);
        Assert.Contains("AWS_ENDPOINT_URL", refused.Problem.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("password", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(http.Sent);
    }

    private static Task<AwsSession> Open(StubHttp http)
    {
        var keys = new AwsSettings
        {
            Region = "ap-northeast-1",
            AccessKey = "111111111111",
            SecretKey = "very-secret",
        };
        return AwsSession.OpenAsync(keys, new AwsRuntime { Http = http }, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        foreach (var (name, value) in Variables.Zip(_before))
            Environment.SetEnvironmentVariable(name, value);
    }
}
