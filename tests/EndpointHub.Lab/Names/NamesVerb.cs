using System.Text.Json;

namespace EndpointHub.Lab.Names;

/// <summary>
/// <c>names --landscapes N --seed N --first --json</c>: random landscapes of names, each judged by a DNS server. It fails when the two disagree,
/// and prints those landscapes as small as they get, and when a long run leaves more than a tenth undecided or a code of the name layer out.
/// With <c>--first</c> it ends with the first disagreement, and prints that landscape as it is.
/// </summary>
internal static class NamesVerb
{
    private const double MostUndecided = 0.1;
    private const int LongRun = 200;

    public static async Task<int> RunAsync(LabArguments arguments, TextWriter output)
    {
        if (NamedServer.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return 2;
        }

        var run = await NameRun.OfAsync(arguments.Number("--landscapes", LongRun), arguments.Number("--seed", 1), arguments.Has("--first"));
        var missed = NameJudge.Codes.Except(run.CodesReached).ToList();
        foreach (var disagreement in run.Disagreements)
            await Console.Error.WriteLineAsync(disagreement);
        var summary = new
        {
            run.Landscapes,
            run.Questions,
            run.Undecided,
            disagreements = run.Disagreements.Count,
            codesReached = run.CodesReached.Count,
            codesTotal = NameJudge.Codes.Count,
        };
        if (missed.Count > 0 && run.Landscapes >= LongRun)
            await Console.Error.WriteLineAsync($"Not reached: {string.Join(", ", missed)}");
        await output.WriteLineAsync(arguments.Has("--json")
            ? JsonSerializer.Serialize(summary, JsonSerializerOptions.Web)
            : $"{summary.Landscapes} landscapes, {summary.Questions} questions ({summary.Undecided} undecided), {summary.disagreements} disagreements, {summary.codesReached} of {summary.codesTotal} codes reached");
        var tellsLittle = missed.Count > 0 || run.Undecided > MostUndecided * run.Questions;
        return run.Disagreements.Count > 0 || (tellsLittle && run.Landscapes >= LongRun) ? 1 : 0;
    }
}
