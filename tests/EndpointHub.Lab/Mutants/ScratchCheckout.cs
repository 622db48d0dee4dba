using System.Diagnostics;
using System.Xml.Linq;

namespace EndpointHub.Lab.Mutants;

/// <summary>A copy of the work tree in a temporary folder, to be spoiled, built and tested; the work tree itself is only read.</summary>
internal sealed class ScratchCheckout : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("endpointhub-mutants-");

    public static async Task<ScratchCheckout> OfAsync(string checkout)
    {
        var scratch = new ScratchCheckout();
        var listed = await RunAsync(checkout, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        if (listed.Code != 0)
            throw new InvalidOperationException($"git ls-files: {listed.Output}");

        // A file may be listed and deleted in the work tree.
        foreach (var file in listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(checkout, file))))
        {
            var copy = scratch.PathOf(file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(checkout, file), copy);
        }

        return scratch;
    }

    public string PathOf(string file) => Path.Combine(_root.FullName, file);

    /// <summary>Builds a test project; analyzers have no say here, since a mutant need not be beautiful.</summary>
    /// <exception cref="InvalidOperationException">It does not build.</exception>
    public async Task BuildAsync(string tests)
    {
        var built = await RunAsync(_root.FullName, "dotnet", "build", $"tests/{tests}", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false");
        if (built.Code != 0)
            throw new InvalidOperationException($"{tests} does not build: {built.Output}");
    }

    /// <summary>Runs the tests of a class as they were built last, and gives those that fail.</summary>
    /// <exception cref="InvalidOperationException">They gave no report, or there are none.</exception>
    public async Task<IReadOnlyList<string>> FailuresAsync(string tests, string testClass)
    {
        var reports = Directory.CreateDirectory(Path.Combine(_root.FullName, "reports", Path.GetRandomFileName())).FullName;
        var run = await RunAsync(_root.FullName, "dotnet", $"tests/{tests}/bin/Debug/net10.0/{tests}.dll",
            "--filter-class", $"*.{testClass}", "--report-xunit", "--report-xunit-filename", "report.xml", "--results-directory", reports, "--no-progress", "--no-ansi");
        var report = Path.Combine(reports, "report.xml");
        var results = File.Exists(report) ? XDocument.Load(report).Descendants("test").ToList() : [];
        return results.Count > 0
            ? [.. results.Where(test => test.Attribute("result")?.Value == "Fail").Select(test => $"{testClass}.{test.Attribute("method")!.Value}").Distinct(StringComparer.Ordinal)]
            : throw new InvalidOperationException($"{tests} ran no test of {testClass}: {run.Output}");
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
