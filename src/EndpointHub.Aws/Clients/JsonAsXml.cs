using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace EndpointHub.Aws.Clients;

/// <summary>Converts a JSON response to equivalent XML, so that the generated readers serve both. Null members are left out.</summary>
/// <remarks>
/// Where the framework has no System.Text.Json, AWSSDK.Core provides it. The BCL's own mapping to XML does not detect a truncated document.
/// </remarks>
internal static class JsonAsXml
{
    // The name of list items in the service models. JSON has no name for them.
    private const string Item = "member";

    /// <exception cref="XmlException">The document is truncated, empty, or not JSON.</exception>
    public static XElement Load(Stream stream)
    {
        try
        {
            using var json = JsonDocument.Parse(stream);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Element("answer", json.RootElement)
                : throw new JsonException("The document is not a JSON object.");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // An incomplete surrogate pair is detected only when the text is read.
            throw new XmlException(broken.Message, broken);
        }
    }

    private static XElement Element(string name, JsonElement value) =>
        new(
            XmlConvert.EncodeLocalName(name),
            value.ValueKind switch
            {
                JsonValueKind.Object => value
                    .EnumerateObject()
                    .Where(static member => member.Value.ValueKind != JsonValueKind.Null)
                    .Select(static member => Element(member.Name, member.Value)),
                JsonValueKind.Array => value.EnumerateArray().Select(static item => Element(Item, item)),
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            }
        );
}
