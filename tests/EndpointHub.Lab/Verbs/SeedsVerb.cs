using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.Seeds;

namespace EndpointHub.Lab.Verbs;

/// <summary>Runs seeds and prints those that violate an invariant.</summary>
internal static class SeedsVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command()
    {
        var count = LabOptions.Number("--count", 300, "The number of seeds.");
        var from = LabOptions.Number("--from", 1, "The first seed.");
        var calls = LabOptions.Switch("--count-calls", "Prints the number of API calls of each seed.");
        var json = LabOptions.Json();
        var command = new Command(
            "seeds",
            "Runs whole migrations on random landscapes and a virtual clock: as a dry run, for real, and a second time."
        )
        {
            count,
            from,
            calls,
            json,
        };
        command.SetAction(result =>
            Run(result.GetValue(count), result.GetValue(from), result.GetValue(calls), result.GetValue(json), result.InvocationConfiguration.Output)
        );
        return command;
    }

    private static int Run(int count, int from, bool countsCalls, bool asJson, TextWriter output)
    {
        var violations = 0;
        var hours = 0.0;
        var worst = TimeSpan.Zero;
        for (var seed = from; seed < from + count; seed++)
        {
            var verdict = SeedVerdict.Of(seed);
            hours += verdict.VirtualTime.TotalHours;
            if (countsCalls)
                Console.Error.WriteLine($"{seed}: {verdict.Trace.Count(c => c == '\n')} calls, {verdict.VirtualTime}");
            worst = verdict.WorstGap > worst ? verdict.WorstGap : worst;
            if (verdict.Violations.Count == 0)
                continue;
            violations += verdict.Violations.Count;
            Console.Error.WriteLine(verdict.Report());
        }

        var summary = new
        {
            seeds = count,
            violations,
            virtualHours = Math.Round(hours, 1),
            worstGapSeconds = Math.Round(worst.TotalSeconds, 3),
        };
        output.WriteLine(
            asJson
                ? JsonSerializer.Serialize(summary, Json)
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count} seeds, {violations} violations, {summary.virtualHours} virtual hours, worst gap {summary.worstGapSeconds} s"
                )
        );
        return violations == 0 ? 0 : 1;
    }
}
