using System.Text.RegularExpressions;

namespace EndpointHub.Help;

/// <summary>
/// The Markdown page beside a cmdlet: a description, what the cmdlet changes, the permissions that it needs, its errors and how to undo it,
/// examples with one third-level heading each, a powershell block and remarks, and a list of related commands and topics.
/// </summary>
internal sealed partial record HelpPage(
    IReadOnlyList<string> Description,
    IReadOnlyList<HelpSection> Notes,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<string> Related
)
{
    /// <summary>The sections that every page has, in this order.</summary>
    public static readonly IReadOnlyList<string> RequiredSections =
    [
        "Description",
        "Changes (API calls)",
        "Permissions",
        "Errors",
        "How to undo",
        "Examples",
        "Related",
    ];

    public static HelpPage Load(string file) => Parse(File.ReadAllText(file), Path.GetFileName(file));

    /// <exception cref="InvalidDataException">A section is missing, empty, unknown or out of order.</exception>
    public static HelpPage Parse(string markdown, string name)
    {
        var body = Split(markdown, "# ").Select(s => s.Body).FirstOrDefault() ?? "";
        var parts = Split(body, "## ").ToList();
        if (!parts.Select(p => p.Title).SequenceEqual(RequiredSections) || parts.Exists(p => p.Body.Trim().Length == 0))
        {
            throw new InvalidDataException($"{name}: the sections must be, in this order and with text: {string.Join(", ", RequiredSections)}.");
        }

        string Section(string title) => parts.Single(p => p.Title == title).Body;
        return new HelpPage(
            Paragraphs(Section("Description")),
            [.. RequiredSections.Skip(1).Take(4).Select(title => new HelpSection(title, Paragraphs(Section(title))))],
            [.. Split(Section("Examples"), "### ").Where(e => e.Title.Length > 0).Select(HelpExample.Parse)],
            [.. Section("Related").Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => Plain(line[2..]))]
        );
    }

    /// <summary>The text as one line per paragraph or list item, without Markdown syntax.</summary>
    internal static IReadOnlyList<string> Paragraphs(string text) =>
        [
            .. ParagraphBreak()
                .Split(text.Trim())
                .SelectMany(paragraph => ListItem().Split(paragraph))
                .Select(Plain)
                .Where(paragraph => paragraph.Length > 0),
        ];

    // The text before the first heading has an empty title. A # within a code block is a comment, not a heading.
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

/// <summary>One of the sections that Get-Help shows under NOTES.</summary>
internal sealed record HelpSection(string Title, IReadOnlyList<string> Paragraphs);

/// <summary>One example: its title, the commands, and remarks.</summary>
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
