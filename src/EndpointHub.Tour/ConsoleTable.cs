using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>A table: headings, words on the left, figures on the right.</summary>
internal sealed class ConsoleTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <param name="console">Where it is shown.</param>
    /// <param name="words">How many of the columns are words; the last of these gives way where there is no room.</param>
    public void Show(IAnsiConsole console, int words)
    {
        var grid = new Grid();
        for (var i = 0; i < headings.Length; i++)
            grid.AddColumn(new GridColumn { Alignment = i < words ? Justify.Left : Justify.Right, Padding = new Padding(2, 0, 0, 0), NoWrap = i != words - 1 });
        grid.AddRow([.. headings.Select(heading => $"[grey]{Markup.Escape(heading)}[/]")]);
        foreach (var row in _rows)
            grid.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(grid);
    }
}
