using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.Packets;
using EndpointHub.Testing.Packets.Emulation;
using EndpointHub.Testing.Packets.Landscapes;

namespace EndpointHub.Lab.Verbs;

/// <summary>
/// Compares the path test with real packets on random landscapes. The verb fails when the two
/// disagree, when more than a twentieth is undecided, and when a long run does not reach a code of the packet layer. With <c>--first</c> it stops
/// at the first disagreement and prints that landscape without shrinking.
/// </summary>
internal static class PacketsVerb
{
    private const double MostUndecided = 0.05;
    private const int LongRun = 200;

    public static Command Command()
    {
        var landscapes = LabOptions.Number("--landscapes", 50, "The number of landscapes.");
        var seed = LabOptions.Number("--seed", 1, "The seed of the first landscape.");
        var first = LabOptions.Switch("--first", "Stops at the first difference and prints its landscape unreduced.");
        var json = LabOptions.Json();
        var command = new Command(
            "packets",
            "Builds random networks of Linux network namespaces and compares real connections with the results of the path test."
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
        if (EmulationSupport.Lacks is { } lack)
        {
            await Console.Error.WriteLineAsync(lack);
            return 2;
        }

        var watch = Stopwatch.StartNew();
        var run = await PacketRun.OfAsync(seed, count, Console.Error, endsWithFirst);
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
        await output.WriteLineAsync(asJson ? JsonSerializer.Serialize(summary, JsonSerializerOptions.Web) : summary.ToString());
        return run.Disagreements > 0 || run.UndecidedShare > MostUndecided || missing.Count > 0 ? 1 : 0;
    }
}
