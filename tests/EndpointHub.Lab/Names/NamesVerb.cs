using System.Text.Json;
using EndpointHub.Paths;

namespace EndpointHub.Lab.Names;

/// <summary><c>names --landscapes N --seed N --json</c>: random landscapes of names, each judged by a DNS server; prints the ones it disagrees with, as small as they get.</summary>
internal static class NamesVerb
{
    public static async Task<int> RunAsync(LabArguments arguments, TextWriter output)
    {
        if (NamedServer.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return 2;
        }

        var run = await NameRun.OfAsync(arguments.Number("--landscapes", 200), arguments.Number("--seed", 1));
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
            codesMissed = NameJudge.Codes.Except(run.CodesReached).Select(code => code.ToString()),
        };
        await output.WriteLineAsync(arguments.Has("--json")
            ? JsonSerializer.Serialize(summary, JsonSerializerOptions.Web)
            : $"{summary.Landscapes} landscapes, {summary.Questions} questions ({summary.Undecided} undecided), {summary.disagreements} disagreements, {summary.codesReached} of {summary.codesTotal} codes reached");
        return run.Disagreements.Count == 0 ? 0 : 1;
    }
}

/// <summary>What a number of landscapes showed.</summary>
public sealed record NameRun(int Landscapes, int Questions, int Undecided, IReadOnlyList<string> Disagreements, IReadOnlySet<FindingCode> CodesReached)
{
    /// <summary>Why no landscape can be judged here; null when they can.</summary>
    public static string? Missing => NamedServer.Missing;

    /// <summary>Judges landscapes.</summary>
    /// <param name="landscapes">How many.</param>
    /// <param name="from">The first one's seed.</param>
    public static async Task<NameRun> OfAsync(int landscapes, int from)
    {
        await using var onPremises = await OnPremises.StartAsync();
        var (questions, undecided, disagreements, codes) = (0, 0, new List<string>(), new HashSet<FindingCode>());
        for (var seed = from; seed < from + landscapes; seed++)
        {
            var network = NameLandscape.Of(seed);
            var verdict = await NameJudge.JudgeAsync(network, onPremises);
            questions += verdict.Questions;
            undecided += verdict.Undecided;
            codes.UnionWith(verdict.Codes);
            if (verdict.Disagreements.Count == 0)
                continue;

            var small = await Shrinking.ShrinkAsync(network, async smaller => (await NameJudge.JudgeAsync(smaller, onPremises)).Disagreements.Count > 0);
            disagreements.Add($"seed {seed}: {(await NameJudge.JudgeAsync(small, onPremises)).Disagreements[0]}\n{LandscapeText.Of(small)}");
        }

        return new NameRun(landscapes, questions, undecided, disagreements, codes);
    }
}
