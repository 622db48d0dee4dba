using System.CommandLine;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.Names;

namespace EndpointHub.Lab.Verbs;

/// <summary>
/// Compares the path test with a DNS server on random landscapes of names. The verb fails when the two disagree
/// (it prints those landscapes, shrunk), and when a long run leaves more than a tenth undecided or does not reach a code of the name layer.
/// With <c>--first</c> it stops at the first disagreement and prints that landscape without shrinking.
/// </summary>
internal static class NamesVerb
{
    private const double MostUndecided = 0.1;
    private const int LongRun = 200;

    public static Command Command()
    {
        var landscapes = LabOptions.Number("--landscapes", LongRun, "The number of landscapes.");
        var seed = LabOptions.Number("--seed", 1, "The seed of the first landscape.");
        var first = LabOptions.Switch("--first", "Stops at the first difference and prints its landscape unreduced.");
        var json = LabOptions.Json();
        var command = new Command(
            "names",
            "Resolves the names of random landscapes with a DNS server (BIND) and compares the answers with those of the path test."
        )
        {
            landscapes,
            seed,
            first,
            json,
        };
        command.SetAction(result =>
            RunAsync(
                result.GetValue(landscapes),
                result.GetValue(seed),
                result.GetValue(first),
                result.GetValue(json),
                result.InvocationConfiguration.Output
            )
        );
        return command;
    }

    private static async Task<int> RunAsync(int count, int seed, bool endsWithFirst, bool asJson, TextWriter output)
    {
        if (NamedServer.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return 2;
        }

        var run = await NameRun.OfAsync(count, seed, endsWithFirst);
        var missed = NameOracle.Codes.Except(run.CodesReached).ToList();
        foreach (var disagreement in run.Disagreements)
            await Console.Error.WriteLineAsync(disagreement);
        var summary = new
        {
            run.Landscapes,
            run.Questions,
            run.Undecided,
            disagreements = run.Disagreements.Count,
            codesReached = run.CodesReached.Count,
            codesTotal = NameOracle.Codes.Count,
        };
        if (missed.Count > 0 && run.Landscapes >= LongRun)
            await Console.Error.WriteLineAsync($"Not reached: {string.Join(", ", missed)}");
        await output.WriteLineAsync(
            asJson
                ? JsonSerializer.Serialize(summary, JsonSerializerOptions.Web)
                : $"{summary.Landscapes} landscapes, {summary.Questions} questions ({summary.Undecided} undecided), {summary.disagreements} disagreements, {summary.codesReached} of {summary.codesTotal} codes reached"
        );
        var tellsLittle = missed.Count > 0 || run.Undecided > MostUndecided * run.Questions;
        return run.Disagreements.Count > 0 || (tellsLittle && run.Landscapes >= LongRun) ? 1 : 0;
    }
}
