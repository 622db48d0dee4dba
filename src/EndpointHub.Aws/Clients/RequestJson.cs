using System.Text.Json;

namespace EndpointHub.Aws.Clients;

/// <summary>Writes the JSON body of a request. Null members are left out. List items have no name in JSON.</summary>
internal sealed class RequestJson
{
    private readonly Utf8JsonWriter _json;
    private bool _isInList;

    private RequestJson(Utf8JsonWriter json) => _json = json;

    public static byte[] Write(Action<RequestJson> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(new RequestJson(json));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public void String(string name, string? value)
    {
        if (value is null)
            return;
        Name(name);
        _json.WriteStringValue(value);
    }

    public void Integer(string name, int? value)
    {
        if (value is not { } known)
            return;
        Name(name);
        _json.WriteNumberValue(known);
    }

    public void Structure<T>(string name, T? value, Action<RequestJson, T> write)
        where T : class
    {
        if (value is null)
            return;
        Name(name);
        _json.WriteStartObject();
        Within(isList: false, () => write(this, value));
        _json.WriteEndObject();
    }

    public void List<T>(string name, List<T>? items, Action<RequestJson, T> write)
    {
        if (items is null)
            return;
        Name(name);
        _json.WriteStartArray();
        Within(isList: true, () => items.ForEach(item => write(this, item)));
        _json.WriteEndArray();
    }

    private void Name(string name)
    {
        if (!_isInList)
            _json.WritePropertyName(name);
    }

    private void Within(bool isList, Action content)
    {
        var before = _isInList;
        _isInList = isList;
        content();
        _isInList = before;
    }
}
