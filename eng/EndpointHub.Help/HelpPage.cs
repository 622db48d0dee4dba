using System.Text.RegularExpressions;

namespace EndpointHub.Help;

/// <summary>
/// The Markdown page beside a cmdlet: under its title the description, under "Examples" one third-level heading each with a
/// powershell block and remarks, under "Notes" the notes, and under "Related" a list of commands and topics.
/// </summary>
internal sealed partial record HelpPage(
    IReadOnlyList<string> Description, IReadOnlyList<HelpExample> Examples, IReadOnlyList<string> Notes, IReadOnlyList<string> Related)
{
    public static HelpPage Load(string file) => File.Exists(file) ? Parse(File.ReadAllText(file)) : new HelpPage([], [], [], []);

    public static HelpPage Parse(string markdown)
    {
        var sections = Split(markdown, "# ").Select(s => s.Body).FirstOrDefault() ?? "";
        var parts = Split(sections, "## ").ToList();
        string Section(string title) => parts.FirstOrDefault(p => p.Title == title).Body ?? "";
        return new HelpPage(
            Paragraphs(parts.FirstOrDefault(p => p.Title.Length == 0).Body ?? ""),
            [.. Split(Section("Examples"), "### ").Where(e => e.Title.Length > 0).Select(HelpExample.Parse)],
            Paragraphs(Section("Notes")),
            [.. Section("Related").Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => Plain(line[2..]))]);
    }

    /// <summary>The text as one line per paragraph or list item, without marks that a console would show.</summary>
    internal static IReadOnlyList<string> Paragraphs(string text) =>
    [
        .. ParagraphBreak().Split(text.Trim()).SelectMany(paragraph => ListItem().Split(paragraph))
            .Select(Plain).Where(paragraph => paragraph.Length > 0),
    ];

    // What stands before the first heading has the empty title. A # within a code block is a comment, not a heading.
    private static IEnumerable<(string Title, string Body)> Split(string text, string mark)
    {
        var title = "";
        var body = new List<string>();
        var inCode = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            inCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inCode && line.StartsWith(mark, StringComparison.Ordinal))
            {
                if (title.Length > 0 || body.Exists(l => l.Trim().Length > 0))
                {
                    yield return (title, string.Join('\n', body));
                }

                (title, body) = (line[mark.Length..].Trim(), []);
                continue;
            }

            body.Add(line);
        }

        yield return (title, string.Join('\n', body));
    }

    private static string Plain(string markdown) => Marks().Replace(Link().Replace(Whitespace().Replace(markdown, " "), "$1"), "$2").Trim();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex ParagraphBreak();

    [GeneratedRegex(@"\n(?=- )")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(\*\*|`)(.+?)\1")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}

/// <summary>One example: what it does, the commands, and what there is to say about them.</summary>
internal sealed partial record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks)
{
    public static HelpExample Parse((string Title, string Body) section)
    {
        var code = CodeBlock().Match(section.Body);
        return new HelpExample(section.Title, code.Groups["code"].Value.TrimEnd(), HelpPage.Paragraphs(CodeBlock().Replace(section.Body, "\n\n")));
    }

    [GeneratedRegex("^```powershell\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
