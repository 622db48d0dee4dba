using EndpointHub.Lab.Packets.Landscapes;
using EndpointHub.Paths;

namespace EndpointHub.Lab.Packets;

/// <summary>What many landscapes showed.</summary>
/// <param name="Probes">The connections that verdicts are about.</param>
/// <param name="Undecided">Those of them whose verdict is Unknown.</param>
/// <param name="Disagreements">The landscapes on which analyser and packets disagree.</param>
/// <param name="Codes">The packet layer's codes that were found.</param>
public sealed record PacketRun(int Probes, int Undecided, int Disagreements, IReadOnlySet<FindingCode> Codes)
{
    /// <summary>Every code of the packet layer.</summary>
    public static IReadOnlyList<FindingCode> AllCodes { get; } =
        [.. Enum.GetValues<FindingCode>().Where(code => new Finding(code, "", "", "").Layer == PathLayer.Packet)];

    public double UndecidedShare => Probes == 0 ? 0 : (double)Undecided / Probes;

    /// <summary>Judges the landscapes of some seeds, and reports each disagreement, shrunk.</summary>
    public static async Task<PacketRun> OfAsync(int firstSeed, int count, TextWriter report)
    {
        var judgements = new Judgement[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), async (i, _) =>
        {
            var landscape = PacketLandscape.Of(firstSeed + i);
            judgements[i] = await PacketJudge.JudgeAsync(landscape);
            if (judgements[i].Disagreements.Count > 0)
                await report.WriteLineAsync(await Report.OfAsync(firstSeed + i, landscape));
        });
        return new PacketRun(
            judgements.Sum(judgement => judgement.Probes),
            judgements.Sum(judgement => judgement.Undecided),
            judgements.Count(judgement => judgement.Disagreements.Count > 0),
            judgements.SelectMany(judgement => judgement.Codes).ToHashSet());
    }
}
