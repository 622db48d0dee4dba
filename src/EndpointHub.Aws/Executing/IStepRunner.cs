using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>Carries out single steps. The executor decides on their order.</summary>
internal interface IStepRunner
{
    /// <summary>Gets the real ids of symbols.</summary>
    SymbolTable Symbols { get; }

    /// <summary>Waits until the rate limit allows a step's call.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Cancels the wait. No call was sent.</param>
    /// <returns>A task that completes when the call may be made.</returns>
    /// <exception cref="StepFailure">The call must not be made. No call was sent.</exception>
    Task ReserveAsync(Step step, CancellationToken cancellationToken);

    /// <summary>Makes a step's call, and binds the id of the resource that it creates.</summary>
    /// <param name="step">The step with symbols.</param>
    /// <param name="expectsZoneRemoval">
    /// True if a conflicting zone will be removed, because this plan has switched off its endpoint's private DNS.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation. The call may have taken effect.</param>
    /// <returns>A task that completes when AWS has responded.</returns>
    /// <exception cref="StepFailure">The call was refused, or its response was lost.</exception>
    Task BeginAsync(Step step, bool expectsZoneRemoval, CancellationToken cancellationToken);

    /// <summary>Waits until a step has settled.</summary>
    /// <param name="step">The step, whose call was made before.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the step has settled.</returns>
    /// <exception cref="StepFailure">The change failed at AWS, or did not settle in time.</exception>
    Task SettleAsync(Step step, CancellationToken cancellationToken);

    /// <summary>Returns the state of a step's resource that AWS reported last.</summary>
    /// <param name="step">The step, whose call was made before.</param>
    /// <returns>The state in the word of AWS's API; null if AWS has reported none.</returns>
    string? StateOf(Step step);
}
