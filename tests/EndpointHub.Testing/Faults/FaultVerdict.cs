namespace EndpointHub.Testing.Faults;

/// <summary>The result of a job in which one call failed once.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Position">The position of the call.</param>
/// <param name="Call">The call, for example <c>ec2:CreateRoute</c>.</param>
/// <param name="Mode">The way in which it failed.</param>
/// <param name="IsReported">True if a command reported it.</param>
/// <param name="Violations">What was said that is not true, and what is different in the end.</param>
internal sealed record FaultVerdict(int Seed, int Position, string Call, FaultMode Mode, bool IsReported, IReadOnlyList<string> Violations)
{
    /// <summary>Lets the calls of a seed's job fail once in each mode.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="every">Of the calls and modes only every n-th one; 1 for all.</param>
    public static IEnumerable<FaultVerdict> OfSeed(int seed, int every)
    {
        using var undisturbed = FaultRun.Undisturbed(seed);
        if (undisturbed.Violations.Count > 0)
            throw new InvalidOperationException(string.Join("\n", undisturbed.Violations));

        var modes = Enum.GetValues<FaultMode>();
        for (var point = seed % every; point < undisturbed.Calls.Count * modes.Length; point += every)
        {
            var (position, mode) = (point / modes.Length, modes[point % modes.Length]);
            var call = undisturbed.Calls[position];
            using var run = FaultRun.Of(seed, position, mode, call);
            yield return new FaultVerdict(
                seed,
                position,
                call,
                mode,
                run.IsReported,
                [
                    .. run.Violations,
                    .. undisturbed.FinalState.Except(run.FinalState).Select(line => $"- {line}"),
                    .. run.FinalState.Except(undisturbed.FinalState).Select(line => $"+ {line}"),
                ]
            );
        }
    }

    public override string ToString() => $"seed {Seed}, call {Position} {Call}, {Mode}:\n  {string.Join("\n  ", Violations)}";
}
