using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>Carries out single steps; which ones, and in what order, is the executor's business.</summary>
internal interface IStepRunner
{
    /// <summary>What the symbols have become.</summary>
    SymbolTable Symbols { get; }

    /// <summary>Waits until a step's call would be sent without waiting.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Leaves the queue; nothing was sent.</param>
    /// <returns>A task that ends when the call may be made.</returns>
    /// <exception cref="StepFailure">It must not be made; nothing was sent.</exception>
    Task ReserveAsync(Step step, CancellationToken cancellationToken);

    /// <summary>Makes a step's call, and binds what it creates.</summary>
    /// <param name="step">The step, its symbols not replaced yet.</param>
    /// <param name="awaitsZoneToGo">Whether a zone in the way is one that this plan has just had switched off, so that it will go.</param>
    /// <param name="cancellationToken">Ends it; the call may have taken effect.</param>
    /// <returns>A task that ends when AWS has answered.</returns>
    /// <exception cref="StepFailure">It was refused, or its answer was lost.</exception>
    Task BeginAsync(Step step, bool awaitsZoneToGo, CancellationToken cancellationToken);

    /// <summary>Waits until a step has come to its end.</summary>
    /// <param name="step">The step, begun before.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when it has.</returns>
    /// <exception cref="StepFailure">It failed at AWS, or did not end in time.</exception>
    Task SettleAsync(Step step, CancellationToken cancellationToken);
}
