using EndpointHub.Aws.Executing;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations;

/// <summary>What one record asks for, as part of the whole plan.</summary>
/// <param name="Record">The record, for errors that are about it.</param>
/// <param name="Units">The units to carry out for it; none when nothing is left to do.</param>
/// <param name="Predicted">The network after it and everything planned before it.</param>
internal sealed record Part(object? Record, ValueList<PlanUnit> Units, NetworkSnapshot Predicted);

/// <summary>What a part has come to.</summary>
/// <param name="Now">The network with the part's steps taken, or foretold.</param>
/// <param name="Steps">The part's steps, and before them those of earlier parts that serve it too; with real ids unless they are foretold.</param>
/// <param name="Outcomes">What became of the part's units; empty when they are foretold.</param>
/// <param name="TakenAt">When this picture was taken (UTC).</param>
/// <param name="IsProjected">Whether it is foretold.</param>
internal sealed record PartResult(
    NetworkSnapshot Now, ValueList<Step> Steps, ValueList<UnitOutcome> Outcomes, DateTimeOffset TakenAt, bool IsProjected);
