using EndpointHub.Aws.Operations.Work;
using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Tour;

/// <summary>Someone who agrees to everything once it was rehearsed, and keeps what is asked, said and given.</summary>
/// <param name="isDryRun">Whether nothing may be changed.</param>
/// <param name="watch">Sees how far the work has come.</param>
internal sealed class TourOperator(bool isDryRun, Action<OperationProgress> watch) : IOperator
{
    private readonly List<object> _results = [];
    private readonly List<PlanUnit> _units = [];
    private readonly List<string> _warnings = [];
    private readonly List<Problem> _failures = [];

    public bool IsDryRun => isDryRun;

    /// <summary>What was asked about, in order.</summary>
    public IReadOnlyList<PlanUnit> Units => _units;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The results.</summary>
    /// <exception cref="EndpointHubException">Something failed: a tour has nothing more to show then.</exception>
    public IReadOnlyList<T> Results<T>() => _failures.Count == 0 ? [.. _results.Cast<T>()] : throw new EndpointHubException(_failures[0]);

    public Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken)
    {
        _units.Add(unit);
        return Task.FromResult(!isDryRun);
    }

    /// <summary>What is told one by one would drown what the tour shows.</summary>
    public void ReportStatus(string message)
    {
    }

    public void Warn(string message) => _warnings.Add(message);

    public void Report(OperationProgress progress) => watch(progress);

    public void Fail(Problem problem, object? target) => _failures.Add(problem);

    public void Emit(object result) => _results.Add(result);
}
