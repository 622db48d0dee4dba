using System.Collections.Concurrent;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Testing.Packets.Landscapes;

namespace EndpointHub.Testing.Packets;

/// <summary>What many landscapes showed.</summary>
/// <param name="Landscapes">How many there were.</param>
/// <param name="Probes">The connections that verdicts are about.</param>
/// <param name="Undecided">Those of them whose verdict is Unknown.</param>
/// <param name="Disagreements">The landscapes on which analyser and packets disagree.</param>
/// <param name="Codes">The packet layer's codes that were found.</param>
internal sealed record PacketRun(int Landscapes, int Probes, int Undecided, int Disagreements, IReadOnlySet<FindingCode> Codes)
{
    /// <summary>Every code of the packet layer.</summary>
    public static IReadOnlyList<FindingCode> AllCodes { get; } =
        [.. Enum.GetValues<FindingCode>().Where(code => new Finding(code, "", "", "").Layer == PathLayer.Packet)];

    public double UndecidedShare => Probes == 0 ? 0 : (double)Undecided / Probes;

    /// <summary>Judges the landscapes of some seeds, and reports each disagreement, shrunk.</summary>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="report">Where disagreements are told.</param>
    /// <param name="endsWithFirst">Whether one disagreement is enough; it is then told as it is.</param>
    public static async Task<PacketRun> OfAsync(int firstSeed, int count, TextWriter report, bool endsWithFirst = false)
    {
        var judgements = new ConcurrentBag<Judgement>();
        using var enough = new CancellationTokenSource();
        await Parallel.ForEachAsync(Enumerable.Range(firstSeed, count), async (seed, _) =>
        {
            if (enough.IsCancellationRequested)
                return;
            var landscape = PacketLandscape.Of(seed);
            var judgement = await PacketOracle.JudgeAsync(landscape);
            judgements.Add(judgement);
            if (judgement.Disagreements.Count == 0)
                return;
            if (endsWithFirst)
                await enough.CancelAsync();
            await report.WriteLineAsync(
                endsWithFirst ? Report.Of(seed, landscape, judgement.Disagreements) : await Report.OfSmallestAsync(seed, landscape));
        });
        return new PacketRun(
            judgements.Count,
            judgements.Sum(judgement => judgement.Probes),
            judgements.Sum(judgement => judgement.Undecided),
            judgements.Count(judgement => judgement.Disagreements.Count > 0),
            judgements.SelectMany(judgement => judgement.Codes).ToHashSet());
    }
}
