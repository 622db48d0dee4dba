using Amazon;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using EndpointHub.Aws.Clients;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Sessions;

/// <summary>The proxies of environment variables.</summary>
public sealed class ProxyTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_client_asks_the_proxy_of_the_environment_with_its_user()
    {
        await using var proxy = new LoopbackProxy();
        using var host = new TestHost(new() { ["HTTPS_PROXY"] = $"http://me:p%40ss@127.0.0.1:{proxy.Port}" });
        var runtime = new AwsRuntime { Host = host.Environment, MaxErrorRetry = 0 };

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => AwsSession.OpenAsync(Keys, runtime, Cancel));

        Assert.Equal("Unreachable", refused.Problem.Code);
        Assert.DoesNotContain("p@ss", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(["sts.ap-northeast-1.amazonaws.com:443"], proxy.Asked);
        Assert.Equal(["me:p@ss"], proxy.Credentials);

        // A session exists only after an answer of STS, so the other clients are made as a session makes them.
        T Configured<T>(T config)
            where T : ClientConfig
        {
            NetworkSettings.Read(host.Environment, profileName: null).ApplyTo(config, runtime);
            config.MaxErrorRetry = 0;
            config.RegionEndpoint = RegionEndpoint.APNortheast1;
            return config;
        }

        var keys = new BasicAWSCredentials("111111111111", "very-secret");
        using var ec2 = new Ec2Client(keys, Configured(new Ec2Config("ap-northeast-1")));
        using var route53 = new AmazonRoute53Client(keys, Configured(new AmazonRoute53Config()));
        using var resolver = new AmazonRoute53ResolverClient(keys, Configured(new AmazonRoute53ResolverConfig()));
        using var profiles = new AmazonRoute53ProfilesClient(keys, Configured(new AmazonRoute53ProfilesConfig()));
        await FailAsync(() => ec2.DescribeVpcsAsync(new(), Cancel));
        await FailAsync(() => route53.ListHostedZonesAsync(new(), Cancel));
        await FailAsync(() => resolver.ListResolverRulesAsync(new(), Cancel));
        await FailAsync(() => profiles.ListProfilesAsync(new(), Cancel));

        Assert.Equal(
            [
                "sts.ap-northeast-1.amazonaws.com:443",
                "ec2.ap-northeast-1.amazonaws.com:443",
                "route53.amazonaws.com:443",
                "route53resolver.ap-northeast-1.amazonaws.com:443",
                "route53profiles.ap-northeast-1.amazonaws.com:443",
            ],
            proxy.Asked
        );
    }

    [Theory]
    [InlineData("https://ec2.eu-west-1.amazonaws.com", "https://secure:1/")]
    [InlineData("http://example.com", "http://plain:2/")]
    [InlineData("https://inner.example.org", null)]
    [InlineData("https://example.org", null)]
    [InlineData("https://notexample.org", "https://secure:1/")]
    [InlineData("https://10.1.2.3", null)]
    [InlineData("https://10.1.2.33", "https://secure:1/")]
    [InlineData("https://port.test:8443", null)]
    [InlineData("https://port.test", "https://secure:1/")]
    [InlineData("https://wild.test", null)]
    [InlineData("http://127.0.0.1:4566", null)]
    [InlineData("http://localhost:4566", null)]
    [InlineData("https://[::1]:4566", null)]
    public void The_scheme_chooses_the_proxy_and_NO_PROXY_excludes_hosts_and_those_below_them(string url, string? expected)
    {
        var variables = new Dictionary<string, string>
        {
            ["https_proxy"] = "https://secure:1",
            ["HTTPS_PROXY"] = "https://other:9",
            ["HTTP_PROXY"] = "plain:2",
            ["NO_PROXY"] = ".example.org, 10.1.2.3,port.test:8443 *.wild.test",
        };
        var proxy = EnvironmentProxy.Read(name => variables.GetValueOrDefault(name))!;

        Assert.Equal(expected is null, proxy.IsBypassed(new Uri(url)));
        Assert.Equal(expected ?? new Uri(url).ToString(), proxy.GetProxy(new Uri(url))!.ToString());
    }

    [Theory]
    [InlineData("ALL_PROXY", "http://all:3", "http://all:3/")]
    [InlineData("HTTP_PROXY", "http://plain:2", null)]
    [InlineData("HTTPS_PROXY", "  ", null)]
    public void Without_a_proxy_for_the_scheme_a_request_goes_directly(string variable, string value, string? expected)
    {
        var proxy = EnvironmentProxy.Read(name => name == variable ? value : null);
        var target = new Uri("https://sts.amazonaws.com");

        Assert.Equal(expected ?? target.ToString(), (proxy?.GetProxy(target) ?? target).ToString());
    }

    [Fact]
    public void A_star_in_NO_PROXY_excludes_every_host() =>
        Assert.True(
            EnvironmentProxy
                .Read(name =>
                    name == "NO_PROXY" ? "*"
                    : name == "HTTPS_PROXY" ? "http://proxy:1"
                    : null
                )!
                .IsBypassed(new Uri("https://sts.amazonaws.com"))
        );

    private static AwsSettings Keys =>
        new()
        {
            Region = "ap-northeast-1",
            AccessKey = "111111111111",
            SecretKey = "very-secret",
        };

    private static async Task FailAsync(Func<Task> call) => Assert.NotNull(await Record.ExceptionAsync(call));
}
