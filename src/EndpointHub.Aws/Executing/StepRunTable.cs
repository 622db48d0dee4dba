using EndpointHub.Hubs;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>The steps of a run by key. Steps of different units can wait for each other.</summary>
internal sealed class StepRunTable(Plan plan, IStepListener? listener)
{
    private readonly Dictionary<string, StepRun> _runs = plan.Steps.ToDictionary(step => step.Key, step => new StepRun(step), StringComparer.Ordinal);

    /// <summary>Gets the network before the plan.</summary>
    public NetworkSnapshot Before => plan.Before;

    /// <summary>Gets the run of a step.</summary>
    /// <param name="step">The step.</param>
    public StepRun this[Step step] => _runs[step.Key];

    /// <summary>Returns the runs that a step requires. A key without a step in the plan refers to a resource that exists.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The runs.</returns>
    public IEnumerable<StepRun> RequiredBy(Step step) =>
        step.Requires.Select(key => _runs.TryGetValue(key, out var run) ? run : null).OfType<StepRun>();

    /// <summary>
    /// Determines whether a zone that conflicts with a step will be removed. This is the case if this plan switches its endpoint's private DNS off,
    /// or if an interrupted run did, as the endpoint's tag shows. The endpoint's state does not show it, because the zone may exist longer than
    /// <c>pending</c>.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <returns>True if it will be removed.</returns>
    public bool ExpectsZoneRemoval(Step step) =>
        RemovalsBefore(step).Any()
        || (
            step.NameChange is { Effect: NameEffect.AddsAnswer, VpcId: { } vpcId }
            && Before.EndpointsOf(vpcId).Any(endpoint => !endpoint.PrivateDnsEnabled && endpoint.Tag(HubMark.CutOverTag) is not null)
        );

    /// <summary>Returns the runs that remove an answer and that a step requires, directly or indirectly.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The runs.</returns>
    public IEnumerable<StepRun> RemovalsBefore(Step step) =>
        RequiredBy(step).SelectMany(run => run.Step.NameChange?.Effect == NameEffect.RemovesAnswer ? [run] : RemovalsBefore(run.Step));

    /// <summary>Gets the receiver of the run's events; null for none.</summary>
    public IStepListener? Listener => listener;
}
