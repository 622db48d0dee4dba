using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// What endpoint policies may not contain although it is valid in other policies (PrivateLink guide, endpoint policies: considerations).
/// </summary>
internal static class EndpointPolicyLanguage
{
    private const int FewestCharacters = 6;

    // AWS names two of these keys as examples. The others contain identifiers of the same kinds.
    private static readonly HashSet<string> KeysOfGeneratedIds = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalAccount",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:SourceAccount",
        "aws:ResourceAccount",
        "aws:VpceAccount",
        "aws:PrincipalOrgID",
        "aws:ResourceOrgID",
        "aws:VpceOrgID",
    };

    /// <summary>Checks a policy document that <see cref="PolicyDocument"/> accepts.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The first reason why AWS refuses it for an endpoint, as a sentence; null when there is none.</returns>
    public static string? Violation(string json)
    {
        var statement = (JsonText.Read(json) as Dictionary<string, object?>)?["Statement"];
        return (statement as List<object?> ?? [statement]).OfType<Dictionary<string, object?>>().SelectMany(Violations).FirstOrDefault();
    }

    private static IEnumerable<string> Violations(Dictionary<string, object?> statement)
    {
        if (!statement.ContainsKey("Principal") && !statement.ContainsKey("NotPrincipal"))
            yield return "a statement of an endpoint policy has to have a Principal.";
        foreach (var arn in Arns(statement, "Resource").Concat(Arns(statement, "NotResource")).Where(HasPartOfAccount))
            yield return $"the account in {arn} has to be an account ID or a wildcard, not both.";
        foreach (var violation in PolicyCondition.From(statement).SelectMany(Violations))
            yield return violation;
    }

    private static IEnumerable<string> Violations(PolicyCondition condition)
    {
        if (KeysOfGeneratedIds.Contains(condition.Key) && condition.IsNumeric)
            yield return $"{condition.Key} cannot be compared with a numeric operator in an endpoint policy.";
        foreach (var value in condition.PlainValues)
        {
            if (condition.ReadsWildcards && KeysOfGeneratedIds.Contains(condition.Key) && value.IndexOfAny(['*', '?']) >= 0)
                yield return $"{condition.Key} cannot be compared with a wildcard in an endpoint policy, as in {value}.";
            else if (condition.IsStringPattern && HasLooseWildcard(value))
                yield return $"each wildcard in an endpoint policy needs six consecutive characters before or after it, unlike {value}.";
            if (HasPartOfAccount(value))
                yield return $"the account in {value} has to be an account ID or a wildcard, not both.";
        }
    }

    private static List<string> Arns(Dictionary<string, object?> statement, string name) => PolicyJson.Texts(statement, name) ?? [];

    private static bool HasPartOfAccount(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal)
        && text.Split([':'], 6).ElementAtOrDefault(4) is { Length: > 1 } account
        && account.IndexOfAny(['*', '?']) >= 0
        && account.Any(digit => digit is >= '0' and <= '9');

    private static bool HasLooseWildcard(string text)
    {
        for (var at = text.IndexOfAny(['*', '?']); at >= 0; at = text.IndexOfAny(['*', '?'], at + 1))
        {
            var before = at - 1 - (at == 0 ? -1 : text.LastIndexOfAny(['*', '?'], at - 1));
            var next = text.IndexOfAny(['*', '?'], at + 1);
            var after = (next < 0 ? text.Length : next) - at - 1;
            if ((at == 0 || before < FewestCharacters) && after < FewestCharacters)
                return true;
        }

        return false;
    }
}
