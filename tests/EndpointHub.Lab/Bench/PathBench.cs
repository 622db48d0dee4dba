using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Paths;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Lab.Bench;

/// <summary>The duration of path tests of a fleet at three sizes, which shows how it grows.</summary>
internal static class PathBench
{
    private const int SubnetsEach = 6;
    private const int Services = 20;

    public static Command Command()
    {
        var spokes = LabOptions.Number("--spokes", 500, "The number of spokes of the largest fleet.");
        var transit = LabOptions.Switch("--transit", "Connects the fleet with a transit gateway instead of peerings.");
        var json = LabOptions.Json();
        var command = new Command("paths", "Measures the path tests of a fleet at three sizes.") { spokes, transit, json };
        command.SetAction(result =>
            RunAsync(result.GetValue(spokes), result.GetValue(transit), result.GetValue(json), result.InvocationConfiguration.Output)
        );
        return command;
    }

    private static async Task<int> RunAsync(int most, bool isJoinedByTransit, bool asJson, TextWriter output)
    {
        NetworkSnapshot Fleet(int spokes) =>
            FleetLandscape.Build(spokes, SubnetsEach, Services) is var fleet && isJoinedByTransit ? TransitFleet.Of(fleet) : fleet;
        Measure(Fleet(10), 10); // compiles the code that is measured
        var sizes = new[] { most / 4, most / 2, most }.Select(spokes => Measure(Fleet(spokes), spokes)).ToList();

        foreach (var size in sizes)
        {
            await output.WriteLineAsync(
                asJson
                    ? JsonSerializer.Serialize(size, JsonSerializerOptions.Web)
                    : $"{size.Spokes} spokes, {size.Combinations} combinations: {size.Seconds:0.000} s ({size.ProcessorSeconds:0.000} s of processor), {size.KeptMegabytes:0} MB kept, {size.Unproven} unproven"
            );
        }

        return sizes.TrueForAll(size => size.Unproven == 0) ? 0 : 1;
    }

    private static Size Measure(NetworkSnapshot fleet, int spokes)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var index = new PathIndex(fleet);
        var paths = Enumerable
            .Range(0, spokes)
            .SelectMany(
                spoke => Enumerable.Range(0, Services),
                (spoke, service) =>
                    PathAnalyzer.Analyze(
                        index,
                        new PathQuestion(FleetLandscape.SpokeId(spoke), FleetLandscape.HubVpcId, FleetLandscape.ServiceNameOf(service))
                    )
            )
            .ToList();
        watch.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        return new Size(
            spokes,
            paths.Sum(path => path.Subnets.Sum(subnet => subnet.Addresses.Count)),
            watch.Elapsed.TotalSeconds,
            processor.TotalSeconds,
            kept / 1e6,
            paths.Count(path => path.Verdict != PathVerdict.Reachable)
        );
    }

    /// <param name="Spokes">The number of spokes.</param>
    /// <param name="Combinations">The number of tested pairs of subnet and address, in both directions.</param>
    /// <param name="Seconds">The elapsed time of all path tests, including the index.</param>
    /// <param name="ProcessorSeconds">The processor time, which does not depend on other load.</param>
    /// <param name="KeptMegabytes">The memory of all results and the index.</param>
    /// <param name="Unproven">The number of paths that are not reachable; 0 is expected.</param>
    private sealed record Size(int Spokes, int Combinations, double Seconds, double ProcessorSeconds, double KeptMegabytes, int Unproven);
}
