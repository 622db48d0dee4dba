using Amazon.EC2.Model;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;
using EndpointHub.AwsTests.Wire;

namespace EndpointHub.AwsTests.Sessions;

/// <summary>FIPS and dual-stack settings, by the host that each client asks.</summary>
public sealed class NetworkSettingsTests(Botocore botocore) : IClassFixture<Botocore>
{
    private const string Fips = "AWS_USE_FIPS_ENDPOINT";
    private const string DualStack = "AWS_USE_DUALSTACK_ENDPOINT";
    private static readonly string[] Services = ["sts", "ec2", "route53", "route53resolver", "route53profiles"];
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("us-east-1", true, false)]
    [InlineData("us-east-1", true, true)]
    [InlineData("ap-northeast-1", false, true)]
    [InlineData("ca-central-1", true, false)]
    [InlineData("us-gov-west-1", true, false)]
    [InlineData("cn-north-1", false, true)]
    public async Task Every_client_asks_the_host_of_botocores_rules(string region, bool fips, bool dualStack)
    {
        using var host = new TestHost(new() { [Fips] = fips ? "true" : "False", [DualStack] = dualStack ? " TRUE " : "false" });

        var asked = await AskedAsync(host, region);

        foreach (var service in Services)
        {
            var rules = (await botocore.AskAsync(new { ask = "endpoints", service })).AsArray();
            var rule = rules.Single(one => (string)one!["region"]! == region && (bool)one["fips"]! == fips && (bool)one["dualStack"]! == dualStack)!;
            Assert.Equal(new Uri((string)rule["url"]!).Host, asked[Array.IndexOf(Services, service)].Uri.Host);
            if (service == "route53")
                Assert.Equal((string)rule["signingRegion"]!, asked[2].SignedRegion);
        }
    }

    [Theory]
    [InlineData(null, null, "ec2.us-east-1.amazonaws.com")]
    [InlineData(null, "true", "ec2-fips.us-east-1.amazonaws.com")]
    [InlineData("true", null, "ec2-fips.us-east-1.amazonaws.com")]
    [InlineData("false", "true", "ec2.us-east-1.amazonaws.com")]
    [InlineData("", "true", "ec2-fips.us-east-1.amazonaws.com")]
    public async Task A_variable_takes_precedence_over_the_named_profile(string? variable, string? profile, string expected)
    {
        using var host = new TestHost(
            variable is null ? [] : new() { [Fips] = variable },
            $"[profile p]\n{(profile is null ? "" : $"use_fips_endpoint = {profile}")}\n",
            "[p]\naws_access_key_id = 111111111111\naws_secret_access_key = s\n"
        );

        var asked = await AskedAsync(host, "us-east-1", new AwsSettings { Region = "us-east-1", ProfileName = "p" });

        Assert.Equal(expected, asked[1].Uri.Host);
    }

    [Fact]
    public async Task The_default_profile_has_no_effect_when_another_is_named()
    {
        using var host = new TestHost(
            [],
            "[default]\nuse_dualstack_endpoint = true\n[profile p]\nregion = us-east-1\n",
            "[p]\naws_access_key_id = 111111111111\naws_secret_access_key = s\n"
        );

        Assert.Equal("ec2.us-east-1.amazonaws.com", (await AskedAsync(host, "us-east-1", new AwsSettings { ProfileName = "p" }))[1].Uri.Host);
        Assert.Equal("ec2.us-east-1.api.aws", (await AskedAsync(host, "us-east-1"))[1].Uri.Host);
    }

    [Fact]
    public async Task Another_region_of_a_session_keeps_the_setting()
    {
        using var host = new TestHost(new() { [Fips] = "true" });
        var http = StubSts.Answering();
        using var session = await OpenAsync(host, Keys("us-east-1"), http);
        using var other = session.ForRegion("us-west-2");

        await other.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel);

        Assert.Equal("ec2-fips.us-west-2.amazonaws.com", http.Sent[^1].Uri.Host);
    }

    [Theory]
    [InlineData(Fips, "yes", null, "us-east-1", "NetworkSettingUnreadable", Fips)]
    [InlineData(Fips, "true", "http://127.0.0.1:4566", "us-east-1", "EndpointSettingsConflict", Fips)]
    [InlineData(DualStack, "true", "http://127.0.0.1:4566", "us-east-1", "EndpointSettingsConflict", DualStack)]
    [InlineData("HTTPS_PROXY", "http://user:secret@", null, "us-east-1", "NetworkSettingUnreadable", "HTTPS_PROXY")]
    public async Task A_setting_that_cannot_be_honoured_is_an_error_before_any_request(
        string variable,
        string value,
        string? url,
        string region,
        string code,
        string resource
    )
    {
        using var host = new TestHost(new() { [variable] = value });
        var http = StubSts.Answering();

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => OpenAsync(host, Keys(region) with { EndpointUrl = url }, http));

        Assert.Equal((code, resource), (refused.Problem.Code, refused.Problem.Resource));
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(http.Sent);
    }

    private static AwsSettings Keys(string region) =>
        new()
        {
            Region = region,
            AccessKey = "111111111111",
            SecretKey = "very-secret",
        };

    private static Task<AwsSession> OpenAsync(TestHost host, AwsSettings settings, StubHttp http) =>
        AwsSession.OpenAsync(settings, new AwsRuntime { Http = http, Host = host.Environment }, Cancel);

    private static async Task<List<SentRequest>> AskedAsync(TestHost host, string region, AwsSettings? settings = null)
    {
        var http = StubSts.Answering();
        using var session = await OpenAsync(host, settings ?? Keys(region), http);
        await session.Ec2.DescribeVpcsAsync(new(), Cancel);
        await session.Route53.ListHostedZonesAsync(new(), Cancel);
        await session.Resolver.ListResolverRulesAsync(new(), Cancel);
        await session.Profiles.ListProfilesAsync(new(), Cancel);
        return http.Sent;
    }
}
