using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Xml;

namespace EndpointHub.Aws.Clients;

/// <summary>Writes a request's JSON body; what is null is left out.</summary>
/// <remarks>By the BCL's mapping of XML to JSON, which both frameworks have: an attribute tells the type, and a list's items are called <c>item</c>.</remarks>
internal sealed class RequestJson
{
    private readonly XmlDictionaryWriter _writer;

    private RequestJson(XmlDictionaryWriter writer) => _writer = writer;

    public static byte[] Write(Action<RequestJson> members)
    {
        using var bytes = new MemoryStream();
        using (var writer = JsonReaderWriterFactory.CreateJsonWriter(bytes))
            new RequestJson(writer).Element("root", "object", members);
        return bytes.ToArray();
    }

    public void String(string name, string? value) => Value(name, "string", value);

    public void Integer(string name, int? value) => Value(name, "number", value?.ToString(CultureInfo.InvariantCulture));

    public void Structure<T>(string name, T? value, Action<RequestJson, T> write)
        where T : class
    {
        if (value is not null)
            Element(name, "object", json => write(json, value));
    }

    public void List<T>(string name, List<T>? items, Action<RequestJson, T> write)
    {
        if (items is null)
            return;
        Element(name, "array", json =>
        {
            foreach (var item in items)
                write(json, item);
        });
    }

    private void Value(string name, string type, string? value)
    {
        if (value is not null)
            Element(name, type, json => json._writer.WriteString(value));
    }

    private void Element(string name, string type, Action<RequestJson> content)
    {
        _writer.WriteStartElement(name);
        _writer.WriteAttributeString("type", type);
        content(this);
        _writer.WriteEndElement();
    }
}
