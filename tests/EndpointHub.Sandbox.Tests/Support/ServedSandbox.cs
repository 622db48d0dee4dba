using System.Diagnostics;

namespace EndpointHub.SandboxTests.Support;

/// <summary><c>serve</c> in a process of its own, from the assembly beside the tests.</summary>
internal sealed class ServedSandbox : IAsyncDisposable
{
    private readonly Process _process;

    private ServedSandbox(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public Process Process => _process;

    public static async Task<ServedSandbox> StartAsync(params string[] options)
    {
        var process = Process.Start(Command(options))!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        const string Ready = "listening on ";
        if (line?.StartsWith(Ready, StringComparison.Ordinal) != true)
            Assert.Fail($"serve said: {line} {await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        return new(process, line![Ready.Length..]);
    }

    public static ProcessStartInfo Command(params string[] options) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "EndpointHub.Sandbox.dll"), "serve", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
