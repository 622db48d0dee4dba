using System.Net;
using System.Text.Json;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.SandboxTests.Support;

/// <summary>A sandbox on a test clock, called with HTTP requests.</summary>
internal sealed class TestAws : IDisposable
{
    public const string Tokyo = "ap-northeast-1";

    private readonly TestClock _clock;

    public TestAws(SandboxOptions? options = null)
    {
        _clock = new TestClock();
        Core = new AwsSandbox((options ?? new()) with { Time = _clock });
    }

    private TestAws(TestAws other, string account, string region)
    {
        (_clock, Core, Account, Region) = (other._clock, other.Core, account, region);
    }

    public AwsSandbox Core { get; }

    public string Account { get; } = SandboxOptions.DefaultAccount;

    public string Region { get; } = Tokyo;

    /// <summary>The same AWS for another account or Region.</summary>
    public TestAws As(string? account = null, string? region = null) => new(this, account ?? Account, region ?? Region);

    public void Wait(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Advances the clock until all changes have settled.</summary>
    public void Settle() => Wait(600);

    public Task<Answer> Ec2(string action, params (string Name, string Value)[] parameters) => Query("ec2", "2016-11-15", action, parameters);

    public Task<Answer> Sts(string action, params (string Name, string Value)[] parameters) => Query("sts", "2011-06-15", action, parameters);

    /// <summary>An EC2 call that must succeed, and the text of one element of its answer.</summary>
    public async Task<string> Make(string action, string element, params (string Name, string Value)[] parameters)
    {
        var answer = await Ec2(action, parameters);
        Assert.True(answer.Status == 200, $"{action}: {answer}");
        return answer[element];
    }

    public async Task<Answer> Route53(string method, string path, string body = "", string query = "") =>
        new(await Core.HandleAsync(new(method, "/2013-04-01/" + path, query, Signed("route53"), body), TestContext.Current.CancellationToken));

    public async Task<JsonAnswer> Resolver(string action, object? members = null)
    {
        var headers = Signed("route53resolver");
        headers.Add(AwsRequest.Target, "Route53Resolver." + action);
        return new(
            await Core.HandleAsync(new("POST", "/", "", headers, JsonSerializer.Serialize(members ?? new { })), TestContext.Current.CancellationToken)
        );
    }

    public async Task<JsonAnswer> Profiles(string method, string path, object? members = null, string query = "") =>
        new(
            await Core.HandleAsync(
                new(method, "/" + path, query, Signed("route53profiles"), members is null ? "" : JsonSerializer.Serialize(members)),
                TestContext.Current.CancellationToken
            )
        );

    public async Task<JsonElement> GetAsync(string route, string query = "")
    {
        var response = await Core.HandleAsync(new("GET", "/_sandbox/" + route, query, Signed("none"), ""), TestContext.Current.CancellationToken);
        Assert.Equal(200, response.Status);
        using var json = JsonDocument.Parse(response.Body);
        return json.RootElement.Clone();
    }

    public Dictionary<string, string> Signed(string service) =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] =
                $"AWS4-HMAC-SHA256 Credential={Account}/20261001/{(service == "route53" ? "us-east-1" : Region)}/{service}/aws4_request, SignedHeaders=host, Signature=00",
        };

    public void Dispose() => Core.Dispose();

    private async Task<Answer> Query(string service, string version, string action, (string Name, string Value)[] parameters)
    {
        var body = string.Join(
            '&',
            parameters.Prepend(("Version", version)).Prepend(("Action", action)).Select(p => $"{p.Item1}={WebUtility.UrlEncode(p.Item2)}")
        );
        return new(await Core.HandleAsync(new("POST", "/", "", Signed(service), body), TestContext.Current.CancellationToken));
    }
}
