using System.CommandLine;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.Operators;

namespace EndpointHub.Lab.Verbs;

/// <summary>Runs the migration of a seed by two operators at the same time.</summary>
internal static class OperatorsVerb
{
    public static Command Command()
    {
        var from = LabOptions.Number("--from", 1, "The first seed.");
        var count = LabOptions.Number("--count", 200, "The number of seeds.");
        var traces = LabOptions.Switch("--trace", "Prints the requests of each seed with a different result.");
        var json = LabOptions.Json();
        var command = new Command("operators", "Runs a migration by two operators at the same time: the result must be that of one operator.")
        {
            from,
            count,
            traces,
            json,
        };
        command.SetAction(result =>
            Run(result.GetValue(from), result.GetValue(count), result.GetValue(traces), result.GetValue(json), result.InvocationConfiguration.Output)
        );
        return command;
    }

    private static int Run(int from, int count, bool printsTraces, bool asJson, TextWriter output)
    {
        var (differences, collisions) = (0, 0);
        for (var seed = from; seed < from + count; seed++)
        {
            var verdict = OperatorsVerdict.Of(seed);
            collisions += verdict.Collisions;
            if (verdict.Differences.Count == 0)
                continue;
            differences++;
            Console.Error.WriteLine(verdict);
            if (printsTraces)
                Console.Error.WriteLine(verdict.Trace);
        }

        output.WriteLine(
            asJson
                ? JsonSerializer.Serialize(
                    new
                    {
                        seeds = count,
                        collisions,
                        differences,
                    },
                    JsonSerializerOptions.Web
                )
                : $"{count} seeds, {collisions} collisions, {differences} with a different result"
        );
        return differences == 0 ? 0 : 1;
    }
}
