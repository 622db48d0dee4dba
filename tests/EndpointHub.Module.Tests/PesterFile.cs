using System.Text.Json;
using EndpointHub.PowerShell;

namespace EndpointHub.ModuleTests;

/// <summary>
/// One Pester file, run in a separate PowerShell process against the packaged module. Each file has a class (PesterFiles.cs), because classes run in
/// parallel and most of a file's time is waiting for the rate limits of AWS.
/// </summary>
public abstract class PesterFile
{
    internal static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Pester");

    /// <summary>
    /// The longest allowed name. An object in a test name is formatted in one line; a list of its properties would be longer than this.
    /// </summary>
    private const int LongestName = 400;

    /// <summary>
    /// True if the tests of the file require tools outside the repository and may be skipped. A skipped test is a failure otherwise.
    /// </summary>
    protected virtual bool NeedsTools => false;

    private string FileName => $"{GetType().Name}.Tests.ps1";

    [Fact]
    public Task Pester_passes() => RunInAsync(RepositoryPowerShell.Pester);

    /// <summary>Runs the file in one version of Pester. The run fails when another version ran, or no test.</summary>
    /// <param name="pester">The module's manifest.</param>
    /// <returns>Completes when every test of the file has passed.</returns>
    protected async Task RunInAsync(string pester)
    {
        var resultFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var (exitCode, text, errors) = await PowerShellProcess.RunAsync(
                [
                    "-File",
                    Path.Combine(Folder, "Invoke-PesterFile.ps1"),
                    "-Path",
                    Path.Combine(Folder, FileName),
                    "-ResultPath",
                    resultFile,
                    "-Pester",
                    pester,
                ],
                TestContext.Current.CancellationToken
            );
            Assert.True(File.Exists(resultFile), $"PowerShell ended with {exitCode} and no result.\n{text}\n{errors}");

            var run = JsonSerializer.Deserialize<PesterRun>(await File.ReadAllTextAsync(resultFile, TestContext.Current.CancellationToken))!;
            Assert.Equal(pester, run.Manifest);
            var results = run.Tests;
            foreach (var result in results)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{result.Result, -8} {result.Name}");
            }

            var failed = results.Where(result => result.Result != "Passed" && !(result.Result == "Skipped" && NeedsTools)).ToList();
            Assert.True(
                failed.Count == 0,
                $"{failed.Count} of {results.Count} failed.\n{string.Join("\n", failed.Select(f => $"[-] {f.Name} {f.Result}\n    {f.Error}"))}\n{errors}"
            );
            Assert.NotEmpty(results);
            Assert.All(results, result => Assert.InRange(result.Name.Length, 1, LongestName));
            Assert.SkipWhen(results.All(result => result.Result == "Skipped"), results[0].Name);
        }
        finally
        {
            File.Delete(resultFile);
        }
    }

    /// <param name="Manifest">The Pester that ran.</param>
    private sealed record PesterRun(string Manifest, List<PesterResult> Tests);

    private sealed record PesterResult(string Name, string Result, string? Error);
}
