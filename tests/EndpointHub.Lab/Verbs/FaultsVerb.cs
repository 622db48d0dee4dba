using System.CommandLine;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.Faults;

namespace EndpointHub.Lab.Verbs;

/// <summary>Lets each call of a job fail once in each mode, and compares what the commands say with the state of the sandbox.</summary>
internal static class FaultsVerb
{
    public static Command Command()
    {
        var from = LabOptions.Number("--from", 1, "The first seed.");
        var count = LabOptions.Number("--count", 1, "The number of seeds.");
        var every = LabOptions.Number("--every", 1, "Of the calls and modes only every n-th one.");
        var json = LabOptions.Json();
        var command = new Command(
            "faults",
            "Lets each call of a migration fail once in each mode: messages and objects must be true, and the next run must complete."
        )
        {
            from,
            count,
            every,
            json,
        };
        command.SetAction(result =>
            Run(result.GetValue(from), result.GetValue(count), result.GetValue(every), result.GetValue(json), result.InvocationConfiguration.Output)
        );
        return command;
    }

    private static int Run(int from, int count, int every, bool asJson, TextWriter output)
    {
        var (points, reported, violations) = (0, 0, 0);
        for (var seed = from; seed < from + count; seed++)
        {
            foreach (var verdict in FaultVerdict.OfSeed(seed, every))
            {
                points++;
                reported += verdict.IsReported ? 1 : 0;
                if (verdict.Violations.Count == 0)
                    continue;
                violations++;
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
                        reported,
                        violations,
                    },
                    JsonSerializerOptions.Web
                )
                : $"{count} seeds, {points} faults, {reported} reported, {violations} with a violation"
        );
        return violations == 0 ? 0 : 1;
    }
}
