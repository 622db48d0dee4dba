using EndpointHub.Paths.Verdicts;

namespace EndpointHub.Testing.Names;

/// <summary>What a number of landscapes showed.</summary>
internal sealed record NameRun(int Landscapes, int Questions, int Undecided, IReadOnlyList<string> Disagreements, IReadOnlySet<FindingCode> CodesReached)
{
    /// <summary>Why no landscape can be judged here; null when they can.</summary>
    public static string? Missing => NamedServer.Missing;

    /// <summary>Judges landscapes.</summary>
    /// <param name="landscapes">How many.</param>
    /// <param name="from">The first one's seed.</param>
    /// <param name="endsWithFirst">Whether the first disagreement ends the run, its landscape left as it is.</param>
    public static async Task<NameRun> OfAsync(int landscapes, int from, bool endsWithFirst = false)
    {
        await using var onPremises = await OnPremises.StartAsync();
        var (questions, undecided, disagreements, codes) = (0, 0, new List<string>(), new HashSet<FindingCode>());
        for (var seed = from; seed < from + landscapes; seed++)
        {
            var network = NameLandscape.Of(seed);
            var verdict = await NameOracle.JudgeAsync(network, onPremises);
            questions += verdict.Questions;
            undecided += verdict.Undecided;
            codes.UnionWith(verdict.Codes);
            if (verdict.Disagreements.Count == 0)
                continue;

            if (endsWithFirst)
                return new NameRun(seed - from + 1, questions, undecided, [$"seed {seed}: {verdict.Disagreements[0]}\n{LandscapeText.Of(network)}"], codes);

            var small = await Shrinking.ShrinkAsync(network, async smaller => (await NameOracle.JudgeAsync(smaller, onPremises)).Disagreements.Count > 0);
            disagreements.Add($"seed {seed}: {(await NameOracle.JudgeAsync(small, onPremises)).Disagreements[0]}\n{LandscapeText.Of(small)}");
        }

        return new NameRun(landscapes, questions, undecided, disagreements, codes);
    }
}
