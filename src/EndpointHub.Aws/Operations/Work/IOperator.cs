using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// The caller of an operation, which confirms units and receives messages and results. A cmdlet and the tour
/// implement it. Every member is called on the thread, or in the context, that the operation was started in.
/// </summary>
internal interface IOperator
{
    /// <summary>True for a dry run: nothing may be changed, and the results are predicted (PowerShell's WhatIf).</summary>
    bool IsDryRun { get; }

    /// <summary>Asks for confirmation of a unit. A dry run shows the steps and returns false.</summary>
    /// <param name="unit">The unit with its steps.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>True if the unit is confirmed.</returns>
    Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken);

    /// <summary>Reports what the operation does (PowerShell's verbose stream).</summary>
    /// <param name="message">One sentence without secrets.</param>
    void ReportStatus(string message);

    /// <summary>Reports a warning (PowerShell's warning stream).</summary>
    /// <param name="message">One sentence without secrets.</param>
    void Warn(string message);

    /// <summary>Reports progress.</summary>
    /// <param name="progress">The current state. The last report of an activity has <see cref="OperationProgress.IsCompleted"/>.</param>
    void Report(OperationProgress progress);

    /// <summary>Reports a request that failed. The others continue.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="target">The input object of the request.</param>
    void Fail(Problem problem, object? target);

    /// <summary>Returns a result as soon as it is complete.</summary>
    /// <param name="result">An immutable object.</param>
    void Emit(object result);
}

/// <summary>The progress of an activity.</summary>
/// <param name="Activity">The activity, for example <c>Connecting vpc-0a</c>.</param>
/// <param name="Status">The current step.</param>
/// <param name="Done">The number of completed steps.</param>
/// <param name="Total">The number of all steps; 0 if unknown.</param>
/// <param name="IsCompleted">True if the activity has ended.</param>
internal sealed record OperationProgress(string Activity, string Status, int Done, int Total, bool IsCompleted = false);
