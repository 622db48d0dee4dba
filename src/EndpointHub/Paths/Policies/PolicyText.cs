using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// Compares the texts of policy documents. AWS returns a document in another layout than it was specified in, and full access in several forms,
/// so texts are compared by meaning: the order of members and list items, white space, and lists with a single item are ignored.
/// </summary>
internal static class PolicyText
{
    /// <summary>The maximum length of an endpoint policy in characters, including white space (VPC user guide, quotas).</summary>
    public const int LongestDocument = 20_480;

    private static readonly string FullAccess = Canonical(
        new Dictionary<string, object?>
        {
            ["Effect"] = "Allow",
            ["Action"] = "*",
            ["Resource"] = "*",
            ["Principal"] = "*",
        }
    );

    /// <summary>Checks that a text is an endpoint policy.</summary>
    /// <param name="document">The text.</param>
    /// <returns>The reason why it is not, as a sentence; null for a policy.</returns>
    public static string? Validate(string document) =>
        document.Length > LongestDocument
            ? FormattableString.Invariant($"it has {document.Length} characters, but AWS allows at most {LongestDocument}.")
            : PolicyDocument.Validate(document) ?? EndpointPolicyLanguage.Violation(document);

    /// <summary>Replaces a document that allows everything by null.</summary>
    /// <param name="document">The document, or null.</param>
    /// <returns>The document; null for full access.</returns>
    public static string? RestrictiveOrNull(string? document) => document is not { Length: > 0 } || AllowsEverything(document) ? null : document;

    /// <summary>True if two documents have the same meaning.</summary>
    /// <param name="left">The first document, or null for full access.</param>
    /// <param name="right">The second document, or null for full access.</param>
    /// <returns>True if they have. A text that is not a policy has the same meaning as an identical text only.</returns>
    public static bool AreSame(string? left, string? right)
    {
        var (one, other) = (RestrictiveOrNull(left), RestrictiveOrNull(right));
        return one == other
            || (one is not null && other is not null && Read(one) is { } first && Read(other) is { } second && Canonical(first) == Canonical(second));
    }

    private static bool AllowsEverything(string document)
    {
        if (Read(document) is not { } members || !members.TryGetValue("Statement", out var held))
            return false;

        var statement = held is List<object?> { Count: 1 } list ? list[0] : held;
        return statement is Dictionary<string, object?> only
            && Canonical(only.Where(member => member.Key != "Sid").ToDictionary(member => member.Key, member => member.Value)) == FullAccess;
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
    private static string Canonical(object? value) =>
        value switch
        {
            Dictionary<string, object?> { Count: 1 } everybody
                when everybody.TryGetValue("AWS", out var account) && Canonical(account) == Canonical("*") => Canonical("*"),
            Dictionary<string, object?> members =>
                $"{{{string.Join(",", members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{Quoted(member.Key)}:{Canonical(member.Value)}"))}}}",
            List<object?> { Count: 1 } single => Canonical(single[0]),
            List<object?> items =>
                $"[{string.Join(",", items.Select(Canonical).Distinct(StringComparer.Ordinal).OrderBy(item => item, StringComparer.Ordinal))}]",
            string text => Quoted(text),
            bool truth => Quoted(truth ? "true" : "false"),
            _ => "null",
        };

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
