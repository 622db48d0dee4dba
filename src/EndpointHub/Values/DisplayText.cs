using System.Globalization;
using System.Text;

namespace EndpointHub.Values;

/// <summary>
/// Text for people. What AWS, a file or a parameter says is untrusted: it may contain line breaks, terminal sequences or characters that change the
/// direction of writing, and so show what is not there. Properties hold such text as it is. Every message and every view passes it through here.
/// </summary>
public static class DisplayText
{
    /// <summary>The maximum length of a value, that of the longest tag of AWS.</summary>
    internal const int LongestValue = 256;

    /// <summary>The maximum length of a message. The longest message of AWS, an encoded authorization failure, fits in.</summary>
    internal const int LongestText = 4096;

    /// <summary>Replaces the characters that show nothing themselves but affect what is shown, and cuts what is too long.</summary>
    /// <param name="text">Anything; null for nothing.</param>
    /// <returns>The text in one line, where each of these characters is its number: <c>\u001B</c>. Escaping it again changes nothing.</returns>
    public static string Escape(object? text) => Shorten(EscapeAll(Convert.ToString(text, CultureInfo.CurrentCulture) ?? ""), LongestText);

    /// <summary>Escapes a list as Format-List shows one.</summary>
    /// <param name="items">The items.</param>
    /// <returns>For example <c>{a, b}</c>.</returns>
    public static string EscapeList(System.Collections.IEnumerable? items) =>
        items is null ? "" : "{" + Shorten(string.Join(", ", items.Cast<object?>().Select(Escape)), LongestText) + "}";

    /// <summary>Escapes the name or id that a message is about.</summary>
    /// <param name="value">The value.</param>
    internal static string EscapeValue(string value) => Shorten(EscapeAll(value), LongestValue);

    /// <summary>True if a text is shown as it is.</summary>
    internal static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i += LengthAt(text, i))
        {
            if (IsEscaped(text, i))
                return false;
        }

        return true;
    }

    private static string EscapeAll(string text)
    {
        if (IsPlain(text))
            return text;

        var escaped = new StringBuilder(text.Length + 16);
        for (var (i, length) = (0, 0); i < text.Length; i += length)
        {
            length = LengthAt(text, i);
            if (!IsEscaped(text, i))
                escaped.Append(text, i, length);
            else if (length == 1)
                escaped.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:X4}", (int)text[i]);
            else
                escaped.AppendFormat(CultureInfo.InvariantCulture, "\\U{0:X8}", char.ConvertToUtf32(text, i));
        }

        return escaped.ToString();
    }

    // Format characters include the marks and overrides of bidirectional text, and the invisible tags of plane 14.
    private static bool IsEscaped(string text, int index) =>
        text[index] is < ' ' or > '~'
        && CharUnicodeInfo.GetUnicodeCategory(text, index)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;

    private static int LengthAt(string text, int index) => index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;

    private static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
            return text;

        var end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return FormattableString.Invariant($"{text.Substring(0, end)}\u2026 ({text.Length} characters)");
    }
}
