using EndpointHub.Values;

namespace EndpointHub.Errors;

/// <summary>
/// Why something is not done: one cause, about one resource, with what to do. It is data, so a plan can carry it and a person can read it.
/// </summary>
/// <param name="Code">The cause's id, for example <c>CidrOverlap</c>: one per cause, all made in <see cref="Problems"/>.</param>
/// <param name="Kind">What sort of cause it is.</param>
/// <param name="Resource">The id or name of what it is about.</param>
/// <param name="Reason">The reason, as a sentence.</param>
/// <param name="Advice">What the operator can do, or has to know before the command is run, as sentences; null when the command says all.</param>
public sealed record Problem(string Code, ProblemKind Kind, string Resource, string Reason, string? Advice = null)
{
    /// <summary>The reason, as sentences. Untrusted text in them is escaped.</summary>
    public string Reason
    {
        get;
        init => field = DisplayText.Escape(value);
    } = DisplayText.Escape(Reason);

    /// <summary>
    /// What to do, or what to know before the command is run, as sentences; null when the command says all. Untrusted text is escaped.
    /// </summary>
    public string? Advice
    {
        get;
        init => field = Escaped(value);
    } = Escaped(Advice);

    /// <summary>
    /// The command to run next, as it stands: region, profile where one was given, and ids are filled in. Null where no command serves.
    /// </summary>
    public string? Command => CommandLine?.Text;

    /// <summary>What to do: <see cref="Command"/>, else <see cref="Advice"/>.</summary>
    public string Remedy => Command ?? Advice ?? CommandLine?.ToString() ?? "";

    internal CommandLine? CommandLine { get; init; }

    /// <summary>Resource and reason.</summary>
    /// <returns>One line for people.</returns>
    public override string ToString() => $"{DisplayText.EscapeValue(Resource)}: {Reason}";

    /// <summary>Completes the command with what the factory of a problem does not know.</summary>
    /// <param name="region">The region that the operation acts in, or null where it is not known.</param>
    /// <param name="profileName">The profile that the operator named, or null.</param>
    internal Problem In(string? region, string? profileName) =>
        CommandLine is null ? this : this with { CommandLine = CommandLine.In(region, profileName) };

    /// <summary>Adds the changes that were made before a call failed.</summary>
    /// <param name="changes">The descriptions of the changes that are in effect.</param>
    internal Problem After(IReadOnlyCollection<string> changes)
    {
        const int Shown = 5;
        var more = changes.Count > Shown ? $"; {changes.Count - Shown} more" : "";
        var text = changes.Count == 0 ? "None of its changes was made." : $"Made before: {string.Join("; ", changes.Take(Shown))}{more}.";
        return this with { Reason = $"{NameAnswers.Sentence(Reason)} {text}" };
    }

    private static string? Escaped(string? text) => text is null ? null : DisplayText.Escape(text);
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
