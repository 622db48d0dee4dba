using EndpointHub.Aws.Operations.Work;
using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Tour;

/// <summary>An operator that confirms every unit outside dry runs, and collects units, warnings and results.</summary>
/// <param name="isDryRun">True if nothing may be changed.</param>
/// <param name="watch">Receives the progress.</param>
internal sealed class TourOperator(bool isDryRun, Action<OperationProgress> watch) : IOperator
{
    private readonly List<object> _results = [];
    private readonly List<PlanUnit> _units = [];
    private readonly List<string> _warnings = [];
    private readonly List<Problem> _failures = [];

    public bool IsDryRun => isDryRun;

    /// <summary>Gets the units that were to be confirmed, in order.</summary>
    public IReadOnlyList<PlanUnit> Units => _units;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Returns the results.</summary>
    /// <exception cref="EndpointHubException">An operation failed.</exception>
    public IReadOnlyList<T> Results<T>() => _failures.Count == 0 ? [.. _results.Cast<T>()] : throw new EndpointHubException(_failures[0]);

    public Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken)
    {
        _units.Add(unit);
        return Task.FromResult(!isDryRun);
    }

    /// <summary>Does nothing, because the tour shows tables instead of single steps.</summary>
    public void ReportStatus(string message) { }

    public void Warn(string message) => _warnings.Add(message);

    public void Report(OperationProgress progress) => watch(progress);

    public void Fail(Problem problem, object? target) => _failures.Add(problem);

    public void Emit(object result) => _results.Add(result);
}
