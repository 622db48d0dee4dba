using System.Globalization;
using System.Text;

namespace EndpointHub.Aws.Generator.Models;

/// <summary>
/// Reads the trimmed service models. A generator that brings a JSON package of its own works only where the compiler's host happens to have
/// loaded the same version; these lines work anywhere.
/// </summary>
internal sealed class JsonReader
{
    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <summary>An object becomes a <see cref="JsonObject"/>, an array a list, anything else string, double, bool or null.</summary>
    public static JsonObject Read(string text) => (JsonObject)new JsonReader(text).Value()!;

    private object? Value() => Peek() switch
    {
        '{' => Object(),
        '[' => Array(),
        '"' => String(),
        't' => Literal("true", value: true),
        'f' => Literal("false", value: false),
        'n' => Literal("null", value: null),
        _ => Number(),
    };

    private JsonObject Object()
    {
        var members = new List<KeyValuePair<string, object?>>();
        for (Take('{'); Peek() != '}'; SkipComma('}'))
        {
            Peek();
            var name = String();
            Take(':');
            members.Add(new KeyValuePair<string, object?>(name, Value()));
        }

        Take('}');
        return new JsonObject(members);
    }

    private List<object?> Array()
    {
        var items = new List<object?>();
        for (Take('['); Peek() != ']'; SkipComma(']'))
            items.Add(Value());
        Take(']');
        return items;
    }

    private string String()
    {
        var text = new StringBuilder();
        for (Take('"'); _text[_at] != '"'; _at++)
            text.Append(_text[_at] == '\\' ? Escape() : _text[_at]);
        _at++;
        return text.ToString();
    }

    private char Escape() => _text[++_at] switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        'u' => (char)int.Parse(_text.Substring((_at += 4) - 3, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        var other => other,
    };

    private double Number()
    {
        var start = _at;
        while (_at < _text.Length && "+-.0123456789eE".IndexOf(_text[_at]) >= 0)
            _at++;
        return double.Parse(_text.Substring(start, _at - start), CultureInfo.InvariantCulture);
    }

    private object? Literal(string word, object? value)
    {
        _at += word.Length;
        return value;
    }

    private char Peek()
    {
        while (char.IsWhiteSpace(_text[_at]))
            _at++;
        return _text[_at];
    }

    private void Take(char expected)
    {
        if (Peek() != expected)
            throw new FormatException($"'{expected}' expected at {_at}.");
        _at++;
    }

    private void SkipComma(char end)
    {
        if (Peek() != end)
            Take(',');
    }
}
