using EndpointHub.Aws.Executing;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// The units of one request in the whole plan. It is a class because two requests without units would be equal by
/// value, and one of their results would be lost.
/// </summary>
/// <param name="record">The input object of the request, for errors.</param>
/// <param name="units">The units to carry out; empty if nothing is left to do.</param>
/// <param name="before">The network before the request.</param>
/// <param name="predicted">The predicted network after the request and all requests before it.</param>
internal sealed class PlannedRequest(object? record, ValueList<PlanUnit> units, NetworkSnapshot before, NetworkSnapshot predicted)
{
    public object? Record => record;

    public ValueList<PlanUnit> Units => units;

    public NetworkSnapshot Before => before;

    public NetworkSnapshot Predicted => predicted;

    /// <summary>Gets the refusals that the operator allowed.</summary>
    public ValueList<Waiver> Waivers { get; init; } = ValueList<Waiver>.Empty;
}

/// <summary>The result of a planned request.</summary>
/// <param name="Network">The network after the request's steps, or the prediction of it.</param>
/// <param name="Steps">The request's steps, after the shared steps of earlier requests. They have real ids unless they are predicted.</param>
/// <param name="Outcomes">The outcomes of the request's units; empty in a dry run.</param>
/// <param name="TakenAt">The time of the result (UTC).</param>
/// <param name="IsProjected">True if the result is predicted.</param>
internal sealed record RequestResult(
    NetworkSnapshot Network,
    ValueList<Step> Steps,
    ValueList<UnitOutcome> Outcomes,
    DateTimeOffset TakenAt,
    bool IsProjected
)
{
    /// <summary>Gets the codes of the refusals that the operator allowed.</summary>
    public ValueList<string> Allowed { get; init; } = ValueList<string>.Empty;
}
