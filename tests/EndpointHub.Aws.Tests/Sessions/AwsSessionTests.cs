using System.Net;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Sessions;

public sealed class AwsSessionTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly AwsSettings Keys = new()
    {
        Region = "ap-northeast-1",
        AccessKey = "111111111111",
        SecretKey = "very-secret",
        SessionToken = "token-secret",
    };

    [Fact]
    public async Task The_account_id_is_requested_once()
    {
        var http = StubSts.Answering();
        using var session = await Open(Keys, http);

        Assert.Equal(("111111111111", "ap-northeast-1"), (session.AccountId, session.Region));
        Assert.Equal("sts.ap-northeast-1.amazonaws.com", Assert.Single(http.Sent).Uri.Host);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4566")]
    [InlineData("https://proxy.example.org")]
    public async Task An_endpoint_url_applies_to_every_service_and_is_signed_for_the_region(string url)
    {
        var http = StubSts.Answering();
        using var session = await Open(Keys with { EndpointUrl = url }, http);

        await session.Ec2.DescribeVpcsAsync(new(), Cancel);
        await session.Route53.ListHostedZonesAsync(new(), Cancel);

        Assert.All(http.Sent, sent => Assert.Equal(new Uri(url).Host, sent.Uri.Host));
        Assert.Equal(
            ["sts ap-northeast-1", "ec2 ap-northeast-1", "route53 us-east-1"],
            http.Sent.Select(sent => $"{sent.SignedService} {sent.SignedRegion}")
        );
    }

    [Theory]
    [InlineData("http://example.org")]
    [InlineData("http://127.0.0.1.example.org")]
    [InlineData("https://user:password@example.org")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("not a url")]
    public async Task An_endpoint_url_with_plain_http_is_refused_before_any_request(string url)
    {
        var http = StubSts.Answering();

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => Open(Keys with { EndpointUrl = url }, http));

        Assert.Equal("EndpointUrlRefused", refused.Problem.Code);
        Assert.DoesNotContain("password", refused.Problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task A_session_for_another_region_sends_no_request_for_the_account()
    {
        var http = StubSts.Answering();
        using var session = await Open(Keys, http);
        using var other = session.ForRegion("eu-west-2");

        await other.Ec2.DescribeVpcsAsync(new(), Cancel);

        Assert.Equal(("111111111111", "eu-west-2"), (other.AccountId, other.Region));
        Assert.Equal("ec2.eu-west-2.amazonaws.com", http.Sent[^1].Uri.Host);
        Assert.Equal(2, http.Sent.Count);
        Assert.Equal("MalformedRegion", Assert.Throws<EndpointHubException>(() => session.ForRegion("nowhere")).Problem.Code);
    }

    [Fact]
    public async Task A_role_opens_a_session_of_its_account()
    {
        var http = StubSts.Answering();
        using var session = await Open(Keys, http);
        using var hub = await session.AssumeRoleAsync("arn:aws:iam::999999999999:role/hub", Cancel);

        await hub.Ec2.DescribeVpcsAsync(new(), Cancel);

        Assert.Equal("999999999999", hub.AccountId);
        Assert.Equal("role-token", http.Sent[^1].SessionToken);
    }

    [Fact]
    public async Task Role_credentials_are_cached_and_refreshed_before_they_expire()
    {
        var clock = new VirtualClock();
        var http = StubSts.Answering(clock);
        using var session = await Open(Keys, http, clock);
        using var hub = await session.AssumeRoleAsync("arn:aws:iam::999999999999:role/hub", Cancel);
        int Assumed() => http.Sent.Count(sent => sent.Body.Contains("Action=AssumeRole", StringComparison.Ordinal));

        await hub.Ec2.DescribeVpcsAsync(new(), Cancel);
        Assert.Equal(1, Assumed());

        Pump.Run(clock, () => clock.DelayAsync(TimeSpan.FromMinutes(56), Cancel));
        await hub.Ec2.DescribeVpcsAsync(new(), Cancel);
        Assert.Equal(2, Assumed());
    }

    [Fact]
    public void Concurrent_calls_share_one_AssumeRole_and_stay_on_their_thread()
    {
        var clock = new VirtualClock();
        var http = StubSts.Answering(clock);
        var thread = Environment.CurrentManagedThreadId;

        Pump.Run(
            clock,
            async () =>
            {
                using var session = await Open(Keys, http, clock);
                using var hub = await session.AssumeRoleAsync("arn:aws:iam::999999999999:role/hub", Cancel);
                await clock.DelayAsync(TimeSpan.FromMinutes(56), Cancel);
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 10)
                        .Select(async _ =>
                        {
                            await hub.Ec2.DescribeVpcsAsync(new(), Cancel);
                            Assert.Equal(thread, Environment.CurrentManagedThreadId);
                        })
                );
            }
        );

        Assert.Equal(2, http.Sent.Count(sent => sent.Body.Contains("Action=AssumeRole", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("AccessDenied", "NotPermitted")]
    [InlineData("ValidationError", "CallRefused")]
    public async Task A_role_that_cannot_be_assumed_reports_the_reason(string code, string problem)
    {
        using var session = await Open(Keys, new StubHttp(request => request.Form["Action"] == "AssumeRole" ? StubSts.Refusal(code) : Identity()));

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => session.AssumeRoleAsync("arn:aws:iam::999999999999:role/hub", Cancel));

        Assert.Equal((problem, "arn:aws:iam::999999999999:role/hub"), (refused.Problem.Code, refused.Problem.Resource));
    }

    [Theory]
    [InlineData("InvalidClientTokenId", HttpStatusCode.Forbidden)]
    [InlineData("SignatureDoesNotMatch", HttpStatusCode.Forbidden)]
    [InlineData("ExpiredToken", HttpStatusCode.BadRequest)]
    public async Task Refused_credentials_are_reported_with_their_source(string code, HttpStatusCode status)
    {
        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => Open(Keys, new StubHttp(_ => StubSts.Refusal(code, status))));

        Assert.Equal(("CredentialsUnreadable", "-AccessKey"), (refused.Problem.Code, refused.Problem.Resource));
    }

    [Fact]
    public async Task An_unreachable_network_is_reported()
    {
        var http = new StubHttp(_ => throw new HttpRequestException("no route to host"));

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() =>
            AwsSession.OpenAsync(Keys, new AwsRuntime { Http = http, MaxErrorRetry = 0 }, Cancel)
        );

        Assert.Equal(("Unreachable", "GetCallerIdentity"), (refused.Problem.Code, refused.Problem.Resource));
        Assert.Contains("no route to host", refused.Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_request_is_cancelled_and_no_error()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            AwsSession.OpenAsync(Keys, new AwsRuntime { Http = StubSts.Answering() }, cancel.Token)
        );
    }

    [Fact]
    public void Session_requests_use_the_configured_time_provider()
    {
        var clock = new VirtualClock();
        var asked = 0;
        var http = new StubHttp(_ => ++asked == 1 ? StubSts.Refusal("Throttling", HttpStatusCode.BadRequest) : Identity());

        using var session = Pump.Run(
            clock,
            () =>
                AwsSession.OpenAsync(
                    Keys,
                    new AwsRuntime
                    {
                        Http = http,
                        Clock = clock,
                        Jitter = () => 1,
                    },
                    Cancel
                )
        );

        Assert.Equal(TimeSpan.FromSeconds(1), clock.Elapsed);
    }

    [Fact]
    public async Task An_object_of_another_account_is_refused()
    {
        using var session = await Open(Keys, StubSts.Answering());
        session.RequireAccount("vpc-1", "111111111111");

        var refused = Assert.Throws<EndpointHubException>(() => session.RequireAccount("vpc-1", "222222222222"));

        Assert.Equal(("AccountMismatch", "vpc-1"), (refused.Problem.Code, refused.Problem.Resource));
    }

    [Fact]
    public async Task No_printable_value_contains_a_secret()
    {
        using var session = await Open(Keys, StubSts.Answering());

        Assert.All([Keys.ToString(), session.ToString()], text => Assert.DoesNotContain("-secret", text, StringComparison.Ordinal));
        Assert.Equal("111111111111 in ap-northeast-1 (-AccessKey)", session.ToString());
    }

    private static HttpResponseMessage Identity() =>
        StubHttp.Xml(
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
        );

    private static Task<AwsSession> Open(AwsSettings settings, StubHttp http, TimeProvider? clock = null) =>
        AwsSession.OpenAsync(settings, new AwsRuntime { Http = http, Clock = clock ?? TimeProvider.System }, Cancel);
}
