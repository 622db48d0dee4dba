using EndpointHub.Errors;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>The failure of a step.</summary>
internal sealed class StepFailure : Exception
{
    public StepFailure(Problem problem, bool mayHaveTakenEffect, Exception? innerException = null)
        : base(problem.ToString(), innerException)
    {
        Problem = problem;
        MayHaveTakenEffect = mayHaveTakenEffect;
    }

    public Problem Problem { get; }

    /// <summary>
    /// Gets whether the call may have taken effect. It is false only if AWS refused the call, so that nothing has to be rolled back.
    /// </summary>
    public bool MayHaveTakenEffect { get; }
}
