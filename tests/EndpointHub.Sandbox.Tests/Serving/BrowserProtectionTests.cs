using System.Net.Http.Headers;
using System.Text;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Serving;

/// <summary>Requests that a web page can make a browser send to the sandbox.</summary>
public sealed class BrowserProtectionTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("[::1]")]
    [InlineData("127.0.0.2")]
    [InlineData("123456789012.localhost")]
    public async Task Names_of_the_loopback_interface_are_accepted_with_and_without_a_port(string host)
    {
        await using var host1 = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        foreach (var name in new[] { host, $"{host}:{new Uri(host1.Url).Port}", $"{host}:8000" })
        {
            Assert.Equal(200, await StatusAsync(host1, Query(), request => request.Headers.Host = name));
            Assert.Equal(200, await StatusAsync(host1, new(HttpMethod.Get, "/_sandbox/state"), request => request.Headers.Host = name));
        }
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("Host", "localhost.attacker.example")]
    [InlineData("Host", "127.0.0.1.attacker.example")]
    [InlineData("Host", "notlocalhost")]
    [InlineData("Host", "0.0.0.0")]
    [InlineData("Host", "192.168.1.10")]
    [InlineData("Host", "[::2]")]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Requests_of_web_pages_are_refused_and_change_nothing(string header, string value)
    {
        await using var host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(200, await StatusAsync(host, Query("CreateVpc&CidrBlock=10.0.0.0/16"), _ => { }));
        void Add(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(403, await StatusAsync(host, new(HttpMethod.Post, "/_sandbox/reset"), Add));
        Assert.Equal(403, await StatusAsync(host, new(HttpMethod.Get, "/_sandbox/state"), Add));
        Assert.Equal(403, await StatusAsync(host, Query("CreateVpc&CidrBlock=10.1.0.0/16"), Add));
        Assert.Single(host.Sandbox.Requests);
    }

    [Fact]
    public async Task A_page_of_the_sandbox_itself_is_accepted()
    {
        await using var host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            200,
            await StatusAsync(
                host,
                new(HttpMethod.Post, "/_sandbox/reset"),
                request =>
                {
                    request.Headers.Add("Origin", host.Url);
                    request.Headers.Add("Sec-Fetch-Site", "same-origin");
                }
            )
        );
    }

    [Fact]
    public async Task The_refusal_is_one_line_in_the_protocol_of_the_request()
    {
        await using var host = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var json = Query();
        json.Headers.Add("X-Amz-Target", "Route53Resolver.ListResolverRules");
        foreach (
            var (request, start) in new[]
            {
                (Query(), "<?xml"),
                (json, "{\"__type\":\"AccessDenied\""),
                (new HttpRequestMessage(HttpMethod.Get, "/_sandbox/state"), "{"),
            }
        )
        {
            using var response = await SendAsync(host, request, r => r.Headers.Host = "attacker.example");
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith(start, body, StringComparison.Ordinal);
            Assert.Contains("attacker.example", body, StringComparison.Ordinal);
            Assert.Single(body.Split('\n'), line => line.Contains("refused", StringComparison.Ordinal));
        }
    }

    private static HttpRequestMessage Query(string action = "DescribeVpcs")
    {
        using var signer = new TestAws();
        var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(
                $"Version=2016-11-15&Action={action}",
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/x-www-form-urlencoded")
            ),
        };
        request.Headers.TryAddWithoutValidation("Authorization", signer.Signed("ec2")["Authorization"]);
        return request;
    }

    private static async Task<int> StatusAsync(SandboxHost host, HttpRequestMessage request, Action<HttpRequestMessage> change)
    {
        using var response = await SendAsync(host, request, change);
        return (int)response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(SandboxHost host, HttpRequestMessage request, Action<HttpRequestMessage> change)
    {
        using var http = new HttpClient { BaseAddress = new Uri(host.Url) };
        using (request)
        {
            change(request);
            return await http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }
}
