using EndpointHub.Aws.Executing;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>Reports steps to an operator while they are carried out: each call, each wait, and the progress.</summary>
/// <param name="operator">The operator.</param>
/// <param name="activity">The name of the activity.</param>
/// <param name="total">The number of steps.</param>
internal sealed class ProgressReporter(IOperator @operator, string activity, int total) : IStepListener
{
    private readonly List<Step> _running = [];
    private int _done;

    public void Queued(Step step) => @operator.ReportStatus($"Waiting for the rate limit of {step.Action}: {step.Description}");

    public void Begun(Step step)
    {
        @operator.ReportStatus($"{step.Action}: {step.Description}");
        _running.Add(step);
        Report();
    }

    public void Settling(Step step) => @operator.ReportStatus($"Waiting until AWS has completed: {step.Description}");

    public void Done(Step step, TimeSpan took)
    {
        @operator.ReportStatus(FormattableString.Invariant($"Completed after {took.TotalSeconds:0.0} s: {step.Description}"));
        _running.RemoveAll(other => other.Key == step.Key && other.Location == step.Location);
        _done++;
        Report();
    }

    /// <summary>Reports that the activity has ended.</summary>
    public void End() => @operator.Report(new OperationProgress(activity, "completed", _done, total, IsCompleted: true));

    private void Report() => @operator.Report(new OperationProgress(activity, _running.Count > 0 ? _running[0].Description : "", _done, total));
}
