using System.Text.Json;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Reads a JSON body into a tree. A member that is null counts as absent.</summary>
internal static class JsonBodyReader
{
    /// <summary>The name of list items in the models; in JSON they have no name.</summary>
    private const string Item = "member";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = WireNode.MaxDepth, AllowDuplicateProperties = false };

    /// <param name="body">May be empty: an operation without members sends none.</param>
    public static WireNode Read(string body)
    {
        var node = WireNode.Root();
        if (string.IsNullOrWhiteSpace(body))
            return node;
        try
        {
            using var json = JsonDocument.Parse(body, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw WireFormatException.Malformed("The body is not a JSON object.");
            ReadInto(node, json.RootElement);
            return node;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            // A lone surrogate is not valid UTF-8. If it is escaped, it is detected only when the text is read.
            throw WireFormatException.Malformed($"The JSON is not well formed: {broken.Message}");
        }
    }

    private static void ReadInto(WireNode node, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject().Where(static member => member.Value.ValueKind != JsonValueKind.Null))
                    ReadInto(node.Add(member.Name), member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    ReadInto(node.Add(Item), item);
                break;
            case JsonValueKind.String:
                node.Text = value.GetString();
                break;
            default:
                node.Text = value.GetRawText();
                break;
        }
    }
}
