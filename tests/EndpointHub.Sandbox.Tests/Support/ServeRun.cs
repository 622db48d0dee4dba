using System.Diagnostics;

namespace EndpointHub.SandboxTests.Support;

/// <summary><c>serve</c> in a process of its own that is expected to end at once.</summary>
internal sealed record ServeRun(int ExitCode, string Output, string Errors)
{
    public static async Task<ServeRun> OfAsync(params string[] options)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        using var process = Process.Start(ServedSandbox.Command(options))!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>The only line, on the error stream.</summary>
    public string Line()
    {
        Assert.Equal((1, ""), (ExitCode, Output));
        var line = Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain(line, char.IsControl);
        return line;
    }
}
