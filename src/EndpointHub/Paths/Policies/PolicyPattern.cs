using System.Text;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// Text with wildcards, as policies have it: <c>*</c> for any text and <c>?</c> for one character. What it is held against may be a
/// pattern too, standing for everything that a caller might ask; then it may match all of that, nothing, or only a part.
/// </summary>
internal readonly struct PolicyPattern
{
    // Wildcards are told from literal text by characters that no policy can hold (IAM API reference, CreatePolicy: PolicyDocument).
    private const char AnyText = '\u0001';
    private const char AnyTextButColon = '\u0002';
    private const char AnyOne = '\u0003';

    private const char End = '\0';
    private readonly string _text;
    private readonly bool _isCertain;

    private PolicyPattern(string text, bool isCertain = true) => (_text, _isCertain) = (text, isCertain);

    /// <summary>Any text at all.</summary>
    public static PolicyPattern Everything { get; } = new(AnyText.ToString());

    /// <summary>A pattern of plain text: names of actions, whose case does not matter, come in lower case.</summary>
    public static PolicyPattern Of(string text) => new(Wild(text));

    /// <summary>Text that means itself.</summary>
    public static PolicyPattern Literal(string text) => new(text);

    /// <summary>
    /// A resource. One with fewer fields than the six of an ARN is completed with wildcards, and a wildcard reaches beyond its field only
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

    /// <summary>Text with policy variables: what is not known of the caller stands for any text, and then a match is not certain.</summary>
    public static PolicyPattern With(string text, IPolicyVariables variables)
    {
        if (text.IndexOf("${", StringComparison.Ordinal) < 0 || !variables.AreRead)
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

    /// <summary>True if this matches everything, something or nothing of another pattern.</summary>
    public Certainty Matches(PolicyPattern asked) =>
        _isCertain && Covers(_text, asked._text) ? Certainty.Yes : Meets(_text, asked._text) ? Certainty.Maybe : Certainty.No;

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

    /// <summary>True if every text of the asked pattern is one of this pattern's. A wildcard that was asked is covered by a wildcard only.</summary>
    private static bool Covers(string pattern, string asked) => Walk(pattern, asked, (reached, p, a) =>
    {
        var (letter, wanted) = (At(pattern, p), At(asked, a));
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
    });

    /// <summary>True if some text belongs to both patterns.</summary>
    private static bool Meets(string one, string other) => Walk(one, other, (reached, i, j) =>
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
    });

    /// <summary>True if both texts can be read to their ends side by side: every pair of places that can be reached is visited once.</summary>
    private static bool Walk(string one, string other, Action<bool[,], int, int> step)
    {
        // One place more at each end, which no step beyond the end is counted at.
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

    private static char At(string text, int place) => place < text.Length ? text[place] : End;

    private static bool IsText(char letter) => letter is AnyText or AnyTextButColon;
}

/// <summary>What stands for a policy's variables, such as <c>${aws:username}</c>.</summary>
internal interface IPolicyVariables
{
    /// <summary>True if variables are variables at all: only in version 2012-10-17, in older ones they are plain text.</summary>
    bool AreRead { get; }

    /// <summary>The value; null when it is not known.</summary>
    string? ValueOf(string name);
}
