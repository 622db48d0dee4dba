using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Writes the members of a response as JSON. List items are written without their name.</summary>
internal sealed class WireJson : WireWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly Stack<bool> _isInList = new([false]);

    private WireJson(Utf8JsonWriter json) => _json = json;

    /// <summary>Writes a complete document.</summary>
    public static ReadOnlyMemory<byte> Document(Action<WireJson> content)
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

    public override void String(string name, string? value)
    {
        if (value is null)
            return;
        Name(name);
        _json.WriteStringValue(value);
    }

    public override void Long(string name, long? value)
    {
        if (value is not { } known)
            return;
        Name(name);
        _json.WriteNumberValue(known);
    }

    public override void Boolean(string name, bool? value)
    {
        if (value is not { } known)
            return;
        Name(name);
        _json.WriteBooleanValue(known);
    }

    /// <summary>Writes seconds since 1970 with milliseconds as decimals, as AWS's JSON protocols do.</summary>
    public override void Timestamp(string name, DateTimeOffset? value)
    {
        if (value is not { } known)
            return;
        Name(name);
        _json.WriteNumberValue(known.ToUnixTimeMilliseconds() / 1000m);
    }

    protected override void BeginStructure(string name)
    {
        Name(name);
        _json.WriteStartObject();
        _isInList.Push(false);
    }

    protected override void EndStructure(string name)
    {
        _isInList.Pop();
        _json.WriteEndObject();
    }

    protected override void BeginList(string name)
    {
        Name(name);
        _json.WriteStartArray();
        _isInList.Push(true);
    }

    protected override void EndList(string name)
    {
        _isInList.Pop();
        _json.WriteEndArray();
    }

    protected override void EmptyList(string name)
    {
        BeginList(name);
        EndList(name);
    }

    private void Name(string name)
    {
        if (!_isInList.Peek())
            _json.WritePropertyName(name);
    }
}
