using System.Text.Json;

namespace EndpointHub.Sandbox.Wire;

/// <summary>A JSON body as a tree. What is null is as good as not there.</summary>
internal static class JsonBodyReader
{
    /// <summary>The models call the items of a list so; JSON itself gives them no name.</summary>
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
                throw WireFormatException.Malformed("The body is no JSON object.");
            ReadInto(node, json.RootElement);
            return node;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair is no UTF-8; an escaped one is found only when the text is taken.
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
