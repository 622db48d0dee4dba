using EndpointHub.Testing.Packets;
using EndpointHub.Testing.Packets.Emulation;

namespace EndpointHub.AwsTests.Packets;

/// <summary>
/// Compares the verdicts of the path test with real packets in network namespaces. A landscape with a different result is printed with its seed.
/// </summary>
public sealed class PacketTests
{
    private const int FirstSeed = 1;
    private const int Landscapes = 50;

    [Fact]
    public async Task Packets_arrive_exactly_where_the_path_test_says()
    {
        Assert.SkipWhen(EmulationSupport.Lacks is not null, $"{EmulationSupport.Lacks}");
        using var report = new StringWriter();

        var run = await PacketRun.OfAsync(FirstSeed, Landscapes, TextWriter.Synchronized(report));

        Assert.True(run.Disagreements == 0, report.ToString());
        Assert.True(run.Probes > 50 * Landscapes, $"Only {run.Probes} connections.");
        Assert.InRange(run.UndecidedShare, 0, 0.05);
    }
}
