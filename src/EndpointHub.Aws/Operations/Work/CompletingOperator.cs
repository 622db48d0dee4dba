using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// Completes the commands of problems with the region and the profile that an operation runs with: the code that finds a problem has neither.
/// </summary>
internal sealed class CompletingOperator(IOperator inner, AwsAccess access, string? profileName) : IOperator
{
    public bool IsDryRun => inner.IsDryRun;

    /// <summary>The same exception with a complete command.</summary>
    public static EndpointHubException Complete(EndpointHubException failure, string? region, string? profileName) =>
        new(failure.Problem.In(region, profileName), failure.InnerException);

    public Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken) => inner.ConfirmAsync(unit, cancellationToken);

    public void ReportStatus(string message) => inner.ReportStatus(message);

    public void Warn(string message) => inner.Warn(message);

    public void Report(OperationProgress progress) => inner.Report(progress);

    public void Fail(Problem problem, object? target) =>
        inner.Fail(problem.CommandLine is null ? problem : problem.In(access.Spoke.Location.Region, profileName), target);

    public void Emit(object result) => inner.Emit(result);
}
