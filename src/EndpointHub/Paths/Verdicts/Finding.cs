using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>One cause that affects a path, with the resources that decided and what corrects it.</summary>
/// <param name="Code">The cause.</param>
/// <param name="Resource">The id or name of the resource that decided; the first one where several did.</param>
/// <param name="Reason">What is wrong, as sentences that begin with the resource.</param>
/// <param name="Advice">What to do, or what to know before the command is run, as sentences; null when the command says all.</param>
public sealed record Finding(FindingCode Code, string Resource, string Reason, string? Advice = null)
{
    /// <summary>All resources that the cause affects, <see cref="Resource"/> first.</summary>
    public ValueList<string> Resources { get; init; } = ValueList.Of(Resource);

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

    /// <summary>
    /// What to do: <see cref="Command"/>, with what has to follow it where the command alone corrects nothing; else <see cref="Advice"/>.
    /// </summary>
    public string Remedy =>
        (Continuation is null || Command is null ? Command : $"{Command}, and {Continuation}") ?? Advice ?? CommandLine?.ToString() ?? "";

    /// <summary>The part of the path it belongs to.</summary>
    public PathLayer Layer => FindingNature.Of(Code).Layer;

    /// <summary>What it does to the verdict.</summary>
    public FindingEffect Effect => FindingNature.Of(Code).Effect;

    internal CommandLine? CommandLine { get; init; }

    /// <summary>What has to follow the command, as the second part of a sentence; null when the command is enough.</summary>
    internal string? Continuation { get; init; }

    /// <summary>True if it is about the way of image pulls to their layers in S3, not about the hub's endpoint.</summary>
    internal bool IsAboutLayers { get; init; }

    /// <summary>Code, resource and reason.</summary>
    /// <returns>One line for people.</returns>
    public override string ToString() => $"{Code}: {DisplayText.EscapeValue(Resource)} {Reason}";

    private static string? Escaped(string? text) => text is null ? null : DisplayText.Escape(text);
}

/// <summary>The parts of a path.</summary>
public enum PathLayer
{
    /// <summary>From a name to the endpoint's addresses.</summary>
    Name,

    /// <summary>From a client to an address, and back.</summary>
    Packet,

    /// <summary>What the endpoint lets through of what reaches it.</summary>
    Policy,
}

/// <summary>What a finding does to the verdict.</summary>
public enum FindingEffect
{
    /// <summary>Nothing: it is worth knowing.</summary>
    Warns,

    /// <summary>The network as read does not decide; the verdict is Unknown when nothing fails.</summary>
    Unsettles,

    /// <summary>The verdict is Unreachable.</summary>
    Fails,
}
