using System.Text;
using EndpointHub.Values;

namespace EndpointHub.Errors;

/// <summary>The resource that answers for private names in a spoke.</summary>
internal enum AnswerSource
{
    /// <summary>It is not known, because the response to a change was lost.</summary>
    Unknown,

    /// <summary>Nothing in the VPC. The names resolve publicly, or not at all.</summary>
    None,

    /// <summary>The spoke's own endpoint.</summary>
    OwnEndpoint,

    /// <summary>A zone of the hub.</summary>
    Hub,
}

/// <summary>The known answers for the names of one zone in a spoke.</summary>
/// <param name="ZoneName">The zone.</param>
/// <param name="Source">The resource that answers.</param>
/// <param name="IsConfirmed">False if AWS has accepted the change that lets the source answer, and its completion was not observed.</param>
/// <param name="EndpointId">The spoke's own endpoint if it is the source, otherwise null.</param>
internal sealed record NameAnswer(string ZoneName, AnswerSource Source, bool IsConfirmed, string? EndpointId = null);

/// <summary>The known answers for a spoke's names at the end of a command that moves them. The worst is said first.</summary>
/// <param name="VpcId">The spoke.</param>
/// <param name="All">The answers.</param>
internal sealed record NameAnswers(string VpcId, ValueList<NameAnswer> All)
{
    /// <summary>True if every name has a private answer, and this was observed.</summary>
    public bool AreCertain => All.All(answer => answer is { IsConfirmed: true, Source: AnswerSource.Hub or AnswerSource.OwnEndpoint });

    /// <summary>Adds the answers to the reason of a problem. Names that may have none come first.</summary>
    /// <param name="problem">The problem.</param>
    public Problem AddTo(Problem problem) =>
        problem with
        {
            Reason =
                All.Count == 0 ? problem.Reason
                : AreCertain ? $"{Sentence(problem.Reason)} {Capitalized(ToString())}"
                : $"{this} {Capitalized(problem.Reason)}",
        };

    /// <summary>Ends a text with a full stop. The messages of AWS often lack it.</summary>
    /// <param name="text">The text.</param>
    public static string Sentence(string text) => text.LastOrDefault() == '.' ? text : text + ".";

    /// <summary>Begins a text with a capital letter, unless it begins with an id or an API action.</summary>
    /// <param name="text">The text.</param>
    public static string Capitalized(string text) =>
        text.Split(' ')[0].All(letter => letter is >= 'a' and <= 'z')
            ? new StringBuilder(text) { [0] = char.ToUpperInvariant(text[0]) }.ToString()
            : text;

    /// <summary>One sentence for the names with the same answer.</summary>
    /// <returns>The sentences. The first one begins with a small letter, because a resource precedes it.</returns>
    public override string ToString() =>
        string.Join(
            " ",
            All.GroupBy(answer => answer with { ZoneName = "" })
                .OrderBy(same => same.Key.IsConfirmed)
                .ThenBy(same => same.Key.Source)
                .Select(same =>
                    $"the names of {string.Join(", ", same.Select(answer => answer.ZoneName).Distinct(StringComparer.Ordinal))} {Verb(same.Key)}."
                )
                .Select((sentence, position) => position == 0 ? sentence : Capitalized(sentence))
        );

    private string Verb(NameAnswer answer) =>
        answer switch
        {
            { Source: AnswerSource.Unknown } => $"may have no private answer in {VpcId} now: it is not known which changes took effect",
            { Source: AnswerSource.None } => $"have no private answer in {VpcId} now",
            { IsConfirmed: false } =>
                $"may still have no private answer in {VpcId}: AWS has accepted that {Name(answer)} answers, and it could not be confirmed",
            _ => $"resolve to {Name(answer)} in {VpcId}",
        };

    private static string Name(NameAnswer answer) => answer.EndpointId ?? "the hub";
}
