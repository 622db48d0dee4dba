using System.Text;
using System.Text.RegularExpressions;

namespace EndpointHub.Values;

/// <summary>
/// Reads JSON: arrays become lists, texts strings, numbers stay the text that was written. The domain reads policies with it and the source generator
/// reads service models; each compiles this file. Neither can use System.Text.Json: on netstandard2.0 it is a package, the domain takes none because
/// PowerShell may have loaded another version of it, and a generator finds only the version that the compiler's host happened to load.
/// </summary>
internal sealed class JsonText
{
    private const int DeepestNesting = 64;
    private static readonly Regex NumberPattern = new(
        "\\A-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Regex.InfiniteMatchTimeout
    );
    private readonly string _text;
    private readonly Func<List<KeyValuePair<string, object?>>, object> _toObject;
    private int _at;
    private int _depth;

    private JsonText(string text, Func<List<KeyValuePair<string, object?>>, object> toObject) => (_text, _toObject) = (text, toObject);

    /// <summary>Reads a document whose objects become what the caller makes of their members, which come in the order of the text.</summary>
    /// <exception cref="FormatException">The text is not JSON, is nested too deeply, or has an object with two members of one name.</exception>
    public static object? Read(string text, Func<List<KeyValuePair<string, object?>>, object> toObject)
    {
        var reader = new JsonText(text, toObject);
        var value = reader.Value();
        return reader.Peek() == '\0' && reader._at == text.Length ? value : throw reader.Wrong();
    }

    /// <summary>Reads a document whose objects become dictionaries.</summary>
    /// <exception cref="FormatException">The text is not JSON, is nested too deeply, or has an object with two members of one name.</exception>
    public static object? Read(string text) =>
        Read(
            text,
            static members =>
            {
                var byName = new Dictionary<string, object?>(members.Count, StringComparer.Ordinal);
                foreach (var member in members)
                    byName[member.Key] = member.Value;
                return byName;
            }
        );

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

    private object Object()
    {
        List<KeyValuePair<string, object?>> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Items(
            '{',
            '}',
            () =>
            {
                var name = Peek() == '"' ? String() : throw Wrong();
                // Readers differ in which of two members counts, so that one of them can hide a condition.
                if (!names.Add(name))
                    throw new FormatException(FormattableString.Invariant($"A name occurs twice in an object of this JSON, before character {_at}."));
                Expect(':');
                members.Add(new(name, Value()));
            }
        );
        return _toObject(members);
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
            code =
                (code * 16)
                + letter switch
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
        return NumberPattern.IsMatch(number) ? number : throw Wrong();
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
