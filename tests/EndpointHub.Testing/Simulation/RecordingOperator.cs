using EndpointHub.Aws.Operations.Work;
using EndpointHub.Planning;

namespace EndpointHub.Testing.Simulation;

/// <summary>An operator who says yes to everything, or only rehearses, and keeps what it is told.</summary>
public sealed class RecordingOperator(bool isRehearsal) : IOperator
{
    public bool IsRehearsal => isRehearsal;

    public IList<object> Results { get; } = [];

    public IList<(Problem Problem, object? Target)> Failures { get; } = [];

    public IList<PlanUnit> Asked { get; } = [];

    public IList<string> Story { get; } = [];

    /// <summary>The threads that it was called on.</summary>
    public ISet<int> Threads { get; } = new HashSet<int>();

    public Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken)
    {
        Heard();
        Asked.Add(unit);
        return Task.FromResult(!isRehearsal);
    }

    public void Tell(string message)
    {
        Heard();
        Story.Add(message);
    }

    public void Warn(string message) => Story.Add($"warning: {message}");

    public void Report(OperationProgress progress)
    {
    }

    public void Fail(Problem problem, object? target) => Failures.Add((problem, target));

    public void Emit(object result)
    {
        Heard();
        Results.Add(result);
    }

    private void Heard() => Threads.Add(Environment.CurrentManagedThreadId);
}
