using EndpointHub.Testing.KillPoints;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>A run that is killed at any point and restarted gives the same network as an undisturbed run.</summary>
public sealed class KillPointTests
{
    private const int Seed = 5;

    [Fact]
    public void A_run_that_is_killed_after_any_change_and_restarted_gives_the_same_network()
    {
        var verdicts = KillVerdict.OfSeed(Seed).ToList();

        Assert.True(verdicts.Count > 30, $"Only {verdicts.Count} points.");
        Assert.Empty(verdicts.Where(verdict => verdict.Differences.Count > 0).Select(verdict => verdict.ToString()));
    }

    [Fact]
    public void A_run_that_is_killed_late_repeats_at_most_its_last_changes()
    {
        using var undisturbed = KillRun.Undisturbed(Seed);
        using var ended = KillRun.Of(Seed, killAfter: undisturbed.Changes - 3, receivesLastResponse: false);

        // The changes of the first process are not repeated, except for the tag of a deleted endpoint.
        Assert.InRange(ended.Changes, 1, 5);
        Assert.Equal(undisturbed.FinalState, ended.FinalState);
    }
}
