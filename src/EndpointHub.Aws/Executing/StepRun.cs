using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>One step on its way through a run.</summary>
internal sealed class StepRun(Step step)
{
    private readonly OneShotSignal<bool> _answered = new();
    private readonly OneShotSignal<bool> _settled = new();

    public Step Step { get; } = step;

    /// <summary>Whether AWS has accepted the call.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>When the call was sent; null when it was not.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When the change had come to its end; null when it had not.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Why it did not come to its end, or was never begun; null when it did, or was stopped.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Whether AWS may have changed something.</summary>
    public bool MayHaveTakenEffect { get; private set; }

    /// <summary>
    /// What a later step waits for. An association does not wait until an endpoint whose private DNS goes off is available again: AWS
    /// refuses it exactly as long as the endpoint's zone stands, and each moment between that zone's end and the association is one
    /// in which the name has no private answer. The way back is the same: private DNS on is refused as long as the zone stands in the VPC, and
    /// servers still answer from the zone while the endpoint settles.
    /// </summary>
    /// <param name="later">The step that waits.</param>
    /// <returns>Whether it may begin; false when what it waits for will never come.</returns>
    public Task<bool> ReadyForAsync(Step later) =>
        (Step.NameChange?.Effect == NameEffect.RemovesAnswer && later.NameChange?.Effect == NameEffect.AddsAnswer ? _answered : _settled).WaitAsync();

    public void Sent(DateTimeOffset utcNow)
    {
        SentAt = utcNow;
        MayHaveTakenEffect = true;
    }

    public void Accepted()
    {
        IsAccepted = true;
        _answered.Set(true);
    }

    public void Done(DateTimeOffset utcNow)
    {
        SettledAt = utcNow;
        _settled.Set(true);
    }

    public void Failed(StepFailure failure)
    {
        Problem = failure.Problem;
        MayHaveTakenEffect = failure.MayHaveTakenEffect;
        Ended();
    }

    /// <summary>Notes why it is not begun.</summary>
    public void Skipped(Problem problem)
    {
        Problem = problem;
        Ended();
    }

    /// <summary>Tells whoever waits that nothing more will come.</summary>
    public void Ended()
    {
        _answered.Set(false);
        _settled.Set(false);
    }
}
