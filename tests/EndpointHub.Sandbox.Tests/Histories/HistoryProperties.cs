using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>Every random history keeps the invariants. One that breaks them prints itself, shrunk.</summary>
public sealed class HistoryProperties
{
    /// <summary>The same histories every time; HISTORIES_SEED=N plays others, and a loop over N is the long run.</summary>
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("HISTORIES_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 4711;

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(800)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, 1), FSharpOption<int>.None)));

    [Fact]
    public void Every_history_keeps_the_invariants() => Check.One(Config, Prop.ForAll(History.Any, h => Invariants.AreKeptAsync(h, new())));

    [Fact]
    public void A_history_that_breaks_them_fails_the_property()
    {
        var silent = new Sight { Resolve = (_, _, _, _) => Sandbox.Dns.DnsAnswer.Public };
        Assert.ThrowsAny<Exception>(() => Check.One(Config, Prop.ForAll(History.Any, h => Invariants.AreKeptAsync(h, silent))));
    }
}
