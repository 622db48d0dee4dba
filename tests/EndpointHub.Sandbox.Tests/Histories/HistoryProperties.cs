using EndpointHub.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>Every random history satisfies the invariants. A history that violates one is shrunk and printed.</summary>
public sealed class HistoryProperties
{
    private const int Histories = 500;

    /// <summary>The same histories every time.</summary>
    private const string Seed = "(4711,1)";

    [RandomProperty(Histories, Replay = Seed)]
    public Property Every_random_history_satisfies_the_invariants() => Prop.ForAll(History.Any, history => Invariants.AreKeptAsync(history, new()));

    [Fact]
    public void A_history_that_violates_an_invariant_fails_the_property()
    {
        var silent = new Sight { Resolve = (_, _, _, _) => Sandbox.Dns.DnsAnswer.Public };
        Assert.ThrowsAny<Exception>(() =>
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(Histories),
                Prop.ForAll(History.Any, history => Invariants.AreKeptAsync(history, silent))
            )
        );
    }
}
