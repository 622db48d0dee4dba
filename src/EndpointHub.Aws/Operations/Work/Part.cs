using EndpointHub.Aws.Executing;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// What one record asks for, as part of the whole plan. It is no record itself: two records that both ask for nothing more would be one part by
/// value, and one of their results would be lost.
/// </summary>
/// <param name="record">The record, for errors that are about it.</param>
/// <param name="units">The units to carry out for it; none when nothing is left to do.</param>
/// <param name="before">The network that it was planned on.</param>
/// <param name="predicted">The network after it and everything planned before it.</param>
internal sealed class Part(object? record, ValueList<PlanUnit> units, NetworkSnapshot before, NetworkSnapshot predicted)
{
    public object? Record => record;

    public ValueList<PlanUnit> Units => units;

    public NetworkSnapshot Before => before;

    public NetworkSnapshot Predicted => predicted;
}

/// <summary>What a part has come to.</summary>
/// <param name="Now">The network with the part's steps taken, or foretold.</param>
/// <param name="Steps">The part's steps, and before them those of earlier parts that serve it too; with real ids unless they are foretold.</param>
/// <param name="Outcomes">What became of the part's units; empty when they are foretold.</param>
/// <param name="TakenAt">When this picture was taken (UTC).</param>
/// <param name="IsProjected">Whether it is foretold.</param>
internal sealed record PartResult(
    NetworkSnapshot Now, ValueList<Step> Steps, ValueList<UnitOutcome> Outcomes, DateTimeOffset TakenAt, bool IsProjected);
