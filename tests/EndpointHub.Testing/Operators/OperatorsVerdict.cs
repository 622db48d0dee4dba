namespace EndpointHub.Testing.Operators;

/// <summary>The result of one seed with two operators.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Collisions">The number of requests that AWS refused because the other operator was first.</param>
/// <param name="Differences">Failures, missing resources (-) and additional resources (+).</param>
/// <param name="Trace">The requests of both operators.</param>
internal sealed record OperatorsVerdict(int Seed, int Collisions, IReadOnlyList<string> Differences, string Trace)
{
    /// <summary>Runs a seed with one operator and with two. An exception is a difference.</summary>
    public static OperatorsVerdict Of(int seed)
    {
        try
        {
            using var one = OperatorsRun.Of(seed, operators: 1);
            using var two = OperatorsRun.Of(seed, operators: 2);
            return new OperatorsVerdict(
                seed,
                two.Collisions,
                [
                    .. one.Failures.Select(failure => $"alone: {failure}"),
                    .. two.Failures,
                    .. one.FinalState.Except(two.FinalState).Select(line => $"- {line}"),
                    .. two.FinalState.Except(one.FinalState).Select(line => $"+ {line}"),
                    .. two.FinalState.Count != one.FinalState.Count
                        ? [$"{two.FinalState.Count} resources instead of {one.FinalState.Count}"]
                        : Array.Empty<string>(),
                ],
                two.Trace
            );
        }
        catch (Exception crash)
        {
            return new OperatorsVerdict(seed, Collisions: 0, [crash.ToString()], Trace: "");
        }
    }

    public override string ToString() => $"seed {Seed}:\n  {string.Join("\n  ", Differences)}";
}
