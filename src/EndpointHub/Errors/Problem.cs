namespace EndpointHub.Errors;

/// <summary>Why something is not done: one cause, about one resource, with what to do. It is data, so a plan can carry it and a person can read it.</summary>
/// <param name="Code">The cause's id, for example <c>CidrOverlap</c>: one per cause, all made in <see cref="Problems"/>.</param>
/// <param name="Kind">What sort of cause it is.</param>
/// <param name="Resource">The id or name of what it is about.</param>
/// <param name="Reason">What is the matter, as a sentence.</param>
/// <param name="Remedy">What the operator can do, as a sentence.</param>
public sealed record Problem(string Code, ProblemKind Kind, string Resource, string Reason, string Remedy)
{
    /// <summary>Resource and reason.</summary>
    /// <returns>One line for people.</returns>
    public override string ToString() => $"{Resource}: {Reason}";
}

/// <summary>The sorts of causes; the cmdlets turn each into one of PowerShell's error categories.</summary>
public enum ProblemKind
{
    /// <summary>What was asked makes no sense as it was written.</summary>
    InvalidArgument,

    /// <summary>What was named does not exist, or cannot be seen with these credentials.</summary>
    NotFound,

    /// <summary>Something that stands there is in the way.</summary>
    Conflict,

    /// <summary>Who asks cannot be told, or is not who it should be.</summary>
    Authentication,

    /// <summary>AWS does not allow it to the caller.</summary>
    PermissionDenied,

    /// <summary>A safety rule refuses.</summary>
    Unsafe,

    /// <summary>AWS did not do it, or not in time.</summary>
    Failed,
}

/// <summary>Carries a <see cref="Problem"/> to whoever can report it.</summary>
public sealed class EndpointHubException : Exception
{
    /// <summary>Reports a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="innerException">What was caught, or null.</param>
    public EndpointHubException(Problem problem, Exception? innerException = null)
        : base(problem.ToString(), innerException) => Problem = problem;

    /// <summary>The problem.</summary>
    public Problem Problem { get; }
}
