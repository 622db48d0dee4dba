using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.PowerShell;

namespace EndpointHub.Lab.Bench;

/// <summary>
/// The additional time of a script that imports the packaged module over an empty script. Whole
/// processes run alternately with and without the import, so that a busy machine slows both. The median of each counts.
/// </summary>
internal static class ImportBench
{
    /// <summary>The limit for an import, in milliseconds.</summary>
    private const double Limit = 150;

    public static Command Command()
    {
        var runs = LabOptions.Number("--runs", 10, "The number of runs.");
        var module = new Option<string?>("--module")
        {
            HelpName = "FOLDER",
            Description = "The folder of the module; the newest package under artifacts by default.",
        };
        var json = LabOptions.Json();
        var command = new Command("import", "Measures how much longer PowerShell takes when it imports the module.") { runs, module, json };
        command.SetAction(result =>
            RunAsync(
                result.GetValue(runs),
                result.GetValue(module) ?? PackagedModule.Newest(),
                result.GetValue(json),
                result.InvocationConfiguration.Output
            )
        );
        return command;
    }

    private static async Task<int> RunAsync(int runs, string? module, bool asJson, TextWriter output)
    {
        if (module is null)
        {
            await Console.Error.WriteLineAsync(PackagedModule.IsMissing);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("endpointhub-bench-").FullName;
        try
        {
            var empty = Path.Combine(folder, "empty.ps1");
            var import = Path.Combine(folder, "import.ps1");
            await File.WriteAllTextAsync(empty, "");
            await File.WriteAllTextAsync(
                import,
                $"Import-Module '{Path.Combine(module, "EndpointHub.psd1").Replace("'", "''", StringComparison.Ordinal)}' -ErrorAction Stop"
            );
            _ = (await RunAsync(empty), await RunAsync(import)); // fills the file cache

            var (without, with) = (new List<double>(), new List<double>());
            for (var i = 0; i < runs; i++)
            {
                without.Add(await RunAsync(empty));
                with.Add(await RunAsync(import));
            }

            var cost = new Cost(runs, Median(without), Median(with));
            await output.WriteLineAsync(
                asJson
                    ? JsonSerializer.Serialize(cost, JsonSerializerOptions.Web)
                    : FormattableString.Invariant(
                        $"import {cost.Milliseconds:0} ms (limit {Limit:0}) over an empty script of {cost.EmptyMilliseconds:0} ms, ratio {cost.Ratio:0.00}, median of {runs}"
                    )
            );
            return cost.IsWithinLimit ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> RunAsync(string script)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(RepositoryPowerShell.Start("-File", script))!;
        await process.WaitForExitAsync();
        watch.Stop();
        return process.ExitCode == 0
            ? watch.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"PowerShell ended with {process.ExitCode}.");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <param name="Runs">The number of runs of each script.</param>
    /// <param name="EmptyMilliseconds">The duration of a process with an empty script.</param>
    /// <param name="ImportMilliseconds">The duration of a process that imports the module.</param>
    private sealed record Cost(int Runs, double EmptyMilliseconds, double ImportMilliseconds)
    {
        public double Milliseconds => ImportMilliseconds - EmptyMilliseconds;

        public double Ratio => ImportMilliseconds / EmptyMilliseconds;

        public bool IsWithinLimit => Milliseconds <= Limit;
    }
}
