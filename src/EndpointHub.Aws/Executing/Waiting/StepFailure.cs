using EndpointHub.Errors;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>A step did not come to its end.</summary>
internal sealed class StepFailure : Exception
{
    public StepFailure(Problem problem, bool mayHaveTakenEffect, Exception? innerException = null)
        : base(problem.ToString(), innerException)
    {
        Problem = problem;
        MayHaveTakenEffect = mayHaveTakenEffect;
    }

    public Problem Problem { get; }

    /// <summary>False only when AWS refused the call: then nothing has to be taken back.</summary>
    public bool MayHaveTakenEffect { get; }
}
