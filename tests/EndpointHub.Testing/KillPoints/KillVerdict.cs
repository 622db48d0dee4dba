namespace EndpointHub.Testing.KillPoints;

/// <summary>What became of a run that was ended at one point and started again.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="After">The changes that the first process made.</param>
/// <param name="HeardLastAnswer">Whether it heard the answer to the last of them.</param>
/// <param name="Differences">What failed, what is missing (-) and what is too much (+).</param>
internal sealed record KillVerdict(int Seed, int After, bool HeardLastAnswer, IReadOnlyList<string> Differences)
{
    /// <summary>Every point of a seed's run.</summary>
    public static IEnumerable<KillVerdict> OfSeed(int seed)
    {
        using var undisturbed = KillRun.Undisturbed(seed);
        for (var after = 1; after < undisturbed.Changes; after++)
        {
            foreach (var hears in new[] { true, false })
            {
                using var run = KillRun.Of(seed, after, hears);
                yield return new KillVerdict(seed, after, hears,
                [
                    .. run.Failures,
                    .. undisturbed.Remains.Except(run.Remains).Select(line => $"- {line}"),
                    .. run.Remains.Except(undisturbed.Remains).Select(line => $"+ {line}"),
                    .. run.Remains.Count != undisturbed.Remains.Count ? [$"{run.Remains.Count} things instead of {undisturbed.Remains.Count}"] : Array.Empty<string>(),
                ]);
            }
        }
    }

    public override string ToString() =>
        $"seed {Seed}, ended after {After} changes, last answer {(HeardLastAnswer ? "heard" : "lost")}:\n  {string.Join("\n  ", Differences)}";
}
