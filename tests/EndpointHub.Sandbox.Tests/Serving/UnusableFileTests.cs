using System.Diagnostics;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Serving;

/// <summary><c>serve</c> with files and ports that it cannot use: one line that says why, exit code 1, and nothing is changed.</summary>
public sealed class UnusableFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--state", "", "is a directory")]
    [InlineData("--state", "missing/state.jsonl", "folder of")]
    [InlineData("--state", "notes.txt", "not a state file")]
    [InlineData("--state", "read-only.jsonl", "is read-only")]
    [InlineData("--state", "pipe", "not a regular file")]
    [InlineData("--state", "/dev/null", "not a regular file")]
    [InlineData("--state", "/dev/full", "not a regular file")]
    [InlineData("--landscape", "", "is a directory")]
    [InlineData("--landscape", "missing.jsonl", "does not exist")]
    [InlineData("--landscape", "notes.txt", "not a state file")]
    [InlineData("--landscape", "read-only.jsonl", "is empty")]
    [InlineData("--landscape", "pipe", "not a regular file")]
    [InlineData("--landscape", "/dev/zero", "not a regular file")]
    [InlineData("--landscape", "a\nb\u001b[31m", "does not exist")]
    public async Task One_line_says_why_a_file_cannot_be_used(string option, string name, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither these devices nor named pipes among its files.");
        var notes = Path.Combine(_folder.FullName, "notes.txt");
        await File.WriteAllTextAsync(notes, "my notes\nmore", TestContext.Current.CancellationToken);
        var readOnly = Path.Combine(_folder.FullName, "read-only.jsonl");
        await File.WriteAllTextAsync(readOnly, "", TestContext.Current.CancellationToken);
        File.SetAttributes(readOnly, FileAttributes.ReadOnly);
        using (var mkfifo = Process.Start("mkfifo", [Path.Combine(_folder.FullName, "pipe")]))
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        var before = _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal).ToList();
        var run = await ServeRun.OfAsync(option, Path.Combine(_folder.FullName, name));
        var line = run.Line();
        Assert.StartsWith("serve: ", line, StringComparison.Ordinal);
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.Equal(before, _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal("my notes\nmore", await File.ReadAllTextAsync(notes, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "is a directory")]
    [InlineData("missing.json", "does not exist")]
    [InlineData("/dev/zero", "not a regular file")]
    [InlineData("notes.json", "is no answer of DescribeVpcEndpointServices")]
    public void Endpoint_services_that_cannot_be_read_are_an_error_without_a_stack_trace(string name, string words)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.json"), "my notes\n");
        var run = CommandLineRun.Of("serve", "--services", Path.Combine(_folder.FullName, name));
        Assert.NotEqual(0, run.ExitCode);
        Assert.Null(run.Arguments);
        var line = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains(words, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_and_a_second_server_are_refused_in_one_line_each()
    {
        var state = Path.Combine(_folder.FullName, "state.jsonl");
        await using var served = await ServedSandbox.StartAsync("--state", state, "--landscape", "seed");
        var written = new FileInfo(state).Length;
        var port = new Uri(served.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"serve: Port {port} of 127.0.0.1 is in use by another process.", (await ServeRun.OfAsync("--port", port)).Line());
        Assert.Contains($"{state} is in use by another process", (await ServeRun.OfAsync("--state", state)).Line(), StringComparison.Ordinal);
        Assert.Contains($"{state} is in use by another process", (await ServeRun.OfAsync("--landscape", state)).Line(), StringComparison.Ordinal);
        Assert.Equal(written, new FileInfo(state).Length);
    }

    [Fact]
    public async Task The_lock_of_a_killed_server_is_released()
    {
        var state = Path.Combine(_folder.FullName, "state.jsonl");
        await using (await ServedSandbox.StartAsync("--state", state, "--landscape", "seed"))
        {
            // Disposing kills the process.
        }

        await using var again = await ServedSandbox.StartAsync("--state", state);
        using var http = new HttpClient();
        var resources = await http.GetStringAsync(new Uri($"{again.Url}/_sandbox/state"), TestContext.Current.CancellationToken);
        Assert.Contains("dev-private", resources, StringComparison.Ordinal);
    }
}
