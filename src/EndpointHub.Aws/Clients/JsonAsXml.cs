using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace EndpointHub.Aws.Clients;

/// <summary>A JSON answer as the XML that would say the same, so that the generated readers serve both. What is null is as good as not there.</summary>
/// <remarks>System.Text.Json comes with AWSSDK.Core where the framework lacks it. The BCL's own mapping to XML cannot tell a document that is cut off.</remarks>
internal static class JsonAsXml
{
    // The models call the items of a list so; JSON itself gives them no name.
    private const string Item = "member";

    /// <exception cref="XmlException">The document is broken off, empty, or no JSON.</exception>
    public static XElement Load(Stream stream)
    {
        try
        {
            using var json = JsonDocument.Parse(stream);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Element("answer", json.RootElement) : throw new JsonException("It is no JSON object.");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is found only when the text is taken.
            throw new XmlException(broken.Message, broken);
        }
    }

    private static XElement Element(string name, JsonElement value) => new(XmlConvert.EncodeLocalName(name), value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Where(static member => member.Value.ValueKind != JsonValueKind.Null).Select(static member => Element(member.Name, member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Select(static item => Element(Item, item)),
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    });
}
