using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using EndpointHub.Aws.Clients;
using EndpointHub.AwsTests.Support;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Clients;

public sealed class RetryTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RequestLimitExceeded", HttpStatusCode.BadRequest)]
    [InlineData("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Throttling", HttpStatusCode.BadRequest)]
    [InlineData("EC2ThrottledException", HttpStatusCode.BadRequest)]
    [InlineData("PriorRequestNotComplete", HttpStatusCode.BadRequest)]
    [InlineData("Anything", HttpStatusCode.TooManyRequests)]
    public async Task A_throttled_change_is_repeated(string code, HttpStatusCode status)
    {
        var http = StubHttp.Answering(() => StubHttp.Ec2Error(code, status), () => Ok("CreateRoute"));
        using var client = TestClients.Ec2(http);

        await client.CreateRouteAsync(new CreateRouteRequest(), Cancel);

        Assert.Equal(2, http.Sent.Count);
    }

    [Fact]
    public async Task A_read_without_a_response_is_repeated()
    {
        var http = StubHttp.Answering(StubHttp.Reset, () => StubHttp.Xml("<broken", HttpStatusCode.BadGateway), () => Ok("DescribeVpcs"));
        using var client = TestClients.Ec2(http);

        await client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel);

        Assert.Equal(3, http.Sent.Count);
    }

    [Fact]
    public async Task A_read_with_a_truncated_response_is_repeated()
    {
        var http = StubHttp.Answering(() => StubHttp.Xml("<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1"), () => Ok("DescribeVpcs"));
        using var client = TestClients.Ec2(http);

        await client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel);

        Assert.Equal(2, http.Sent.Count);
    }

    public static TheoryData<Func<HttpResponseMessage>> LostAnswers =>
        new(
            StubHttp.Reset,
            () => StubHttp.Ec2Error("InternalError", HttpStatusCode.InternalServerError),
            () => StubHttp.Xml("<CreateVpcPeeringConnectionResponse><vpcPeer")
        );

    [Theory]
    [MemberData(nameof(LostAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_change_without_a_token_is_not_repeated_when_its_response_is_lost(Func<HttpResponseMessage> lost)
    {
        var http = StubHttp.Answering(lost, () => Ok("CreateVpcPeeringConnection"));
        using var client = TestClients.Ec2(http);

        await Assert.ThrowsAnyAsync<Exception>(() => client.CreateVpcPeeringConnectionAsync(new CreateVpcPeeringConnectionRequest(), Cancel));

        Assert.Single(http.Sent);
    }

    [Theory]
    [MemberData(nameof(LostAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_change_with_a_token_is_repeated_with_the_same_token(Func<HttpResponseMessage> lost)
    {
        var http = StubHttp.Answering(lost, () => Ok("CreateVpcEndpoint"));
        using var client = TestClients.Ec2(http);

        await client.CreateVpcEndpointAsync(new CreateVpcEndpointRequest(), Cancel);

        Assert.Equal(2, http.Sent.Count);
        Assert.Equal(http.Sent[0].Form["ClientToken"], http.Sent[1].Form["ClientToken"]);
    }

    [Fact]
    public async Task The_token_stays_on_the_request_and_is_sent_again_by_an_outer_retry()
    {
        var http = StubHttp.Answering(() => Ok("CreateVpcEndpoint"), () => Ok("CreateVpcEndpoint"));
        using var client = TestClients.Ec2(http);
        var request = new CreateVpcEndpointRequest();

        await client.CreateVpcEndpointAsync(request, Cancel);
        await client.CreateVpcEndpointAsync(request, Cancel);

        Assert.Equal(request.ClientToken, http.Sent[0].Form["ClientToken"]);
        Assert.Equal(request.ClientToken, http.Sent[1].Form["ClientToken"]);
    }

    [Fact]
    public async Task A_token_set_by_the_caller_is_kept()
    {
        var http = StubHttp.Answering(() => Ok("CreateVpcEndpoint"));
        using var client = TestClients.Ec2(http);

        await client.CreateVpcEndpointAsync(new CreateVpcEndpointRequest { ClientToken = "mine" }, Cancel);

        Assert.Equal("mine", http.Sent[0].Form["ClientToken"]);
    }

    [Fact]
    public async Task Without_retries_a_reset_connection_is_one_attempt()
    {
        var http = new StubHttp(_ => StubHttp.Reset());
        using var client = TestClients.Ec2(http, config => config.MaxErrorRetry = 0);

        await Assert.ThrowsAnyAsync<Exception>(() => client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel));

        Assert.Single(http.Sent);
    }

    [Fact]
    public async Task A_refusal_is_not_repeated()
    {
        var http = StubHttp.Answering(() => StubHttp.Ec2Error("InvalidVpcID.NotFound"));
        using var client = TestClients.Ec2(http);

        var refused = await Assert.ThrowsAsync<AmazonEC2Exception>(() => client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel));

        Assert.Equal(
            ("InvalidVpcID.NotFound", "no", "r-1", HttpStatusCode.BadRequest),
            (refused.ErrorCode, refused.Message, refused.RequestId, refused.StatusCode)
        );
        Assert.Single(http.Sent);
    }

    // Other processes use the same account. The back-off is limited to 20 s.
    [Theory]
    [InlineData("InternalError", HttpStatusCode.InternalServerError, 4, 1 + 2 + 4)]
    [InlineData("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable, 21, 1 + 2 + 4 + 8 + 16 + (15 * 20))]
    public void Retries_use_the_configured_time_provider(string code, HttpStatusCode status, int attempts, int seconds)
    {
        var clock = new VirtualClock();
        var http = new StubHttp(_ => StubHttp.Ec2Error(code, status));
        using var client = TestClients.Ec2(http, config => (config.Clock, config.Jitter, config.MaxErrorRetry) = (clock, () => 1, 3));

        Assert.Throws<AmazonEC2Exception>(() => Pump.Run(clock, () => client.DescribeVpcsAsync(new DescribeVpcsRequest(), Cancel)));

        Assert.Equal(attempts, http.Sent.Count);
        Assert.Equal(TimeSpan.FromSeconds(seconds), clock.Elapsed);
    }

    [Fact]
    public async Task A_back_off_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var http = new StubHttp(_ => StubHttp.Ec2Error("RequestLimitExceeded"));
        using var client = TestClients.Ec2(http, config => (config.Clock, config.Jitter) = (new VirtualClock(), () => 1));

        var call = client.DescribeVpcsAsync(new DescribeVpcsRequest(), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(http.Sent);
    }

    [Fact]
    public async Task Every_attempt_is_reported_with_its_outcome()
    {
        var observer = new Recorder();
        var http = StubHttp.Answering(() => StubHttp.Ec2Error("Throttling"), () => Ok("ModifyVpcEndpoint"));
        using var client = TestClients.Ec2(http, config => config.Observer = observer);

        await client.ModifyVpcEndpointAsync(new ModifyVpcEndpointRequest(), Cancel);

        Assert.Equal(
            ["ec2 ModifyVpcEndpoint ap-northeast-1 #1", "failed Throttling", "ec2 ModifyVpcEndpoint ap-northeast-1 #2", "done"],
            observer.Lines
        );
    }

    private static HttpResponseMessage Ok(string operation) => StubHttp.Xml($"<{operation}Response><requestId>r</requestId></{operation}Response>");

    private sealed class Recorder : IAttemptObserver
    {
        public List<string> Lines { get; } = [];

        public Task BeforeAsync(RequestAttempt attempt, CancellationToken cancellationToken)
        {
            Lines.Add($"{attempt.Service} {attempt.Operation} {attempt.Region} #{attempt.Number}");
            return Task.CompletedTask;
        }

        public void After(RequestAttempt attempt, Exception? failure) =>
            Lines.Add(failure is AmazonServiceException refused ? $"failed {refused.ErrorCode}" : "done");
    }
}
