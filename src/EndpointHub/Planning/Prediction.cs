using EndpointHub.Topology;

namespace EndpointHub.Planning;

/// <summary>Predicts the network after steps.</summary>
internal static class Prediction
{
    /// <summary>The network after a step.</summary>
    /// <param name="before">The network before the step.</param>
    /// <param name="step">The step.</param>
    /// <returns>The predicted snapshot.</returns>
    public static NetworkSnapshot After(this NetworkSnapshot before, Step step) => step.ApplyTo(before);

    /// <summary>The network after steps in their order.</summary>
    /// <param name="before">The network before the first step.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The predicted snapshot.</returns>
    public static NetworkSnapshot After(this NetworkSnapshot before, IEnumerable<Step> steps) =>
        steps.Aggregate(before, (snapshot, step) => snapshot.After(step));
}
