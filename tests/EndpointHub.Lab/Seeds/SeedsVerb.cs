using System.Globalization;
using System.Text.Json;

namespace EndpointHub.Lab.Seeds;

/// <summary><c>seeds --count N --from N --json</c>: runs seeds and prints the ones that broke a promise.</summary>
public static class SeedsVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static int Run(LabArguments arguments, TextWriter output)
    {
        var (count, from) = (arguments.Number("--count", 300), arguments.Number("--from", 1));
        var violations = 0;
        var hours = 0.0;
        var worst = TimeSpan.Zero;
        for (var seed = from; seed < from + count; seed++)
        {
            var verdict = SeedVerdict.Of(seed);
            hours += verdict.VirtualTime.TotalHours;
            if (arguments.Has("--count-calls")) Console.Error.WriteLine($"{seed}: {verdict.Trace.Count(c => c == '\n')} calls, {verdict.VirtualTime}");
            worst = verdict.WorstGap > worst ? verdict.WorstGap : worst;
            if (verdict.Violations.Count == 0)
                continue;
            violations += verdict.Violations.Count;
            Console.Error.WriteLine(verdict.Report());
        }

        var summary = new { seeds = count, violations, virtualHours = Math.Round(hours, 1), worstGapSeconds = Math.Round(worst.TotalSeconds, 3) };
        output.WriteLine(arguments.Has("--json")
            ? JsonSerializer.Serialize(summary, Json)
            : string.Create(CultureInfo.InvariantCulture, $"{count} seeds, {violations} violations, {summary.virtualHours} virtual hours, worst gap {summary.worstGapSeconds} s"));
        return violations == 0 ? 0 : 1;
    }
}
