using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Writes the members of a response; what is null is left out. Items of a list have no name in JSON.</summary>
public sealed class WireJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private bool _isInList;

    private WireJson(Utf8JsonWriter json) => _json = json;

    /// <summary>A whole document.</summary>
    internal static ReadOnlyMemory<byte> Document(Action<WireJson> content)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            content(new WireJson(json));
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    internal void String(string name, string? value)
    {
        if (value is null) return;
        Name(name);
        _json.WriteStringValue(value);
    }

    internal void Integer(string name, int? value) => Long(name, value);

    internal void Long(string name, long? value)
    {
        if (value is not { } known) return;
        Name(name);
        _json.WriteNumberValue(known);
    }

    internal void Boolean(string name, bool? value)
    {
        if (value is not { } known) return;
        Name(name);
        _json.WriteBooleanValue(known);
    }

    /// <summary>Seconds since 1970 with their thousandths, as AWS's JSON protocols have it.</summary>
    internal void Timestamp(string name, DateTimeOffset? value)
    {
        if (value is not { } known) return;
        Name(name);
        _json.WriteNumberValue(known.ToUnixTimeMilliseconds() / 1000m);
    }

    internal void Structure<T>(string name, T? value, Action<WireJson, T> write)
        where T : class
    {
        if (value is null) return;
        Name(name);
        _json.WriteStartObject();
        Within(isList: false, () => write(this, value));
        _json.WriteEndObject();
    }

    /// <param name="name">The list's own name.</param>
    /// <param name="items">What is in it.</param>
    /// <param name="always">Whether an empty list is written as an empty array, or not at all.</param>
    /// <param name="write">Writes one item.</param>
    internal void List<T>(string name, List<T> items, bool always, Action<WireJson, T> write)
    {
        if (items.Count == 0 && !always) return;
        Name(name);
        _json.WriteStartArray();
        Within(isList: true, () =>
        {
            foreach (var item in items) write(this, item);
        });
        _json.WriteEndArray();
    }

    private void Name(string name)
    {
        if (!_isInList) _json.WritePropertyName(name);
    }

    private void Within(bool isList, Action content)
    {
        var before = _isInList;
        _isInList = isList;
        content();
        _isInList = before;
    }
}
