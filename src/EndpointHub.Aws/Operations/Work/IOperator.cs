using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// Whoever runs an operation: it is asked, told and given the results. A cmdlet is one, the tour is another; an operation knows no
/// more of either. Every member is called on the thread, or in the context, that the operation was started in.
/// </summary>
internal interface IOperator
{
    /// <summary>Whether nothing may be changed and the results shall be foretold (PowerShell's WhatIf).</summary>
    bool IsDryRun { get; }

    /// <summary>Asks whether a unit shall be done. In a rehearsal it shows the steps and answers no.</summary>
    /// <param name="unit">The unit with its steps.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>Whether to go on.</returns>
    Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken);

    /// <summary>Tells the story for whoever listens (PowerShell's verbose stream).</summary>
    /// <param name="message">One sentence; no secrets.</param>
    void ReportStatus(string message);

    /// <summary>Says what the operator should know although the work goes on.</summary>
    /// <param name="message">One sentence; no secrets.</param>
    void Warn(string message);

    /// <summary>Says how far the work has come.</summary>
    /// <param name="progress">The present state; the last report of an activity has <see cref="OperationProgress.IsCompleted"/>.</param>
    void Report(OperationProgress progress);

    /// <summary>Says what was not done. The work on other records goes on.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="target">The record it is about.</param>
    void Fail(Problem problem, object? target);

    /// <summary>Gives a result, as soon as it is one.</summary>
    /// <param name="result">An immutable object.</param>
    void Emit(object result);
}

/// <summary>How far some work has come.</summary>
/// <param name="Activity">What is being done, for example <c>Connecting vpc-0a</c>.</param>
/// <param name="Status">What happens just now.</param>
/// <param name="Done">How many steps are done.</param>
/// <param name="Total">How many there are; 0 when unknown.</param>
/// <param name="IsCompleted">Whether the activity is over.</param>
internal sealed record OperationProgress(string Activity, string Status, int Done, int Total, bool IsCompleted = false);
