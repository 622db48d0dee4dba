using EndpointHub.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>Every random history keeps the invariants. One that violates them prints itself, shrunk.</summary>
public sealed class HistoryProperties
{
    private const int Histories = 500;

    /// <summary>The same histories every time.</summary>
    private const string Seed = "(4711,1)";

    [RandomProperty(Histories, Replay = Seed)]
    public Property Every_history_keeps_the_invariants() => Prop.ForAll(History.Any, history => Invariants.AreKeptAsync(history, new()));

    [Fact]
    public void A_history_that_breaks_them_fails_the_property()
    {
        var silent = new Sight { Resolve = (_, _, _, _) => Sandbox.Dns.DnsAnswer.Public };
        Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Histories), Prop.ForAll(History.Any, history => Invariants.AreKeptAsync(history, silent))));
    }
}
