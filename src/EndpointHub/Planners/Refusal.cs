using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>A reason to refuse a change, which the operator may allow by its code.</summary>
/// <param name="Problem">The reason.</param>
internal sealed record Refusal(Problem Problem)
{
    /// <summary>
    /// The codes of the findings that alone cause the refusal. The operator allows it by naming all of them, too. Empty if something else causes it.
    /// </summary>
    public ValueList<string> FindingCodes { get; init; } = ValueList<string>.Empty;

    /// <summary>The codes by which it is allowed.</summary>
    /// <param name="allowed">The codes that the operator gave.</param>
    /// <returns>The codes; empty when it is not allowed.</returns>
    public ValueList<string> WaivedBy(ValueList<string> allowed) =>
        FindingCodes.Count > 0 && FindingCodes.All(allowed.Contains) ? FindingCodes
        : allowed.Contains(Problem.Code) ? ValueList.Of(Problem.Code)
        : ValueList<string>.Empty;
}
