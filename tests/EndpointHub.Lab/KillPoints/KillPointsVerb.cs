using System.CommandLine;
using System.Text.Json;

namespace EndpointHub.Lab.KillPoints;

/// <summary>Ends a run between any two changes, with the last answer received or lost, and starts it again.</summary>
internal static class KillPointsVerb
{
    public static Command Command()
    {
        var from = LabOptions.Number("--from", 1, "The first seed.");
        var count = LabOptions.Number("--count", 1, "The number of seeds.");
        var json = LabOptions.Json();
        var command = new Command("kill-points", "Ends a migration between any two changes and starts it again: the result must be the same.") { from, count, json };
        command.SetAction(result => Run(result.GetValue(from), result.GetValue(count), result.GetValue(json), result.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(int from, int count, bool asJson, TextWriter output)
    {
        var (points, differences) = (0, 0);
        for (var seed = from; seed < from + count; seed++)
        {
            foreach (var verdict in KillVerdict.OfSeed(seed))
            {
                points++;
                if (verdict.Differences.Count == 0)
                    continue;
                differences++;
                Console.Error.WriteLine(verdict);
            }
        }

        output.WriteLine(asJson
            ? JsonSerializer.Serialize(new { seeds = count, points, differences }, JsonSerializerOptions.Web)
            : $"{count} seeds, {points} points, {differences} with a different end");
        return differences == 0 ? 0 : 1;
    }
}

/// <summary>What became of a run that was ended at one point and started again.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="After">The changes that the first process made.</param>
/// <param name="HeardLastAnswer">Whether it heard the answer to the last of them.</param>
/// <param name="Differences">What failed, what is missing (-) and what is too much (+).</param>
public sealed record KillVerdict(int Seed, int After, bool HeardLastAnswer, IReadOnlyList<string> Differences)
{
    /// <summary>Every point of a seed's run.</summary>
    public static IEnumerable<KillVerdict> OfSeed(int seed)
    {
        using var undisturbed = KillRun.Undisturbed(seed);
        for (var after = 1; after < undisturbed.Changes; after++)
        {
            foreach (var hears in new[] { true, false })
            {
                using var run = KillRun.Of(seed, after, hears);
                yield return new KillVerdict(seed, after, hears,
                [
                    .. run.Failures,
                    .. undisturbed.Remains.Except(run.Remains).Select(line => $"- {line}"),
                    .. run.Remains.Except(undisturbed.Remains).Select(line => $"+ {line}"),
                    .. run.Remains.Count != undisturbed.Remains.Count ? [$"{run.Remains.Count} things instead of {undisturbed.Remains.Count}"] : Array.Empty<string>(),
                ]);
            }
        }
    }

    public override string ToString() =>
        $"seed {Seed}, ended after {After} changes, last answer {(HeardLastAnswer ? "heard" : "lost")}:\n  {string.Join("\n  ", Differences)}";
}
