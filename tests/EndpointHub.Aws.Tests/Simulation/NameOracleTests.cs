using EndpointHub.Testing.Mutants;
using EndpointHub.Testing.Names;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>Compares the name resolution of the path test with a real DNS server.</summary>
public sealed class NameOracleTests
{
    private const int Landscapes = 30;

    [Fact]
    public async Task A_dns_server_answers_as_the_path_test_says()
    {
        Assert.SkipWhen(NameRun.Missing is not null, NameRun.Missing ?? "");

        var run = await NameRun.OfAsync(Landscapes, from: 1);

        Assert.True(run.Disagreements.Count == 0, string.Join("\n", run.Disagreements.Take(3)));
        Assert.InRange(run.Undecided, 0, run.Questions / 5);
    }

    [Theory]
    [InlineData("SnapshotViews.cs")]
    [InlineData("EndpointAddresses.cs")]
    [InlineData("DnsView.cs")]
    [InlineData("FirewalledDig.cs")]
    public void The_DNS_server_configuration_is_independent_of_the_path_test(string file)
    {
        Assert.DoesNotContain("EndpointHub.Paths", Source(file), StringComparison.Ordinal);
        Assert.Contains("EndpointHub.Paths", Source("NameRun.cs"), StringComparison.Ordinal);

        static string Source(string file) => File.ReadAllText(Path.Combine(Checkout.Root, "tests", "EndpointHub.Testing", "Names", file));
    }
}
