using System.Text.Json;

namespace EndpointHub.ModuleTests;

/// <summary>
/// One Pester file, run in a PowerShell process of its own against the module as it is shipped. Each has a class (PesterFiles.cs), because
/// classes run side by side and most of a file's time is waited, for AWS's pace.
/// </summary>
public abstract class PesterFile
{
    internal static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Pester");

    private static readonly Lazy<Task<string?>> Lacking = new(FindWhatIsLackingAsync);

    private string FileName => $"{GetType().Name}.Tests.ps1";

    [Fact]
    public async Task Pester_passes()
    {
        var lacking = await Lacking.Value;
        Assert.SkipWhen(lacking is not null, lacking ?? "");

        var resultFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var (exitCode, text, errors) = await PowerShellProcess.RunAsync(
                ["-File", Path.Combine(Folder, "Invoke-PesterFile.ps1"), "-Path", Path.Combine(Folder, FileName), "-ResultPath", resultFile],
                TestContext.Current.CancellationToken);
            Assert.True(File.Exists(resultFile), $"pwsh ended with {exitCode} and no result.\n{text}\n{errors}");

            var results = JsonSerializer.Deserialize<List<PesterResult>>(await File.ReadAllTextAsync(resultFile, TestContext.Current.CancellationToken))!;
            foreach (var result in results)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{result.Result,-8} {result.Name}");
            }

            Assert.Contains(results, result => result.Result == "Passed");
            var failed = results.Where(result => result.Result is not ("Passed" or "Skipped")).ToList();
            Assert.True(failed.Count == 0, $"{failed.Count} of {results.Count} failed.\n{string.Join("\n", failed.Select(f => $"[-] {f.Name}\n    {f.Error}"))}\n{errors}");
        }
        finally
        {
            File.Delete(resultFile);
        }
    }

    private static async Task<string?> FindWhatIsLackingAsync()
    {
        if (PowerShellProcess.Program is null)
        {
            return "PowerShell 7 (pwsh) is not on PATH.";
        }

        var (_, found, _) = await PowerShellProcess.RunAsync(
            ["-Command", "@(Get-Module Pester -ListAvailable).Where({ $_.Version.Major -eq 5 }).Count"], CancellationToken.None);
        return found.Trim() is "" or "0" ? "Pester 5 is not among PowerShell's modules." : null;
    }

    private sealed record PesterResult(string Name, string Result, string? Error);
}
