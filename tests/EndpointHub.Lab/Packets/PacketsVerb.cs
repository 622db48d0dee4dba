using System.Diagnostics;
using System.Text.Json;
using EndpointHub.Lab.Packets.Landscapes;
using EndpointHub.Lab.Packets.Worlds;

namespace EndpointHub.Lab.Packets;

/// <summary>
/// <c>packets --landscapes N --seed N --first --json</c>: random landscapes as the analyser sees them and as packets do. It fails when the two
/// disagree, when more than a twentieth is undecided, and when a long run leaves a code of the packet layer out. With <c>--first</c> it ends
/// with the first disagreement, and prints that landscape as it is.
/// </summary>
internal static class PacketsVerb
{
    private const double MostUndecided = 0.05;
    private const int LongRun = 200;

    public static async Task<int> RunAsync(LabArguments arguments, TextWriter output)
    {
        if (WorldSupport.Lacks is { } lack)
        {
            await Console.Error.WriteLineAsync(lack);
            return 2;
        }

        var (count, seed) = (arguments.Number("--landscapes", 50), arguments.Number("--seed", 1));
        var watch = Stopwatch.StartNew();
        var run = await PacketRun.OfAsync(seed, count, Console.Error, arguments.Has("--first"));
        var missing = run.Landscapes < LongRun ? [] : PacketRun.AllCodes.Except(run.Codes).ToList();
        if (missing.Count > 0)
            await Console.Error.WriteLineAsync($"Not reached: {string.Join(", ", missing)}");
        var summary = new
        {
            landscapes = run.Landscapes,
            probes = run.Probes,
            disagreements = run.Disagreements,
            codesReached = run.Codes.Count,
            codesTotal = PacketRun.AllCodes.Count,
            unknownShare = Math.Round(run.UndecidedShare, 4),
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 1),
        };
        await output.WriteLineAsync(arguments.Has("--json") ? JsonSerializer.Serialize(summary, JsonSerializerOptions.Web) : summary.ToString());
        return run.Disagreements > 0 || run.UndecidedShare > MostUndecided || missing.Count > 0 ? 1 : 0;
    }
}
