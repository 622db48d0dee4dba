using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>Receives the events of a run, in order. It must not throw, because a cut-over may be in progress.</summary>
internal interface IStepListener
{
    /// <summary>Called when a step is ready and waits for the rate limit of its API.</summary>
    /// <param name="step">The step.</param>
    void Queued(Step step);

    /// <summary>Called when a step's call is made.</summary>
    /// <param name="step">The step, with real ids as far as they are known.</param>
    void Begun(Step step);

    /// <summary>Called when AWS has accepted a step's call and has not completed the change.</summary>
    /// <param name="step">The step, with real ids.</param>
    void Settling(Step step);

    /// <summary>Called when a step has completed.</summary>
    /// <param name="step">The step, with real ids.</param>
    /// <param name="took">The time since its call was sent.</param>
    void Done(Step step, TimeSpan took);
}
