using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Lab.Bench;

/// <summary><c>serve</c> in a separate process, started from the assembly in the same folder and called over HTTP.</summary>
internal sealed class ServedSandbox : IAsyncDisposable
{
    private const string Ready = "listening on ";

    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly string _url;

    private ServedSandbox(Process process, string url, TimeSpan readyIn) => (_process, _url, ReadyIn) = (process, url, readyIn);

    /// <summary>The time from the start of the process until it printed its address.</summary>
    public TimeSpan ReadyIn { get; }

    public static async Task<ServedSandbox> StartAsync(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EndpointHub.Sandbox.dll"), "serve", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.StartsWith(Ready, StringComparison.Ordinal) == true
            ? new(process, line[Ready.Length..], watch.Elapsed)
            : throw new InvalidOperationException($"serve said: {line}");
    }

    /// <summary>The time until the complete response was received.</summary>
    public async Task<(TimeSpan Time, byte[] Answer)> AskAsync(string action, IEnumerable<(string Name, string Value)> parameters)
    {
        var body = $"Action={action}&Version=2016-11-15{string.Concat(parameters.Select(p => $"&{p.Name}={WebUtility.UrlEncode(p.Value)}"))}";
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={SandboxOptions.DefaultAccount}/20000101/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=0"
        );
        var watch = Stopwatch.StartNew();
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        watch.Stop();
        return response.IsSuccessStatusCode
            ? (watch.Elapsed, answer)
            : throw new InvalidOperationException($"{action}: {System.Text.Encoding.UTF8.GetString(answer)}");
    }

    /// <summary>The first id with a given prefix in the response.</summary>
    public async Task<string> MakeAsync(string action, string prefix, params (string Name, string Value)[] parameters)
    {
        using var answer = new MemoryStream((await AskAsync(action, parameters)).Answer);
        return XDocument.Load(answer).Descendants().First(e => !e.HasElements && e.Value.StartsWith(prefix, StringComparison.Ordinal)).Value;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
