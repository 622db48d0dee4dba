using System.Globalization;
using System.Text;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// Reads JSON into dictionaries, lists, strings, booleans and null; numbers stay text. Policies are the only JSON that the domain reads,
/// and it has no packages: System.Text.Json is one on netstandard2.0, and would meet other versions of itself inside PowerShell.
/// </summary>
internal sealed class JsonText
{
    private const int DeepestNesting = 64;
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonText(string text) => _text = text;

    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static object? Read(string text)
    {
        var reader = new JsonText(text);
        var value = reader.Value();
        return reader.Peek() == '\0' && reader._at == text.Length ? value : throw reader.Wrong();
    }

    private object? Value()
    {
        if (++_depth > DeepestNesting)
            throw Wrong();
        object? value = Peek() switch
        {
            '{' => Object(),
            '[' => List(),
            '"' => String(),
            't' => Word("true", true),
            'f' => Word("false", false),
            'n' => Word("null", null),
            _ => Number(),
        };
        _depth--;
        return value;
    }

    private Dictionary<string, object?> Object()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        Items('{', '}', () =>
        {
            var name = Peek() == '"' ? String() : throw Wrong();
            Expect(':');
            members[name] = Value();
        });
        return members;
    }

    private List<object?> List()
    {
        List<object?> items = [];
        Items('[', ']', () => items.Add(Value()));
        return items;
    }

    private void Items(char open, char close, Action readItem)
    {
        Expect(open);
        if (Peek() != close)
        {
            readItem();
            while (Peek() == ',')
            {
                _at++;
                readItem();
            }
        }

        Expect(close);
    }

    private string String()
    {
        var text = new StringBuilder();
        for (_at++; ; _at++)
        {
            var letter = _at < _text.Length ? _text[_at] : throw Wrong();
            if (letter == '"')
                break;
            if (letter < ' ')
                throw Wrong();
            text.Append(letter == '\\' ? Escaped() : letter);
        }

        _at++;
        return text.ToString();
    }

    private char Escaped()
    {
        var letter = ++_at < _text.Length ? _text[_at] : throw Wrong();
        if (letter != 'u')
        {
            var known = "\"\\/bfnrt".IndexOf(letter);
            return known < 0 ? throw Wrong() : "\"\\/\b\f\n\r\t"[known];
        }

        var code = 0;
        for (var digits = 0; digits < 4; digits++)
        {
            letter = ++_at < _text.Length ? _text[_at] : throw Wrong();
            code = (code * 16) + letter switch
            {
                >= '0' and <= '9' => letter - '0',
                >= 'a' and <= 'f' => letter - 'a' + 10,
                >= 'A' and <= 'F' => letter - 'A' + 10,
                _ => throw Wrong(),
            };
        }

        // IAM takes no other control characters, however they are written.
        return code >= ' ' || code is '\t' or '\r' or '\n' ? (char)code : throw Wrong();
    }

    private string Number()
    {
        var start = _at;
        while (_at < _text.Length && (_text[_at] is >= '0' and <= '9' or '+' or '-' or '.' or 'e' or 'E'))
            _at++;
        var number = _text.Substring(start, _at - start);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? number : throw Wrong();
    }

    private object? Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            throw Wrong();
        _at += word.Length;
        return value;
    }

    private void Expect(char letter)
    {
        if (Peek() != letter)
            throw Wrong();
        _at++;
    }

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private FormatException Wrong() => new(FormattableString.Invariant($"This is not JSON at character {_at}."));
}
