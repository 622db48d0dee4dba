using System.Text.Json;

namespace EndpointHub.Aws.Reading;

/// <summary>Endpoint policies. AWS writes full access as a document of its own, in more than one wording.</summary>
internal static class EndpointPolicy
{
    /// <summary>The document, unless it allows everything.</summary>
    /// <param name="document">The document as AWS tells it, or null.</param>
    /// <returns>The document; null for full access.</returns>
    public static string? Narrowing(string? document) => document is not { Length: > 0 } || IsFullAccess(document) ? null : document;

    private static bool IsFullAccess(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement.TryGetProperty("Statement", out var statements)
                && (statements.ValueKind == JsonValueKind.Array
                    ? statements.GetArrayLength() == 1 && AllowsAll(statements[0])
                    : AllowsAll(statements));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool AllowsAll(JsonElement statement) =>
        statement.ValueKind == JsonValueKind.Object
        && Is(statement, "Effect", "Allow") && Is(statement, "Action", "*") && Is(statement, "Resource", "*") && Is(statement, "Principal", "*")
        && !statement.TryGetProperty("Condition", out _);

    private static bool Is(JsonElement statement, string member, string text) => statement.TryGetProperty(member, out var value) && Only(value) == text;

    // "*", ["*"] and {"AWS": "*"} say the same.
    private static string? Only(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.GetArrayLength() == 1 => Only(value[0]),
        JsonValueKind.Object when value.TryGetProperty("AWS", out var accounts) => Only(accounts),
        _ => null,
    };
}
