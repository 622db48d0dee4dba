using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>Follows a run, step by step. It is told in the run's own order and must not fail: a cut-over may be under way.</summary>
internal interface IStepListener
{
    /// <summary>A step could begin, and waits until its API has a call to spare.</summary>
    /// <param name="step">The step.</param>
    void Queued(Step step);

    /// <summary>A step's call is being made.</summary>
    /// <param name="step">The step, with real ids as far as they are known.</param>
    void Begun(Step step);

    /// <summary>AWS has taken a step's call, and what it asks for is not there yet.</summary>
    /// <param name="step">The step, with real ids.</param>
    void Settling(Step step);

    /// <summary>A step has come to its end.</summary>
    /// <param name="step">The step, with real ids.</param>
    /// <param name="took">The time since its call was sent.</param>
    void Done(Step step, TimeSpan took);
}
