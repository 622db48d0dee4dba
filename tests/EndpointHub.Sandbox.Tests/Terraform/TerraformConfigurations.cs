using System.Text.Json;
using EndpointHub.Sandbox;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>All configurations, some side by side, because much of each is waiting; a test takes the one it is about.</summary>
public sealed class TerraformRuns : IAsyncDisposable
{
    /// <summary>A minute or two on an idle machine; longer than this, something hangs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <summary>Each takes more than a gigabyte of memory.</summary>
    private readonly SemaphoreSlim _atOnce = new(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Task<TerraformRun>> _runs;

    public TerraformRuns() => _runs = TerraformCli.Missing is null
        ? TerraformLooks.Of.ToDictionary(c => c.Key, c => RunAsync(c.Key, c.Value))
        : [];

    internal Task<TerraformRun> Of(string configuration) => _runs[configuration];

    public async ValueTask DisposeAsync()
    {
        // A test that was not chosen leaves its run behind.
        await _stop.CancelAsync();
        await Task.WhenAll(_runs.Values.Select(r => r.ContinueWith(static _ => { }, TaskScheduler.Default)));
        _stop.Dispose();
        _atOnce.Dispose();
    }

    private async Task<TerraformRun> RunAsync(string configuration, Action<AwsSandbox, JsonElement> look)
    {
        await _atOnce.WaitAsync(_stop.Token);
        try
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            late.CancelAfter(Longest);
            return await new TerraformRun(configuration).ExecuteAsync(look, late.Token);
        }
        finally
        {
            _atOnce.Release();
        }
    }
}

/// <summary>What a look behind the API must find after the change, beyond what Terraform reads itself; the longest configuration first.</summary>
internal static class TerraformLooks
{
    public static IReadOnlyDictionary<string, Action<AwsSandbox, JsonElement>> Of { get; } = new Dictionary<string, Action<AwsSandbox, JsonElement>>(StringComparer.Ordinal)
    {
        ["hub-by-hand"] = static (sandbox, state) =>
        {
            foreach (var spoke in new[] { "dev", "stg" })
            {
                var answer = sandbox.Resolve(Vpc(state, spoke), "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com");
                Assert.Equal(2, answer.Addresses.Count);
                Assert.All(answer.Addresses, a => Assert.StartsWith("10.255.", a, StringComparison.Ordinal));
                Assert.Equal(["10.255.0.9"], sandbox.Resolve(Vpc(state, spoke), "app.corp.example").Addresses);
            }
        },
        ["landscape"] = static (sandbox, state) =>
        {
            const string name = "ssm.ap-northeast-1.amazonaws.com";
            Assert.DoesNotContain(sandbox.Resolve(Vpc(state, "dev"), name).Addresses, a => a.StartsWith("10.2.", StringComparison.Ordinal));
            Assert.Equal(2, sandbox.Resolve(Vpc(state, "stg"), name).Addresses.Count(a => a.StartsWith("10.3.", StringComparison.Ordinal)));
            Assert.Single(sandbox.Resolve(Vpc(state, "prd"), name).Addresses, a => a.StartsWith("10.4.", StringComparison.Ordinal));
        },
        ["rich-vpc"] = static (_, _) => { },
        ["transit-gateway"] = static (_, _) => { },
        ["two-accounts"] = static (sandbox, state) =>
        {
            foreach (var spoke in new[] { "near", "far" })
                Assert.StartsWith("10.255.0.", Assert.Single(sandbox.Resolve(Vpc(state, spoke), "ssm.ap-northeast-1.amazonaws.com").Addresses), StringComparison.Ordinal);
        },
        ["acls-and-prefix-lists"] = static (_, _) => { },
    };

    private static string Vpc(JsonElement state, string name) => state.GetProperty("networks").EnumerateArray()
        .SelectMany(n => n.GetProperty("vpcs").EnumerateArray())
        .Single(v => v.GetProperty("tags").EnumerateArray().Any(t => t.GetProperty("key").GetString() == "Name" && t.GetProperty("value").GetString() == name))
        .GetProperty("vpcId").GetString()!;
}
