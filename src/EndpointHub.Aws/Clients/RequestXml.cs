using System.Globalization;
using System.Text;
using System.Xml;

namespace EndpointHub.Aws.Clients;

/// <summary>Writes the XML body of a request. Null members are left out.</summary>
internal sealed class RequestXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly XmlWriter _writer;
    private readonly string _namespace;
    private int _elements;

    private RequestXml(XmlWriter writer, string xmlNamespace)
    {
        _writer = writer;
        _namespace = xmlNamespace;
    }

    /// <summary>Returns null if there is no member. botocore sends no body in that case either.</summary>
    public static byte[]? Write(string root, string xmlNamespace, Action<RequestXml> members)
    {
        using var bytes = new MemoryStream();
        using var writer = XmlWriter.Create(bytes, Settings);
        var xml = new RequestXml(writer, xmlNamespace);
        xml.Element(root, members);
        writer.Flush();
        return xml._elements > 1 ? bytes.ToArray() : null;
    }

    public void String(string name, string? value)
    {
        if (value is null)
            return;
        _elements++;
        _writer.WriteElementString(name, _namespace, value);
    }

    public void Integer(string name, int? value) => String(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Long(string name, long? value) => String(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Boolean(string name, bool? value) => String(name, value is { } known ? WireText.Of(known) : null);

    public void Timestamp(string name, DateTime? value) => String(name, value is { } known ? WireText.Of(known) : null);

    public void Structure<T>(string name, T? value, Action<RequestXml, T> write)
        where T : class
    {
        if (value is not null)
            Element(name, xml => write(xml, value));
    }

    /// <summary>Writes an empty list as an empty element, which differs from a missing one.</summary>
    public void List<T>(string name, List<T>? items, Action<RequestXml, T> write)
    {
        if (items is null)
            return;
        Element(
            name,
            xml =>
            {
                foreach (var item in items)
                    write(xml, item);
            }
        );
    }

    private void Element(string name, Action<RequestXml> content)
    {
        _elements++;
        _writer.WriteStartElement(name, _namespace);
        content(this);
        _writer.WriteEndElement();
    }
}
