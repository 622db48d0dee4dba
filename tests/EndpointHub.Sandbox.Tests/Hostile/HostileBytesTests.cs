using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.SandboxTests.Requests;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Hostile;

/// <summary>Ten thousand malformed requests in twenty series of five hundred. A failure names the seed of its series and the request.</summary>
public sealed class HostileBytesTests
{
    private const int PerSeed = 500;
    private const long Memory = 300 << 20;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_hostile_request_is_answered_without_an_internal_error(int seed)
    {
        using var aws = new TestAws(new() { Seed = seed });
        await Landscape.BuildAsync(aws.Core, "seed", TestContext.Current.CancellationToken);
        var random = new Random(seed);
        var values = new ValuePool(random);
        var hostile = new HostileBytes(random, aws, new(random, values));
        for (var i = 0; i < PerSeed; i++)
        {
            var request = hostile.Next();
            try
            {
                var response = await Task.Run(
                        async () => await aws.Core.HandleAsync(request, TestContext.Current.CancellationToken),
                        TestContext.Current.CancellationToken
                    )
                    .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
                CheckAnswer(request, response);
                values.Learn(response.Body);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed}, request {i}: {Shown(request)}\n{error}");
            }

            aws.Wait(random.Next(20));
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, Memory);
    }

    /// <summary>Requires a success or a client error in the format of the requested API.</summary>
    private static void CheckAnswer(AwsRequest request, AwsResponse response)
    {
        Assert.True(response.Status is >= 200 and < 500, $"Status {response.Status}");
        if (request.Path.StartsWith("/_sandbox/", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(response.Body);
            return;
        }

        if (response.ContentType.Contains("json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(response.Body);
            if (response.Status >= 400)
                Assert.NotEqual("", json.RootElement.GetProperty("__type").GetString());
            return;
        }

        using var bytes = new MemoryStream(response.Body.ToArray());
        var xml = XDocument.Load(bytes);
        if (response.Status >= 400)
            Assert.Contains(xml.Descendants(), e => e.Name.LocalName == "InvalidChangeBatch" || (e.Name.LocalName == "Code" && e.Value.Length > 0));
    }

    private static string Shown(AwsRequest request)
    {
        var text = $"{request.Method} {request.Path}?{request.Query} [{request.Header("Authorization")}] {request.Body}";
        return string.Concat(text.Length > 2000 ? text[..2000] + "..." : text)
            .EnumerateRunes()
            .Aggregate(new StringBuilder(), (s, r) => r.Value is < 32 or 0xfffd ? s.Append($"\\u{r.Value:x4}") : s.Append(r))
            .ToString();
    }
}
