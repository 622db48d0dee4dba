using EndpointHub.Sandbox.Hosting;

namespace EndpointHub.SandboxTests;

public sealed class ServingTests
{
    [Fact]
    public async Task Host_listens_on_loopback_and_returns_the_same_responses_as_AwsSandbox()
    {
        await using var host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var core = new HttpClient(new SandboxMessageHandler(host.Sandbox));
        Assert.Equal("127.0.0.1", new Uri(host.Url).Host);
        foreach (var client in new[] { http, core })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, host.Url)
            {
                Content = new StringContent("Action=DescribeVpcs&Version=2016-11-15"),
            };
            request.Headers.TryAddWithoutValidation(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=123456789012/20261001/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=00"
            );
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, body);
            Assert.Contains("<vpcSet", body, StringComparison.Ordinal);
        }
    }
}
