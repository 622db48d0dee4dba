namespace EndpointHub.Testing.KillPoints;

/// <summary>The result of a run that was interrupted at one point and started again.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="After">The number of changes of the first process.</param>
/// <param name="ReceivedLastResponse">True when the process received the response to its last change.</param>
/// <param name="Differences">Failures, missing resources (-) and additional resources (+).</param>
internal sealed record KillVerdict(int Seed, int After, bool ReceivedLastResponse, IReadOnlyList<string> Differences)
{
    /// <summary>Interrupts the run of a seed at every point.</summary>
    public static IEnumerable<KillVerdict> OfSeed(int seed)
    {
        using var undisturbed = KillRun.Undisturbed(seed);
        for (var after = 1; after < undisturbed.Changes; after++)
        {
            foreach (var receives in new[] { true, false })
            {
                using var run = KillRun.Of(seed, after, receives);
                yield return new KillVerdict(
                    seed,
                    after,
                    receives,
                    [
                        .. run.Failures,
                        .. undisturbed.FinalState.Except(run.FinalState).Select(line => $"- {line}"),
                        .. run.FinalState.Except(undisturbed.FinalState).Select(line => $"+ {line}"),
                        .. run.FinalState.Count != undisturbed.FinalState.Count
                            ? [$"{run.FinalState.Count} resources instead of {undisturbed.FinalState.Count}"]
                            : Array.Empty<string>(),
                    ]
                );
            }
        }
    }

    public override string ToString() =>
        $"seed {Seed}, ended after {After} changes, last response {(ReceivedLastResponse ? "received" : "lost")}:\n  {string.Join("\n  ", Differences)}";
}
