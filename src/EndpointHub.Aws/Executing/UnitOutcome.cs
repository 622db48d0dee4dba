using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Aws.Executing;

/// <summary>The outcome of a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Done">The steps that completed and were not rolled back, with real ids, in the unit's order.</param>
/// <param name="Problem">The problem of an incomplete unit, or null.</param>
/// <param name="Windows">The windows in which each zone's names may have had no private answer; empty unless the unit is a cut-over.</param>
internal sealed record UnitOutcome(PlanUnit Unit, ValueList<Step> Done, Problem? Problem, ValueList<CutoverWindow> Windows)
{
    /// <summary>Gets the problems of the steps that AWS had not completed when the operator's time limit passed.</summary>
    public ValueList<Problem> Unfinished { get; init; } = ValueList<Problem>.Empty;

    /// <summary>True if only the operator's time limit kept the unit from completing. What was done is valid.</summary>
    public bool IsCutShort => IsOfTimeLimit(Problem);

    /// <summary>Gets what to report of an incomplete unit: each resource that is unfinished, otherwise the problem.</summary>
    public IEnumerable<Problem> Reports =>
        !IsCutShort ? new[] { Problem }.OfType<Problem>()
        : Unfinished.Count > 0 ? Unfinished
        : [Problem!];

    /// <summary>Determines whether a problem is that the operator's time limit has passed. Any other problem is more important.</summary>
    public static bool IsOfTimeLimit(Problem? problem) => problem?.Code is nameof(Problems.StillSettling) or nameof(Problems.NotBegun);

    /// <summary>True if every step has completed.</summary>
    public bool IsComplete => Problem is null;

    /// <summary>The steps that AWS has accepted and that were not rolled back, with real ids, also if their completion was not observed.</summary>
    public ValueList<Step> InEffect { get; init; } = Done;

    /// <summary>True if a step was sent and its completion was not observed.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>True if names have moved: another resource answers them, or nothing is meant to.</summary>
    public bool HasMovedNames =>
        InEffect.Any(step => step.NameChange?.Effect == NameEffect.AddsAnswer)
        || (
            Unit.Steps.All(step => step.NameChange?.Effect != NameEffect.AddsAnswer)
            && InEffect.Any(step => step.NameChange?.Effect == NameEffect.RemovesAnswer)
        );
}
