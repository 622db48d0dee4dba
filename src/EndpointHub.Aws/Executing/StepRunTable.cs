using EndpointHub.Hubs;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Executing;

/// <summary>Every step of a run by its key, so that steps of different units can wait for each other.</summary>
internal sealed class StepRunTable(Plan plan, IStepListener? listener)
{
    private readonly Dictionary<string, StepRun> _runs = plan.Steps.ToDictionary(step => step.Key, step => new StepRun(step), StringComparer.Ordinal);

    /// <summary>The network that was planned on.</summary>
    public NetworkSnapshot Before => plan.Before;

    /// <summary>A step's run.</summary>
    /// <param name="step">The step.</param>
    public StepRun this[Step step] => _runs[step.Key];

    /// <summary>What a step waits for. A key that the plan has no step for is of something that stands already.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The runs.</returns>
    public IEnumerable<StepRun> RequiredBy(Step step) =>
        step.Requires.Select(key => _runs.TryGetValue(key, out var run) ? run : null).OfType<StepRun>();

    /// <summary>
    /// Whether a zone in a step's way will go by itself: this plan has its endpoint's private DNS switched off, or a run that ended too soon has,
    /// of which the endpoint's mark tells. Its state does not: the zone may outlast <c>pending</c>.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <returns>Whether it will.</returns>
    public bool AwaitsZoneToGo(Step step) => RemovalsBefore(step).Any()
        || (step.NameChange is { Effect: NameEffect.AddsAnswer, VpcId: { } vpcId } && Before.EndpointsOf(vpcId).Any(endpoint =>
            !endpoint.PrivateDnsEnabled && endpoint.Tag(HubMark.CutOverTag) is not null));

    /// <summary>The steps that remove an answer and that a step waits for, directly or not.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The runs.</returns>
    public IEnumerable<StepRun> RemovalsBefore(Step step) =>
        RequiredBy(step).SelectMany(run => run.Step.NameChange?.Effect == NameEffect.RemovesAnswer ? [run] : RemovalsBefore(run.Step));

    /// <summary>Whoever follows the run; null when nobody does.</summary>
    public IStepListener? Listener => listener;
}
