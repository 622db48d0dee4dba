using EndpointHub.Testing.KillPoints;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>A run that ends anywhere and is started again ends where an undisturbed one does.</summary>
public sealed class KillPointTests
{
    private const int Seed = 5;

    [Fact]
    public void A_run_that_ends_between_any_two_changes_and_is_started_again_leaves_what_an_undisturbed_one_leaves()
    {
        var verdicts = KillVerdict.OfSeed(Seed).ToList();

        Assert.True(verdicts.Count > 30, $"Only {verdicts.Count} points.");
        Assert.Empty(verdicts.Where(verdict => verdict.Differences.Count > 0).Select(verdict => verdict.ToString()));
    }

    [Fact]
    public void A_run_that_was_ended_is_gone_and_its_last_change_stands()
    {
        using var undisturbed = KillRun.Undisturbed(Seed);
        using var ended = KillRun.Of(Seed, killAfter: undisturbed.Changes - 3, receivesLastResponse: false);

        // What the first process did is not done again; the mark of a deleted endpoint may be set twice over.
        Assert.InRange(ended.Changes, 1, 5);
        Assert.Equal(undisturbed.FinalState, ended.FinalState);
    }
}
