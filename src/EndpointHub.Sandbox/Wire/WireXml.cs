using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Xml;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Writes the elements of a response; what is null is left out.</summary>
/// <remarks>Straight into bytes: an answer is elements and text and nothing else, and lists of thousands are to be there in milliseconds.</remarks>
internal sealed class WireXml : WireWriter
{
    /// <summary>An error repeats what was asked, and that may hold characters which XML has no way to write, not even escaped.</summary>
    private static readonly SearchValues<char> Unwritable =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c).Except(['\t', '\n', '\r']), '\ufffe', '\uffff']);

    /// <summary>What it leaves alone needs no escape in XML, and the escapes that it uses are XML's as well.</summary>
    private static readonly HtmlEncoder Escapes = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    private WireXml()
    {
    }

    /// <summary>A whole document.</summary>
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
        if (value is null) return;
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
