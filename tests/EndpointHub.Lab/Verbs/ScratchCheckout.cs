using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using EndpointHub.Testing.Mutants;

namespace EndpointHub.Lab.Verbs;

/// <summary>A copy of the work tree in a temporary folder to modify, build and test. The work tree itself is only read.</summary>
internal sealed class ScratchCheckout : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("endpointhub-mutants-");

    public static async Task<ScratchCheckout> OfAsync(string checkout)
    {
        var scratch = new ScratchCheckout();
        var listed = await RunAsync(checkout, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        if (listed.Code != 0)
            throw new InvalidOperationException($"git ls-files: {listed.Output}");

        // Git also lists files that are deleted in the work tree.
        foreach (
            var file in listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(checkout, file)))
        )
        {
            var copy = scratch.PathOf(file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(checkout, file), copy);
        }

        return scratch;
    }

    public string PathOf(string file) => Path.Combine(_root.FullName, file);

    /// <summary>Builds a test project without analyzers, because a mutant need not follow the style rules.</summary>
    /// <exception cref="InvalidOperationException">The build failed.</exception>
    public async Task BuildAsync(string tests)
    {
        var built = await RunAsync(
            _root.FullName,
            "dotnet",
            "build",
            $"tests/{tests}",
            "-v",
            "quiet",
            "-nodeReuse:false",
            "-p:UseSharedCompilation=false",
            "-p:RunAnalyzers=false"
        );
        if (built.Code != 0)
            throw new InvalidOperationException($"{tests} does not build: {built.Output}");
    }

    /// <summary>The failures that a detector reports for the last build.</summary>
    /// <exception cref="InvalidOperationException">The detector gave no report or ran no test.</exception>
    public Task<IReadOnlyList<string>> FailuresOfAsync(Detector detector) =>
        detector switch
        {
            TestDetector tests => FailuresAsync(tests),
            LandscapeDetector oracle => DisagreementAsync(oracle),
            _ => throw new InvalidOperationException($"{detector}"),
        };

    private async Task<IReadOnlyList<string>> FailuresAsync(TestDetector tests)
    {
        var reports = Directory.CreateDirectory(Path.Combine(_root.FullName, "reports", Path.GetRandomFileName())).FullName;
        var run = await RunAsync(
            _root.FullName,
            "dotnet",
            BuiltBy(tests),
            "--filter-class",
            $"*.{tests.TestClass}",
            "--report-xunit",
            "--report-xunit-filename",
            "report.xml",
            "--results-directory",
            reports,
            "--no-progress",
            "--no-ansi"
        );
        var report = Path.Combine(reports, "report.xml");
        var results = File.Exists(report) ? XDocument.Load(report).Descendants("test").ToList() : [];
        return results.Count > 0
            ?
            [
                .. results
                    .Where(test => test.Attribute("result")?.Value == "Fail")
                    .Select(test => $"{tests.TestClass}.{test.Attribute("method")!.Value}")
                    .Distinct(StringComparer.Ordinal),
            ]
            : throw new InvalidOperationException($"{tests.Project} ran no test of {tests.TestClass}: {run.Output}");
    }

    /// <summary>The first landscape on which the path test and the oracle disagree.</summary>
    private async Task<IReadOnlyList<string>> DisagreementAsync(LandscapeDetector oracle)
    {
        var landscapes = oracle.Landscapes.ToString(CultureInfo.InvariantCulture);
        var run = await RunAsync(_root.FullName, "dotnet", BuiltBy(oracle), oracle.Verb, "--landscapes", landscapes, "--first", "--json");
        var summary = run.Output.Split('\n').LastOrDefault(line => line.StartsWith('{'));
        if (summary is null)
            throw new InvalidOperationException($"{oracle.Project} gave no result for {oracle.Verb}: {run.Output}");
        return JsonDocument.Parse(summary).RootElement.GetProperty("disagreements").GetInt32() == 0
            ? []
            : [run.Output.Split('\n').FirstOrDefault(line => line.StartsWith("seed ", StringComparison.Ordinal)) ?? oracle.Verb];
    }

    private static string BuiltBy(Detector detector) => $"tests/{detector.Project}/bin/Debug/net10.0/{detector.Project}.dll";

    public void Dispose() => _root.Delete(recursive: true);

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
