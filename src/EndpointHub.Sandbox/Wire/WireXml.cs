using System.Globalization;
using System.Text;
using System.Xml;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Writes the elements of a response; what is null is left out.</summary>
public sealed class WireXml : IDisposable
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private readonly MemoryStream _bytes = new();
    private readonly XmlWriter _writer;
    private readonly string _namespace;

    internal WireXml(string @namespace)
    {
        _writer = XmlWriter.Create(_bytes, Settings);
        _namespace = @namespace;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _bytes.Dispose();
    }

    internal byte[] ToBytes()
    {
        _writer.Flush();
        return _bytes.ToArray();
    }

    internal void Element(string name, Action<WireXml> content)
    {
        _writer.WriteStartElement(name, _namespace);
        content(this);
        _writer.WriteEndElement();
    }

    internal void String(string name, string? value)
    {
        if (value is not null)
            _writer.WriteElementString(name, _namespace, Writable(value));
    }

    /// <summary>An error repeats what was asked, and that may hold characters which XML has no way to write.</summary>
    private static string Writable(string text) => text.All(XmlConvert.IsXmlChar)
        ? text
        : string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\ufffd" : r.ToString()));

    internal void Integer(string name, int? value) => String(name, value?.ToString(CultureInfo.InvariantCulture));

    internal void Long(string name, long? value) => String(name, value?.ToString(CultureInfo.InvariantCulture));

    internal void Boolean(string name, bool? value) => String(name, value is { } known ? XmlConvert.ToString(known) : null);

    internal void Timestamp(string name, DateTimeOffset? value) =>
        String(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    internal void Structure<T>(string name, T? value, Action<WireXml, T> write)
        where T : class
    {
        if (value is not null)
            Element(name, xml => write(xml, value));
    }

    /// <param name="name">The list's own element.</param>
    /// <param name="items">What is in it.</param>
    /// <param name="always">Whether an empty list is written as an empty element, or not at all.</param>
    /// <param name="write">Writes one item with its element.</param>
    internal void List<T>(string name, List<T> items, bool always, Action<WireXml, T> write)
    {
        if (items.Count == 0 && !always)
            return;
        Element(name, xml =>
        {
            foreach (var item in items)
                write(xml, item);
        });
    }
}
