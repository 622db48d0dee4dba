using EndpointHub.Testing.Remedies;

namespace EndpointHub.AwsTests.Packets;

/// <summary>The commands of findings about packets correct the path, in random networks with a fault.</summary>
public sealed class RemedyTests
{
    private const int Seeds = 300;

    [Fact]
    public void Commands_run_in_their_order_correct_the_path()
    {
        var outcomes = Enumerable.Range(1, Seeds).SelectMany(seed => RemedyRun.Of(seed)).ToList();

        Assert.Empty(outcomes.Where(path => path.Outcome == RemedyOutcome.Failed).Select(path => path.Text).Take(5));
        Assert.InRange(outcomes.Count(path => path.Outcome == RemedyOutcome.Corrected), 20, int.MaxValue);
    }
}
