using System.Globalization;
using System.Net.Sockets;
using System.Text;
using EndpointHub.Sandbox.Http;
using EndpointHub.SandboxTests.Requests;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Hostile;

/// <summary>
/// The same requests, complete and truncated, over real connections to a process that must keep running, with bounded memory, and answer afterwards.
/// </summary>
public sealed class HostileWireTests
{
    private const int Requests = 400;
    private const long Memory = 300 << 20;

    private static readonly string[] Types =
    [
        "application/x-www-form-urlencoded",
        "text/xml",
        "application/json",
        "multipart/form-data; boundary=",
        "text/plain; charset=utf-16",
        "application/x-www-form-urlencoded; charset=shift_jis",
        "\t",
        "x",
    ];

    private static readonly string[] Halves =
    [
        "",
        "P",
        "POST",
        "POST / HTTP/1.1",
        "POST / HTTP/1.1\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nAction=",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nActio",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/9.9\r\n\r\n",
        "\0\0\0\0",
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001",
        "GET /_sandbox/state HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n",
        "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: x\r\n\r\n",
    ];

    [Fact]
    public async Task A_served_sandbox_answers_or_disconnects_and_its_memory_stays_bounded()
    {
        await using var served = await ServedSandbox.StartAsync("--landscape", "seed");
        const int Seed = 4711;
        var random = new Random(Seed);
        using var signer = new TestAws();
        var values = new ValuePool(random);
        var hostile = new HostileBytes(random, signer, new(random, values));
        for (var i = 0; i < Requests; i++)
        {
            var bytes = i % 8 == 0 ? Encoding.Latin1.GetBytes(Halves[random.Next(Halves.Length)]) : RequestBytes(random, hostile.Next());
            var reply = await ExchangeAsync(served.Url, bytes, isWhole: false);
            var status =
                reply.Length > 12 && reply.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
                    ? int.Parse(reply.AsSpan(9, 3), CultureInfo.InvariantCulture)
                    : 0;
            // 505 is the HTTP status for an unsupported version.
            Assert.True(status is 0 or (>= 100 and < 500) or 505, $"Seed {Seed}, request {i}: {Encoding.Latin1.GetString(bytes)}\n{reply}");
            values.Learn(Encoding.UTF8.GetBytes(reply));
        }

        var healthy = RequestBytes(
            random,
            new("POST", "/", "", signer.Signed("ec2"), "Action=DescribeVpcs&Version=2016-11-15"),
            contentType: Types[0]
        );
        Assert.Contains("<vpcSet", await ExchangeAsync(served.Url, healthy, isWhole: true), StringComparison.Ordinal);
        Assert.False(served.Process.HasExited);
        served.Process.Refresh();
        Assert.InRange(served.Process.WorkingSet64, 1, Memory);
    }

    [Fact]
    public async Task A_body_above_the_size_limit_is_refused_with_an_AWS_error()
    {
        await using var served = await ServedSandbox.StartAsync();
        using var http = new HttpClient();
        using var content = new StringContent(new string('x', 2 << 20));
        using var response = await http.PostAsync(served.Url, content, TestContext.Current.CancellationToken);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains(
            "<Code>RequestEntityTooLarge</Code>",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    private static byte[] RequestBytes(Random random, AwsRequest request, string? contentType = null)
    {
        var body = random.Next(4) == 0 ? Encoding.Latin1.GetBytes(request.Body) : Encoding.UTF8.GetBytes(request.Body);
        var head =
            $"{request.Method} {request.Path}{(request.Query.Length > 0 ? "?" + request.Query : "")} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + (request.Header("Authorization") is { } credential ? $"Authorization: {credential}\r\n" : "")
            + (request.Header(AwsRequest.Target) is { } operation ? $"{AwsRequest.Target}: {operation}\r\n" : "")
            + $"Content-Type: {contentType ?? Types[random.Next(Types.Length)]}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.UTF8.GetBytes(head), .. body];
    }

    /// <summary>Reads until the server disconnects. The server does not answer an incomplete request before the client closes its side.</summary>
    private static async Task<string> ExchangeAsync(string url, byte[] bytes, bool isWhole)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(url).Port, patience.Token);
        try
        {
            await using var stream = client.GetStream();
            await stream.WriteAsync(bytes, patience.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var reply = reader.ReadToEndAsync(patience.Token);
            try
            {
                return await reply.WaitAsync(TimeSpan.FromSeconds(isWhole ? 30 : 0.2), patience.Token);
            }
            catch (TimeoutException)
            {
                client.Client.Shutdown(SocketShutdown.Send);
                return await reply;
            }
        }
        catch (Exception hangUp) when (hangUp is IOException or SocketException)
        {
            return "";
        }
    }
}
