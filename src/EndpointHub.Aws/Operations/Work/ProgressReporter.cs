using EndpointHub.Aws.Executing;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>Tells an operator what happens while steps are carried out: each call, what is waited for, and how far everything has come.</summary>
/// <param name="operator">The operator.</param>
/// <param name="activity">What it amounts to, for people.</param>
/// <param name="total">How many steps there are.</param>
internal sealed class ProgressReporter(IOperator @operator, string activity, int total) : IStepListener
{
    private readonly List<Step> _underWay = [];
    private int _done;

    public void Queued(Step step) => @operator.ReportStatus($"Waiting for AWS to allow another {step.Action}, to {step.Description}");

    public void Begun(Step step)
    {
        @operator.ReportStatus($"{step.Action}: {step.Description}");
        _underWay.Add(step);
        Report();
    }

    public void Settling(Step step) => @operator.ReportStatus($"Waiting until AWS has done it: {step.Description}");

    public void Done(Step step, TimeSpan took)
    {
        @operator.ReportStatus(FormattableString.Invariant($"Done after {took.TotalSeconds:0.0} s: {step.Description}"));
        _underWay.RemoveAll(other => other.Key == step.Key && other.Location == step.Location);
        _done++;
        Report();
    }

    /// <summary>Says that it is over, however it ended.</summary>
    public void End() => @operator.Report(new OperationProgress(activity, "at rest", _done, total, IsCompleted: true));

    private void Report() => @operator.Report(new OperationProgress(activity, _underWay.Count > 0 ? _underWay[0].Description : "", _done, total));
}
