using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>The statement of a policy that denies a call.</summary>
/// <param name="Statement">Its Sid, or its number when it has none.</param>
/// <param name="Conditions">Its conditions, all of which the call meets.</param>
internal sealed record PolicyDenial(string Statement, ValueList<ObservedCondition> Conditions)
{
    /// <summary>The conditions with the values of the call, as a clause; empty when there are none.</summary>
    public string Why => string.Join(" and ", Conditions);
}

/// <summary>A condition, with the values of a call for its key.</summary>
/// <param name="Operator">The operator as the policy has it.</param>
/// <param name="Key">The condition key.</param>
/// <param name="Values">The values in the policy.</param>
/// <param name="Seen">The values of the call; empty when the call has none.</param>
internal sealed record ObservedCondition(string Operator, string Key, ValueList<string> Values, ValueList<string> Seen)
{
    /// <summary>The condition and what it was compared with.</summary>
    /// <returns>A clause for messages.</returns>
    public override string ToString() => $"{Operator} {Key} {Values}, where the call has {(Seen.Count == 0 ? "none" : Seen.ToString())}";
}
