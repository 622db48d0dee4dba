using EndpointHub.Paths.Verdicts;

namespace EndpointHub.Testing.Names;

/// <summary>The result for several landscapes.</summary>
internal sealed record NameRun(
    int Landscapes,
    int Questions,
    int Undecided,
    IReadOnlyList<string> Disagreements,
    IReadOnlySet<FindingCode> CodesReached
)
{
    /// <summary>The reason why this machine cannot run the comparison; null when it can.</summary>
    public static string? Missing => NamedServer.Missing;

    /// <summary>Compares the path test with a DNS server on several landscapes.</summary>
    /// <param name="landscapes">The number of landscapes.</param>
    /// <param name="from">The seed of the first landscape.</param>
    /// <param name="endsWithFirst">True to stop at the first disagreement and not to shrink its landscape.</param>
    public static async Task<NameRun> OfAsync(int landscapes, int from, bool endsWithFirst = false)
    {
        await using var onPremises = await OnPremises.StartAsync();
        var (questions, undecided, disagreements, codes) = (0, 0, new List<string>(), new HashSet<FindingCode>());
        for (var seed = from; seed < from + landscapes; seed++)
        {
            var network = NameLandscape.Of(seed);
            var verdict = await NameOracle.CompareAsync(network, onPremises);
            questions += verdict.Questions;
            undecided += verdict.Undecided;
            codes.UnionWith(verdict.Codes);
            if (verdict.Disagreements.Count == 0)
                continue;

            if (endsWithFirst)
            {
                return new NameRun(
                    seed - from + 1,
                    questions,
                    undecided,
                    [$"seed {seed}: {verdict.Disagreements[0]}\n{LandscapeText.Of(network)}"],
                    codes
                );
            }

            var small = await Shrinking.ShrinkAsync(
                network,
                async smaller => (await NameOracle.CompareAsync(smaller, onPremises)).Disagreements.Count > 0
            );
            disagreements.Add($"seed {seed}: {(await NameOracle.CompareAsync(small, onPremises)).Disagreements[0]}\n{LandscapeText.Of(small)}");
        }

        return new NameRun(landscapes, questions, undecided, disagreements, codes);
    }
}
