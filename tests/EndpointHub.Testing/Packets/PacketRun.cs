using System.Collections.Concurrent;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Testing.Packets.Landscapes;

namespace EndpointHub.Testing.Packets;

/// <summary>The result for several landscapes.</summary>
/// <param name="Landscapes">The number of landscapes.</param>
/// <param name="Probes">The number of predicted connections.</param>
/// <param name="Undecided">The number of connections without a prediction.</param>
/// <param name="Disagreements">The number of landscapes with a disagreement.</param>
/// <param name="Codes">The reported codes of the packet layer.</param>
internal sealed record PacketRun(int Landscapes, int Probes, int Undecided, int Disagreements, IReadOnlySet<FindingCode> Codes)
{
    /// <summary>Every code of the packet layer.</summary>
    public static IReadOnlyList<FindingCode> AllCodes { get; } =
    [.. Enum.GetValues<FindingCode>().Where(code => new Finding(code, "", "", "").Layer == PathLayer.Packet)];

    public double UndecidedShare => Probes == 0 ? 0 : (double)Undecided / Probes;

    /// <summary>Compares the path test with packets on the landscapes of some seeds, and reports each disagreement with a shrunk landscape.</summary>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="count">The number of seeds.</param>
    /// <param name="report">Receives the disagreements.</param>
    /// <param name="endsWithFirst">True to stop at the first disagreement and not to shrink its landscape.</param>
    public static async Task<PacketRun> OfAsync(int firstSeed, int count, TextWriter report, bool endsWithFirst = false)
    {
        var comparisons = new ConcurrentBag<PacketComparison>();
        using var enough = new CancellationTokenSource();
        await Parallel.ForEachAsync(
            Enumerable.Range(firstSeed, count),
            async (seed, _) =>
            {
                if (enough.IsCancellationRequested)
                    return;
                var landscape = PacketLandscape.Of(seed);
                var comparison = await PacketOracle.CompareAsync(landscape);
                comparisons.Add(comparison);
                if (comparison.Disagreements.Count == 0)
                    return;
                if (endsWithFirst)
                    await enough.CancelAsync();
                await report.WriteLineAsync(
                    endsWithFirst
                        ? DisagreementReport.Of(seed, landscape, comparison.Disagreements)
                        : await DisagreementReport.OfSmallestAsync(seed, landscape)
                );
            }
        );
        return new PacketRun(
            comparisons.Count,
            comparisons.Sum(comparison => comparison.Probes),
            comparisons.Sum(comparison => comparison.Undecided),
            comparisons.Count(comparison => comparison.Disagreements.Count > 0),
            comparisons.SelectMany(comparison => comparison.Codes).ToHashSet()
        );
    }
}
