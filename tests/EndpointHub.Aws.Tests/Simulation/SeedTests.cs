using EndpointHub.Testing.Seeds;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>The operations with the AWSSDK pipeline, on a virtual clock and one thread. A failing seed is printed with its trace.</summary>
public sealed class SeedTests
{
    private const int Seeds = 75;

    [Fact]
    public void Every_seed_satisfies_all_invariants()
    {
        var broken = Enumerable.Range(1, Seeds).Select(SeedVerdict.Of).Where(verdict => verdict.Violations.Count > 0).Take(3).ToList();

        Assert.True(broken.Count == 0, string.Join("\n", broken.Select(verdict => verdict.Report())));
    }

    [Fact]
    public void The_same_seed_gives_an_identical_trace()
    {
        Assert.Equal(SeedVerdict.Of(4).Trace, SeedVerdict.Of(4).Trace);
    }

    [Fact]
    public void Another_seed_gives_another_trace()
    {
        var (one, another) = (SeedVerdict.Of(4).Trace, SeedVerdict.Of(5).Trace);

        Assert.NotEqual(one, another);
        Assert.All([one, another], trace => Assert.InRange(trace.Split('\n').Length, 20, int.MaxValue));
    }

    [Fact]
    public void A_violated_invariant_is_reported_with_its_seed_and_trace()
    {
        var whole = SeedVerdict.Of(4);
        var middle = whole.Began.AddSeconds(100);
        var report = (whole with { Violations = [new Violation("an invariant", "was violated", middle)] }).Report();

        Assert.StartsWith("seed 4:", report, StringComparison.Ordinal);
        Assert.Contains("an invariant: was violated at 100.000", report, StringComparison.Ordinal);
        Assert.InRange(report.Split('\n').Length, 10, whole.Trace.Split('\n').Length - 10);
    }

    [Fact]
    public void No_continuation_leaves_the_pump_thread()
    {
        using var run = SeedRun.Of(7);

        Assert.Null(run.Crash);
        Assert.Equal(Environment.CurrentManagedThreadId, Assert.Single(run.Threads));
    }
}
