using System.Management.Automation;
using EndpointHub.Errors;

namespace EndpointHub.Cmdlets;

/// <summary>Every error that a cmdlet reports is made here, from a problem of the domain.</summary>
internal static class Errors
{
    /// <summary>Makes a problem an error: its code is the id, its resource the target, its remedy the recommended action.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="target">The object at hand, or null to take the resource's name.</param>
    /// <param name="cause">What was caught, or null.</param>
    internal static ErrorRecord From(Problem problem, object? target = null, Exception? cause = null) =>
        new(new EndpointHubException(problem, cause), problem.Code, CategoryOf(problem.Kind), target ?? problem.Resource)
        {
            ErrorDetails = new ErrorDetails(Message(problem)) { RecommendedAction = problem.Remedy },
        };

    /// <summary>Makes an exception that nobody handled an error; its type's name is the id.</summary>
    internal static ErrorRecord From(Exception failure) => failure is EndpointHubException known
        ? From(known.Problem, target: null, known.InnerException)
        : new ErrorRecord(failure, failure.GetType().Name, ErrorCategory.NotSpecified, targetObject: null);

    /// <summary>A failure as one line for people.</summary>
    internal static string Describe(Exception failure) => failure is EndpointHubException known ? Describe(known.Problem) : failure.Message;

    /// <summary>A problem as one line for people: what, why, and what to do.</summary>
    internal static string Describe(Problem problem) => string.Join(" ", new[] { problem.ToString(), problem.Advice, problem.Command }.OfType<string>());

    // PowerShell 7 shows the recommended action below the message; Windows PowerShell does not show it. Advice that belongs to a command is a part of the message.
    private static string Message(Problem problem) =>
#if NET
        problem is { Command: not null, Advice: { } advice } ? $"{problem} {advice}" : problem.ToString();
#else
        Describe(problem);
#endif

    private static ErrorCategory CategoryOf(ProblemKind kind) => kind switch
    {
        ProblemKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ProblemKind.NotFound => ErrorCategory.ObjectNotFound,
        ProblemKind.Conflict => ErrorCategory.ResourceExists,
        ProblemKind.Authentication => ErrorCategory.AuthenticationError,
        ProblemKind.PermissionDenied => ErrorCategory.PermissionDenied,
        ProblemKind.Unsafe => ErrorCategory.SecurityError,
        ProblemKind.Failed => ErrorCategory.OperationStopped,
        _ => ErrorCategory.NotSpecified,
    };
}
