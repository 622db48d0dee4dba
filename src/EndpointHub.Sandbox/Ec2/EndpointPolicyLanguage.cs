using System.Text.Json;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>The elements of other policies that an endpoint policy may not contain.</summary>
internal static class EndpointPolicyLanguage
{
    private const int FewestCharacters = 6;

    private static readonly char[] Wildcards = ['*', '?'];

    private static readonly HashSet<string> GeneratedIds = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:SourceAccount",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:VpceAccount",
        "aws:VpceOrgID",
    };

    public static IEnumerable<JsonElement> Statements(JsonElement document) =>
        document.TryGetProperty("Statement", out var statement) ? Items(statement).Where(item => item.ValueKind == JsonValueKind.Object) : [];

    public static bool IsFullAccess(JsonElement statement) =>
        statement.EnumerateObject().All(member => member.Name is "Sid" or "Effect" or "Action" or "Resource" or "Principal")
        && Is(statement, "Effect", "Allow")
        && Is(statement, "Action", "*")
        && Is(statement, "Resource", "*")
        && (Is(statement, "Principal", "*") || (statement.TryGetProperty("Principal", out var kinds) && Is(kinds, "AWS", "*")));

    /// <summary>The reason why a statement is refused; null when there is none.</summary>
    public static string? Violation(JsonElement statement) =>
        !statement.TryGetProperty("Principal", out _) && !statement.TryGetProperty("NotPrincipal", out _)
            ? "A statement has no Principal element."
            : Texts(statement, "Resource")
                .Concat(Texts(statement, "NotResource"))
                .Select(OfArn)
                .Concat(OfConditions(statement))
                .FirstOrDefault(found => found is not null);

    private static IEnumerable<string?> OfConditions(JsonElement statement) =>
        statement.TryGetProperty("Condition", out var condition) && condition.ValueKind == JsonValueKind.Object
            ? from operators in condition.EnumerateObject()
            where operators.Value.ValueKind == JsonValueKind.Object
            from key in operators.Value.EnumerateObject()
            from value in Texts(operators.Value, key.Name)
            select OfValue(operators.Name.Split(':')[^1], key.Name, value)
            : [];

    private static string? OfValue(string comparison, string key, string value)
    {
        var isString = comparison.StartsWith("String", StringComparison.OrdinalIgnoreCase);
        var readsWildcards =
            comparison.Contains("Like", StringComparison.OrdinalIgnoreCase) || comparison.StartsWith("Arn", StringComparison.OrdinalIgnoreCase);
        var isWild = readsWildcards && value.IndexOfAny(Wildcards) >= 0;
        return GeneratedIds.Contains(key) && (isWild || comparison.StartsWith("Numeric", StringComparison.OrdinalIgnoreCase))
                ? $"The condition key {key} takes neither wildcards nor numeric operators."
            : isString && isWild && value.Split(Wildcards) is var parts && Enumerable.Range(1, parts.Length - 1).Any(at => IsLoose(parts, at))
                ? "A wildcard in a string condition needs at least six consecutive characters before or after it."
            : OfArn(value);
    }

    private static bool IsLoose(string[] parts, int wildcard) =>
        parts[wildcard - 1].Length < FewestCharacters && parts[wildcard].Length < FewestCharacters;

    private static string? OfArn(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal)
        && text.Split(':', 6) is { Length: > 4 } fields
        && fields[4].IndexOfAny(Wildcards) >= 0
        && fields[4].Any(char.IsAsciiDigit)
            ? "The account of an ARN is an account ID or a wildcard, not both."
            : null;

    private static bool Is(JsonElement members, string name, string value) =>
        members.ValueKind == JsonValueKind.Object && Texts(members, name).ToList() is [var only] && only == value;

    private static IEnumerable<string> Texts(JsonElement members, string name) =>
        members.TryGetProperty(name, out var value)
            ? Items(value).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
            : [];

    private static List<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
