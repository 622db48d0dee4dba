using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>Every random history satisfies the invariants. A history that violates one is shrunk and printed.</summary>
public sealed class HistoryProperties
{
    /// <summary>The seed of the histories, which are the same in each run; HISTORIES_SEED=N sets another.</summary>
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("HISTORIES_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 4711;

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2000)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, 1), FSharpOption<int>.None)));

    [Fact]
    public void Every_random_history_satisfies_the_invariants() => Check.One(Config, Prop.ForAll(History.Any, h => Invariants.AreKeptAsync(h, new())));

    [Fact]
    public void A_history_that_violates_an_invariant_fails_the_property()
    {
        var silent = new Sight { Resolve = (_, _, _, _) => Sandbox.Dns.DnsAnswer.Public };
        Assert.ThrowsAny<Exception>(() => Check.One(Config, Prop.ForAll(History.Any, h => Invariants.AreKeptAsync(h, silent))));
    }
}
