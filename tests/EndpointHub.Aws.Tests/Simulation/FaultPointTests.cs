using EndpointHub.Testing.Faults;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>
/// One call of a job fails once. The message names that call, messages and objects tell the sandbox's own state, and the next run completes. The lab
/// runs the whole set.
/// </summary>
public sealed class FaultPointTests
{
    private const int Seed = 5;

    [Fact]
    public void A_failed_call_is_named_with_the_true_state_and_the_next_run_completes()
    {
        var verdicts = FaultVerdict.OfSeed(Seed, every: 37).ToList();

        Assert.True(verdicts.Count > 20, $"Only {verdicts.Count} points.");
        Assert.Contains(verdicts, verdict => verdict.IsReported);
        Assert.Empty(verdicts.Where(verdict => verdict.Violations.Count > 0).Select(verdict => verdict.ToString()));
    }
}
