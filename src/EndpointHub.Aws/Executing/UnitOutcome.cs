using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Aws.Executing;

/// <summary>What became of a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Done">The steps that came to their end and were not taken back, with real ids, in the unit's order.</param>
/// <param name="Problem">Why it is not complete, or null.</param>
/// <param name="Windows">For how long each zone's names may have had no private answer; empty unless it is a cut-over.</param>
internal sealed record UnitOutcome(PlanUnit Unit, ValueList<Step> Done, Problem? Problem, ValueList<CutoverWindow> Windows)
{
    /// <summary>Whether every step is done.</summary>
    public bool IsComplete => Problem is null;
}
