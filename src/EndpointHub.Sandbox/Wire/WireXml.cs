using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Xml;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Writes the members of a response as XML elements.</summary>
/// <remarks>
/// It writes bytes directly instead of using XmlWriter: a response has only elements and text, and lists of thousands must take only milliseconds.
/// </remarks>
internal sealed class WireXml : WireWriter
{
    /// <summary>
    /// The characters that XML cannot represent, not even escaped. An error message that repeats part of the request can contain them.
    /// </summary>
    private static readonly SearchValues<char> Unwritable = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(c => (char)c).Except(['\t', '\n', '\r']),
        '\ufffe',
        '\uffff',
    ]);

    /// <summary>The HTML encoder is also correct for XML: it escapes every character that XML requires, and its escapes are valid in XML.</summary>
    private static readonly HtmlEncoder Escapes = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    private WireXml() { }

    /// <summary>Writes a complete document.</summary>
    public static ReadOnlyMemory<byte> Document(string root, string @namespace, Action<WireXml> content)
    {
        var xml = new WireXml();
        xml.Tag("<?xml version=\"1.0\" encoding=\"utf-8\"?><"u8, @namespace.Length > 0 ? $"{root} xmlns=\"{@namespace}\"" : root, ">"u8);
        content(xml);
        xml.Close(root);
        return xml._bytes.WrittenMemory;
    }

    public void Element(string name, Action<WireXml> content)
    {
        Open(name);
        content(this);
        Close(name);
    }

    public override void String(string name, string? value)
    {
        if (value is null)
            return;
        var text = Escaped(value);
        var room = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length + text.Length + name.Length + 5));
        var rest = Put(Put(Put(Put(Put(Put(Put(room, "<"u8), name), ">"u8), text), "</"u8), name), ">"u8);
        _bytes.Advance(room.Length - rest.Length);
    }

    public override void Long(string name, long? value) => String(name, value?.ToString(CultureInfo.InvariantCulture));

    public override void Boolean(string name, bool? value) => String(name, value is { } known ? XmlConvert.ToString(known) : null);

    public override void Timestamp(string name, DateTimeOffset? value) =>
        String(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    protected override void BeginStructure(string name) => Open(name);

    protected override void EndStructure(string name) => Close(name);

    protected override void BeginList(string name) => Open(name);

    protected override void EndList(string name) => Close(name);

    protected override void EmptyList(string name) => Tag("<"u8, name, "/>"u8);

    private static string Escaped(string text) =>
        Escapes.Encode(text.AsSpan().IndexOfAny(Unwritable) < 0 ? text : string.Concat(text.Select(c => Unwritable.Contains(c) ? '\ufffd' : c)));

    private static Span<byte> Put(Span<byte> room, ReadOnlySpan<byte> mark)
    {
        mark.CopyTo(room);
        return room[mark.Length..];
    }

    private static Span<byte> Put(Span<byte> room, string text) => room[Encoding.UTF8.GetBytes(text, room)..];

    private void Open(string name) => Tag("<"u8, name, ">"u8);

    private void Close(string name) => Tag("</"u8, name, ">"u8);

    private void Tag(ReadOnlySpan<byte> begin, string name, ReadOnlySpan<byte> end)
    {
        var room = _bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length + begin.Length + end.Length));
        _bytes.Advance(room.Length - Put(Put(Put(room, begin), name), end).Length);
    }
}
