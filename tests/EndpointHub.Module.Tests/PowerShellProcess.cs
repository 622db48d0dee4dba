using System.Diagnostics;
using EndpointHub.PowerShell;

namespace EndpointHub.ModuleTests;

/// <summary>The repository's PowerShell, started without a profile and without AWS settings of the machine.</summary>
internal static class PowerShellProcess
{
    // A run that hangs ends at last. The longest files wait most of ten minutes for the rate limits of AWS.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    internal static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var start = RepositoryPowerShell.Start(arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = AppContext.BaseDirectory;
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        var nowhere = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        start.Environment["AWS_CONFIG_FILE"] = nowhere;
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = nowhere;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["NO_COLOR"] = "1";

        // A short process ends before it could use the profiles that tiered compilation collects.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ENDPOINTHUB_MODULE"] = Path.Combine(TestedModule.Folder, "EndpointHub.psd1");
        start.Environment["ENDPOINTHUB_TESTCMDLETS"] = TestedModule.TestCmdlets;
        start.Environment["ENDPOINTHUB_PACKAGES"] = TestedModule.Packages;
        start.Environment["ENDPOINTHUB_REPOSITORY"] = TestedModule.Repository;
        start.Environment["ENDPOINTHUB_SANDBOX"] = Path.Combine(AppContext.BaseDirectory, "EndpointHub.Sandbox.dll");

        // A test writes its current case there, so that a run which hangs can be repeated.
        var currentCase = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        start.Environment["ENDPOINTHUB_CURRENT_CASE"] = currentCase;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            var at = File.Exists(currentCase) ? await File.ReadAllTextAsync(currentCase, CancellationToken.None) : "";
            throw new TimeoutException($"PowerShell {string.Join(' ', arguments)} did not end within {Limit}. {at}", cancelled);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            File.Delete(currentCase);
        }
    }
}
