using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Errors;
using EndpointHub.Planning;

namespace EndpointHub.Aws.Executing;

/// <summary>The known effect of a step.</summary>
internal enum StepEffect
{
    /// <summary>The call was not sent, or AWS refused it.</summary>
    None,

    /// <summary>The call was sent, and its response was lost.</summary>
    Unknown,

    /// <summary>AWS has accepted the call. Its completion was not observed.</summary>
    Accepted,

    /// <summary>The change is complete.</summary>
    Settled,
}

/// <summary>The state of one step in a run.</summary>
internal sealed class StepRun(Step step)
{
    private readonly OneShotSignal<bool> _accepted = new();
    private readonly OneShotSignal<bool> _settled = new();

    public Step Step { get; } = step;

    /// <summary>Gets whether AWS has accepted the call.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>Gets the time at which the call was sent; null if it was not sent.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Gets the time at which the change settled; null if it has not settled.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Gets the problem of a step that failed or was skipped; null if it completed or was canceled.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Gets whether the call may have taken effect at AWS.</summary>
    public bool MayHaveTakenEffect { get; private set; }

    /// <summary>Gets what is known about the effect of the step.</summary>
    public StepEffect Effect =>
        SettledAt is not null ? StepEffect.Settled
        : IsAccepted ? StepEffect.Accepted
        : MayHaveTakenEffect ? StepEffect.Unknown
        : StepEffect.None;

    /// <summary>
    /// Waits until a later step may begin. An association does not wait until an endpoint whose private DNS goes off is available again. AWS
    /// refuses the association exactly as long as the endpoint's managed zone exists, and the name has no private answer between the removal of
    /// that zone and the association. The reversal is the same: AWS refuses to switch private DNS on as long as the zone is associated, and
    /// the zone still answers while the endpoint settles.
    /// </summary>
    /// <param name="later">The step that waits.</param>
    /// <returns>True if it may begin; false if this step has failed or was skipped.</returns>
    public Task<bool> ReadyForAsync(Step later) =>
        (
            later.StartsOnAcceptance || (Step.NameChange?.Effect == NameEffect.RemovesAnswer && later.NameChange?.Effect == NameEffect.AddsAnswer)
                ? _accepted
                : _settled
        ).WaitAsync();

    public void Sent(DateTimeOffset utcNow)
    {
        SentAt = utcNow;
        MayHaveTakenEffect = true;
    }

    public void Accepted()
    {
        IsAccepted = true;
        _accepted.Set(true);
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

    /// <summary>Records why the step is skipped.</summary>
    public void Skipped(Problem problem)
    {
        Problem = problem;
        Ended();
    }

    /// <summary>Signals to all waiting steps that this step has ended.</summary>
    public void Ended()
    {
        _accepted.Set(false);
        _settled.Set(false);
    }
}
