using EndpointHub.Aws.Operations.Work;
using EndpointHub.Planning;

namespace EndpointHub.Testing.Simulation;

/// <summary>An operator that confirms everything, or runs dry, and records all output.</summary>
internal sealed class RecordingOperator(bool isDryRun) : IOperator
{
    public bool IsDryRun => isDryRun;

    public IList<object> Results { get; } = [];

    public IList<(Problem Problem, object? Target)> Failures { get; } = [];

    public IList<PlanUnit> Asked { get; } = [];

    public IList<string> Messages { get; } = [];

    /// <summary>The threads that called it.</summary>
    public ISet<int> Threads { get; } = new HashSet<int>();

    public Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken)
    {
        Heard();
        Asked.Add(unit);
        return Task.FromResult(!isDryRun);
    }

    public void ReportStatus(string message)
    {
        Heard();
        Messages.Add(message);
    }

    public void Warn(string message) => Messages.Add($"warning: {message}");

    public void Report(OperationProgress progress) { }

    public void Fail(Problem problem, object? target) => Failures.Add((problem, target));

    public void Emit(object result)
    {
        Heard();
        Results.Add(result);
    }

    private void Heard() => Threads.Add(Environment.CurrentManagedThreadId);
}
