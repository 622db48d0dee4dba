using EndpointHub.Testing.Operators;

namespace EndpointHub.AwsTests.Simulation;

/// <summary>Two operators who run the same migration at once get what one of them would have got.</summary>
public sealed class OperatorsTests
{
    private const int Seeds = 30;

    [Fact]
    public void Two_operators_at_once_make_one_hub_without_an_error()
    {
        var verdicts = Enumerable.Range(1, Seeds).Select(OperatorsVerdict.Of).ToList();

        Assert.Empty(verdicts.Where(verdict => verdict.Differences.Count > 0).Select(verdict => verdict.ToString()));
        Assert.InRange(verdicts.Count(verdict => verdict.Collisions > 0), Seeds / 3, Seeds);
    }
}
