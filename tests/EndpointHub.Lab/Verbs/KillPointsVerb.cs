using System.CommandLine;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.KillPoints;

namespace EndpointHub.Lab.Verbs;

/// <summary>Ends a run between any two changes, with the last answer received or lost, and starts it again.</summary>
internal static class KillPointsVerb
{
    public static Command Command()
    {
        var from = LabOptions.Number("--from", 1, "The first seed.");
        var count = LabOptions.Number("--count", 1, "The number of seeds.");
        var json = LabOptions.Json();
        var command = new Command("kill-points", "Ends a migration between any two changes and starts it again: the result must be the same.")
        {
            from,
            count,
            json,
        };
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

        output.WriteLine(
            asJson
                ? JsonSerializer.Serialize(
                    new
                    {
                        seeds = count,
                        points,
                        differences,
                    },
                    JsonSerializerOptions.Web
                )
                : $"{count} seeds, {points} points, {differences} with a different result"
        );
        return differences == 0 ? 0 : 1;
    }
}
