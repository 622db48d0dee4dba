using System.Management.Automation;
using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets;

/// <summary>Creates every error that a cmdlet reports, from a problem of the domain.</summary>
internal static class Errors
{
    /// <summary>Creates an error from a problem. The code becomes the id, the resource the target, and the remedy the recommended action.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="target">The target object; null for the name of the resource.</param>
    /// <param name="cause">The exception that caused it, or null.</param>
    internal static ErrorRecord From(Problem problem, object? target = null, Exception? cause = null) =>
        new(new EndpointHubException(problem, cause), problem.Code, CategoryOf(problem.Kind), target ?? problem.Resource)
        {
            ErrorDetails = new ErrorDetails(Message(problem)) { RecommendedAction = problem.Remedy },
        };

    /// <summary>Creates an error from an unhandled exception. The name of its type becomes the id.</summary>
    internal static ErrorRecord From(Exception failure) =>
        failure is EndpointHubException known
            ? From(known.Problem, target: null, known.InnerException)
            : new ErrorRecord(failure, failure.GetType().Name, ErrorCategory.NotSpecified, targetObject: null)
            {
                ErrorDetails = new ErrorDetails(DisplayText.Escape(failure.Message)),
            };

    /// <summary>Formats an exception as one line.</summary>
    internal static string Describe(Exception failure) =>
        failure is EndpointHubException known ? Describe(known.Problem) : DisplayText.Escape(failure.Message);

    /// <summary>Formats a problem as one line with its remedy.</summary>
    internal static string Describe(Problem problem) =>
        string.Join(" ", new[] { problem.ToString(), problem.Advice, problem.Command }.OfType<string>());

    // PowerShell 7 shows the recommended action below the message; Windows PowerShell does not show it. Advice that belongs to a command is a part of
    // the message.
    private static string Message(Problem problem) =>
#if NET
        problem is { Command: not null, Advice: { } advice } ? $"{problem} {advice}" : problem.ToString();
#else
        Describe(problem);
#endif

    private static ErrorCategory CategoryOf(ProblemKind kind) =>
        kind switch
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
