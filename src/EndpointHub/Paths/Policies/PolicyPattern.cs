using System.Text;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// A text of a policy with wildcards: <c>*</c> for any text and <c>?</c> for one character. It may be compared with a
/// pattern too, which represents all possible calls; then it may match all of these, none, or only a part.
/// </summary>
internal readonly struct PolicyPattern
{
    // Wildcards are encoded as characters that a policy cannot contain (IAM API reference, CreatePolicy: PolicyDocument).
    private const char AnyText = '\u0001';
    private const char AnyTextButColon = '\u0002';
    private const char AnyOne = '\u0003';

    private const char End = '\0';
    private readonly string _text;
    private readonly bool _isCertain;

    private PolicyPattern(string text, bool isCertain = true) => (_text, _isCertain) = (text, isCertain);

    /// <summary>The pattern that matches any text.</summary>
    public static PolicyPattern Everything { get; } = new(AnyText.ToString());

    /// <summary>Creates a pattern from text with wildcards. Names of actions, which are case-insensitive, have to be in lower case.</summary>
    public static PolicyPattern Of(string text) => new(Wild(text));

    /// <summary>Creates a pattern from literal text.</summary>
    public static PolicyPattern Literal(string text) => new(text);

    /// <summary>
    /// Creates a pattern from a resource. An ARN with fewer than six fields is completed with wildcards, and a wildcard extends beyond its field only
    /// at the field's end (IAM user guide, policy elements: Resource).
    /// </summary>
    public static PolicyPattern Resource(string text, IPolicyVariables variables)
    {
        var pattern = With(text, variables);
        var fields = pattern._text.Split([':'], 6);
        if (fields[0] != "arn")
            return pattern;

        var completed = fields.Concat(Enumerable.Repeat(AnyText.ToString(), 6 - fields.Length));
        return new PolicyPattern(string.Join(":", completed.Select(WithinField)), pattern._isCertain);
    }

    /// <summary>Creates a pattern from text with policy variables. An unknown value matches any text, and a match is not certain then.</summary>
    public static PolicyPattern With(string text, IPolicyVariables variables)
    {
        if (text.IndexOf("${", StringComparison.Ordinal) < 0 || !variables.AreSupported)
            return Of(text);

        var (pattern, isCertain, at) = (new StringBuilder(), true, 0);
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${", at, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
                break;
            var name = text.Substring(start + 2, end - start - 2);
            var value = name is "*" or "?" or "$" ? name : variables.ValueOf(name);
            pattern.Append(Wild(text.Substring(at, start - at))).Append(value ?? AnyText.ToString());
            isCertain &= value is not null;
            at = end + 1;
        }

        return new PolicyPattern(pattern.Append(Wild(text.Substring(at))).ToString(), isCertain);
    }

    /// <summary>Compares this pattern with another: Yes if it matches all of its texts, Maybe if it matches some, No if it matches none.</summary>
    public Certainty Matches(PolicyPattern other) =>
        _isCertain && Covers(_text, other._text) ? Certainty.Yes
        : Meets(_text, other._text) ? Certainty.Maybe
        : Certainty.No;

    private static string Wild(string text) => text.Replace('*', AnyText).Replace('?', AnyOne);

    private static string WithinField(string field)
    {
        var letters = field.ToCharArray();
        for (var i = 0; i + 1 < letters.Length; i++)
        {
            if (letters[i] == AnyText)
                letters[i] = AnyTextButColon;
        }

        return new string(letters);
    }

    /// <summary>True if a pattern matches every text of another one. A wildcard is covered by a wildcard only.</summary>
    private static bool Covers(string pattern, string other) =>
        Walk(
            pattern,
            other,
            (reached, p, a) =>
            {
                var (letter, wanted) = (At(pattern, p), At(other, a));
                if (IsText(letter))
                {
                    reached[p + 1, a] = true;
                    if (wanted != End && (letter == AnyText || wanted is not (':' or AnyText)))
                        reached[p, a + 1] = true;
                }
                else if (letter != End && wanted != End && (letter == wanted || (letter == AnyOne && wanted != AnyText)))
                {
                    reached[p + 1, a + 1] = true;
                }
            }
        );

    /// <summary>True if some text matches both patterns.</summary>
    private static bool Meets(string one, string other) =>
        Walk(
            one,
            other,
            (reached, i, j) =>
            {
                var (left, right) = (At(one, i), At(other, j));
                if (IsText(left))
                    reached[i + 1, j] = true;
                if (IsText(right))
                    reached[i, j + 1] = true;
                if (IsText(left) && right != End && (left == AnyText || right != ':'))
                    reached[i, j + 1] = true;
                if (IsText(right) && left != End && (right == AnyText || left != ':'))
                    reached[i + 1, j] = true;
                if (left != End && right != End && !IsText(left) && !IsText(right) && (left == right || left == AnyOne || right == AnyOne))
                    reached[i + 1, j + 1] = true;
            }
        );

    /// <summary>True if both texts can be read to their ends in parallel. Every reachable pair of positions is visited once.</summary>
    private static bool Walk(string one, string other, Action<bool[,], int, int> step)
    {
        // The additional position at each end absorbs steps beyond the end.
        var reached = new bool[one.Length + 2, other.Length + 2];
        reached[0, 0] = true;
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (reached[i, j])
                    step(reached, i, j);
            }
        }

        return reached[one.Length, other.Length];
    }

    private static char At(string text, int position) => position < text.Length ? text[position] : End;

    private static bool IsText(char letter) => letter is AnyText or AnyTextButColon;
}

/// <summary>The values of policy variables, such as <c>${aws:username}</c>.</summary>
internal interface IPolicyVariables
{
    /// <summary>True if the document supports variables. Only version 2012-10-17 does; in older ones they are plain text.</summary>
    bool AreSupported { get; }

    /// <summary>The value; null when it is not known.</summary>
    string? ValueOf(string name);
}
