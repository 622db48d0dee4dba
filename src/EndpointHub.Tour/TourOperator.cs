using EndpointHub.Aws.Operations;
using EndpointHub.Planning;
using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>Someone who watches at a console, and agrees to everything once it was rehearsed.</summary>
internal sealed class TourOperator(IAnsiConsole console, bool isRehearsal) : IOperator
{
    private readonly List<object> _results = [];

    public bool IsRehearsal => isRehearsal;

    public int Steps { get; private set; }

    public IReadOnlyList<T> Results<T>() => [.. _results.OfType<T>()];

    public Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken)
    {
        Steps += unit.Steps.Count;
        console.MarkupLineInterpolated($"  [bold]{unit.Kind}[/] {unit.Subject}: {unit.Steps.Count} steps");
        foreach (var step in isRehearsal ? unit.Steps : ValueList<Step>.Empty)
            console.MarkupLineInterpolated($"    would {step.Description} [grey]({step.Action})[/]");
        return Task.FromResult(!isRehearsal);
    }

    public void Tell(string message) => console.MarkupLineInterpolated($"    [grey]{message}[/]");

    public void Warn(string message) => console.MarkupLineInterpolated($"    [yellow]{message}[/]");

    /// <summary>The story that <see cref="Tell"/> shows says more than a bar would.</summary>
    public void Report(OperationProgress progress)
    {
    }

    /// <summary>A tour in which something fails has nothing more to show.</summary>
    public void Fail(Problem problem, object? target) => throw new EndpointHubException(problem);

    public void Emit(object result) => _results.Add(result);
}
