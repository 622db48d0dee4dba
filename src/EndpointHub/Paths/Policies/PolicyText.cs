using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// Policy documents as texts. AWS hands a document back in another layout than it was given in, and writes full access in more than one wording,
/// so texts are compared by what they say: the order of members and list items, white space, and a list of one around a value say nothing.
/// </summary>
internal static class PolicyText
{
    /// <summary>The most characters that an endpoint's policy may have, white space included (VPC user guide, quotas).</summary>
    public const int LongestDocument = 20_480;

    private static readonly string FullAccess = Canonical(new Dictionary<string, object?>
    {
        ["Effect"] = "Allow",
        ["Action"] = "*",
        ["Resource"] = "*",
        ["Principal"] = "*",
    });

    /// <summary>What keeps a text from being an endpoint's policy.</summary>
    /// <param name="document">The text.</param>
    /// <returns>The reason as a sentence, or null for a policy.</returns>
    public static string? Validate(string document) => document.Length > LongestDocument
        ? FormattableString.Invariant($"it has {document.Length} characters, and AWS takes {LongestDocument}.")
        : PolicyDocument.Validate(document);

    /// <summary>A document, unless it allows everything.</summary>
    /// <param name="document">The document, or null.</param>
    /// <returns>The document; null for full access.</returns>
    public static string? RestrictiveOrNull(string? document) => document is not { Length: > 0 } || AllowsEverything(document) ? null : document;

    /// <summary>True if two documents say the same.</summary>
    /// <param name="left">One, or null for full access.</param>
    /// <param name="right">The other, or null for full access.</param>
    /// <returns>True if they do; a text that is no policy says the same as itself only.</returns>
    public static bool AreSame(string? left, string? right)
    {
        var (one, other) = (RestrictiveOrNull(left), RestrictiveOrNull(right));
        return one == other || (one is not null && other is not null && Read(one) is { } first && Read(other) is { } second && Canonical(first) == Canonical(second));
    }

    private static bool AllowsEverything(string document)
    {
        if (Read(document) is not { } members || !members.TryGetValue("Statement", out var held))
            return false;

        var statement = held is List<object?> { Count: 1 } list ? list[0] : held;
        return statement is Dictionary<string, object?> only && Canonical(only.Where(member => member.Key != "Sid").ToDictionary(member => member.Key, member => member.Value)) == FullAccess;
    }

    private static Dictionary<string, object?>? Read(string document)
    {
        try
        {
            return JsonText.Read(document) as Dictionary<string, object?>;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Every list in a policy is a set (IAM user guide, policy grammar).
    private static string Canonical(object? value) => value switch
    {
        Dictionary<string, object?> { Count: 1 } everybody when everybody.TryGetValue("AWS", out var account) && Canonical(account) == Canonical("*") => Canonical("*"),
        Dictionary<string, object?> members => $"{{{string.Join(",", members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{Quoted(member.Key)}:{Canonical(member.Value)}"))}}}",
        List<object?> { Count: 1 } single => Canonical(single[0]),
        List<object?> items => $"[{string.Join(",", items.Select(Canonical).Distinct(StringComparer.Ordinal).OrderBy(item => item, StringComparer.Ordinal))}]",
        string text => Quoted(text),
        bool truth => Quoted(truth ? "true" : "false"),
        _ => "null",
    };

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
