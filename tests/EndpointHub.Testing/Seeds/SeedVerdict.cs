using System.Globalization;
using System.Text;

namespace EndpointHub.Testing.Seeds;

/// <summary>The result of one seed.</summary>
internal sealed record SeedVerdict(
    int Seed,
    IReadOnlyList<Violation> Violations,
    TimeSpan VirtualTime,
    TimeSpan WorstGap,
    string Trace,
    DateTimeOffset Began
)
{
    /// <summary>Runs a seed. An exception is a violation, because a run must report its failures.</summary>
    public static SeedVerdict Of(int seed)
    {
        using var run = SeedRun.Of(seed);
        IReadOnlyList<Violation> violations = run.Crash is { } crash
            ? [new Violation("a run reports its failures", crash.ToString())]
            : Invariants.Of(run);
        return new SeedVerdict(
            seed,
            violations,
            run.VirtualTime,
            run.Crash is null ? new NameContinuityCheck(run).WorstGap() : TimeSpan.Zero,
            Seeds.Trace.Of(run.Sandbox.Requests, run.Began),
            run.Began
        );
    }

    /// <summary>The seed, its violations, and its trace up to the first of them.</summary>
    public string Report()
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"seed {Seed}:\n");
        foreach (var violation in Violations)
        {
            report.Append(
                CultureInfo.InvariantCulture,
                $"  {violation.Invariant}: {violation.What}{(violation.At is { } at ? $" at {(at - Began).TotalSeconds:0.000}" : "")}\n"
            );
        }

        var first = Violations.Select(violation => violation.At).Where(at => at is not null).DefaultIfEmpty(null).Min();
        foreach (var line in Trace.Split('\n').Where(line => line.Length > 0))
        {
            if (first is { } end && double.Parse(line.AsSpan(0, 10), CultureInfo.InvariantCulture) > (end - Began).TotalSeconds)
                break;
            report.Append("    ").Append(line).Append('\n');
        }

        return report.ToString();
    }
}
