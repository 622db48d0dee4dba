using System.Diagnostics;
using EndpointHub.PowerShell;

namespace EndpointHub.ModuleTests;

/// <summary>The repository's PowerShell, started without profile and without anybody's AWS settings.</summary>
internal static class PowerShellProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    internal static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
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

        // A short process that gathers profiles for its compiler never lives to use them.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ENDPOINTHUB_MODULE"] = Path.Combine(TestedModule.Folder, "EndpointHub.psd1");
        start.Environment["ENDPOINTHUB_TESTCMDLETS"] = TestedModule.TestCmdlets;
        start.Environment["ENDPOINTHUB_PACKAGES"] = TestedModule.Packages;
        start.Environment["ENDPOINTHUB_REPOSITORY"] = TestedModule.Repository;
        start.Environment["ENDPOINTHUB_SANDBOX"] = Path.Combine(AppContext.BaseDirectory, "EndpointHub.Sandbox.dll");

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
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
