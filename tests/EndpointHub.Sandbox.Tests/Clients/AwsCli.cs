using System.Diagnostics;
using System.Text.Json;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Settings;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Clients;

/// <summary>Runs the AWS CLI, if it is installed, against a served sandbox with a test clock.</summary>
internal sealed class AwsCli : IAsyncDisposable
{
    private readonly SandboxHost _host;
    private readonly TestClock _clock;

    private AwsCli(SandboxHost host, TestClock clock) => (_host, _clock) = (host, clock);

    public AwsSandbox Sandbox => _host.Sandbox;

    public static async Task<AwsCli> StartAsync()
    {
        Assert.SkipUnless(IsInstalled(), "The AWS CLI (aws) is not on PATH.");
        var clock = new TestClock();
        return new(
            await SandboxHost.StartAsync(new SandboxOptions { Time = clock }, cancellationToken: TestContext.Current.CancellationToken),
            clock
        );
    }

    public void Settle() => _clock.Advance(TimeSpan.FromMinutes(10));

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>The printed JSON; undefined if nothing was printed.</returns>
    public async Task<JsonElement> Run(params string[] arguments)
    {
        var (code, output, error) = await Call(arguments);
        Assert.True(code == 0, $"aws {string.Join(' ', arguments)}: {error}");
        if (string.IsNullOrWhiteSpace(output))
            return default;
        using var json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }

    /// <summary>Runs a command that must fail, and returns the error output.</summary>
    public async Task<string> Fail(params string[] arguments)
    {
        var (code, output, error) = await Call(arguments);
        Assert.True(code != 0, $"aws {string.Join(' ', arguments)} succeeded: {output}");
        return error;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(p => File.Exists(Path.Combine(p, "aws")) || File.Exists(Path.Combine(p, "aws.exe")));

    private async Task<(int Code, string Output, string Error)> Call(string[] arguments)
    {
        var start = new ProcessStartInfo("aws", [.. arguments, "--output", "json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var (name, value) in new[]
            {
                ("AWS_ENDPOINT_URL", _host.Url),
                ("AWS_ACCESS_KEY_ID", "123456789012"),
                ("AWS_SECRET_ACCESS_KEY", "any"),
                ("AWS_DEFAULT_REGION", TestAws.Tokyo),
                ("AWS_MAX_ATTEMPTS", "1"),
                ("AWS_PAGER", ""),
                ("AWS_CONFIG_FILE", "/dev/null"),
                ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
            }
        )
        {
            start.Environment[name] = value;
        }

        start.Environment.Remove("AWS_SESSION_TOKEN");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
